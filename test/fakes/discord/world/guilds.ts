import { bits, canSee, type PermissionName, usualForEveryone } from "../permissions.ts";
import type { Guild, Member, Role, User } from "./shapes.ts";
import type { World } from "./world.ts";

const newRole = (
  id: string,
  name: string,
  permissions: readonly PermissionName[],
  position: number,
): Role => ({
  id,
  name,
  permissions: bits(permissions).toString(),
  position,
  managed: false,
  mentionable: false,
  color: 0,
  colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  hoist: false,
  flags: 0,
  icon: null,
  unicode_emoji: null,
  description: null,
});

/** A server with its owner, its @everyone role, and the bot in it with a role of its own. */
export const addGuild = (
  world: World,
  name: string,
  owner: User,
  botPermissions: readonly PermissionName[],
  everyone: readonly PermissionName[] = usualForEveryone,
): Guild => {
  const id = world.newId();
  const guild: Guild = {
    id,
    name,
    ownerId: owner.id,
    preferredLocale: "en-US",
    roles: new Map(),
    members: new Map(),
  };
  guild.roles.set(id, newRole(id, "@everyone", everyone, 0));
  world.guilds.set(id, guild);
  addMember(world, guild, owner);
  const botRole: Role = {
    ...newRole(world.newId(), world.bot.username, botPermissions, 1),
    managed: true,
    tags: { bot_id: world.bot.id },
  };
  guild.roles.set(botRole.id, botRole);
  addMember(world, guild, world.bot, [botRole.id]);
  world.dispatch({ t: "GUILD_CREATE", d: guildPayload(world, guild) });
  return guild;
};

export const addRole = (
  world: World,
  guild: Guild,
  name: string,
  given: { permissions?: readonly PermissionName[]; mentionable?: boolean } = {},
): Role => {
  const role = newRole(world.newId(), name, given.permissions ?? [], guild.roles.size);
  role.mentionable = given.mentionable ?? false;
  guild.roles.set(role.id, role);
  world.dispatch({ t: "GUILD_ROLE_CREATE", d: { guild_id: guild.id, role } });
  return role;
};

export const addMember = (world: World, guild: Guild, user: User, roles: string[] = []): Member => {
  const member: Member = {
    user,
    nick: null,
    roles,
    communication_disabled_until: null,
    joined_at: world.clock.timestamp(),
    avatar: null,
    banner: null,
    flags: 0,
    pending: false,
    premium_since: null,
    mute: false,
    deaf: false,
  };
  guild.members.set(user.id, member);
  world.dispatch({ t: "GUILD_MEMBER_ADD", d: { ...member, guild_id: guild.id } });
  return member;
};

/** The fields that REST and GUILD_CREATE share. */
export const guildFields = (guild: Guild) => ({
  id: guild.id,
  name: guild.name,
  icon: null,
  splash: null,
  banner: null,
  home_header: null,
  description: null,
  discovery_splash: null,
  owner_id: guild.ownerId,
  application_id: null,
  region: "deprecated",
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  mfa_level: 0,
  nsfw: false,
  nsfw_level: 0,
  roles: [...guild.roles.values()],
  emojis: [],
  stickers: [],
  features: [],
  system_channel_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  public_updates_channel_id: null,
  safety_alerts_channel_id: null,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  premium_progress_bar_enabled: false,
  preferred_locale: guild.preferredLocale,
  widget_enabled: false,
  widget_channel_id: null,
  max_members: 500_000,
  max_presences: null,
  max_video_channel_users: 25,
  max_stage_video_channel_users: 50,
  incidents_data: null,
  owner_configured_content_level: 0,
  inventory_settings: null,
  hub_type: null,
  latest_onboarding_question_id: null,
});

/** GUILD_CREATE (docs: events/gateway-events#guild-create): all channels, the threads that are active, the members of a small guild. */
export const guildPayload = (world: World, guild: Guild) => {
  const own = [...world.channels.values()].filter((channel) => channel.guild_id === guild.id);
  return {
    ...guildFields(guild),
    joined_at: world.clock.timestamp(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: [...guild.members.values()],
    channels: own.filter((channel) => !channel.thread_metadata),
    threads: own.filter(
      (channel) => channel.thread_metadata?.archived === false && canSee(world, channel, world.bot.id),
    ),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
};
