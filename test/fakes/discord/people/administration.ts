import { ChannelType } from "discord-api-types/v10";
import { bits, type PermissionName } from "../permissions.ts";
import { addChannel, directChannel, type NewChannel, removeChannel } from "../world/channels.ts";
import { addGuild, addMember, addRole } from "../world/guilds.ts";
import type { Channel, Guild, Role, User } from "../world/shapes.ts";
import { newUser, type World } from "../world/world.ts";

export interface NewPerson {
  /** Language of the client, e.g. `ko`; default `en-US`. */
  readonly locale?: string;
  /** Another bot. */
  readonly bot?: boolean;
  /** Servers to be a member of; default: the first one. */
  readonly guilds?: readonly Guild[];
  readonly roles?: readonly Role[];
}

/** What the owner of a server does with it. Without a guild, the first one is meant. */
export interface Administration {
  addPerson(name: string, how?: NewPerson): User;
  addGuild(name: string, botPermissions?: readonly PermissionName[]): Guild;
  addRole(
    name: string,
    given?: { permissions?: readonly PermissionName[]; mentionable?: boolean; guild?: Guild },
  ): Role;
  giveRole(person: User, role: Role, guild?: Guild): void;
  /** Sets what a role or a person may do in a channel, in place of what was set for them before. Tells the bot. */
  permit(
    channel: Channel,
    whom: Role | User,
    change: { allow?: readonly PermissionName[]; deny?: readonly PermissionName[] },
  ): void;
  addChannel(name: string, given?: NewChannel & { guild?: Guild }): Channel;
  addForum(name: string, given?: NewChannel & { guild?: Guild }): Channel;
  addCategory(name: string, guild?: Guild): Channel;
  /** The direct conversation of a person with the bot. */
  direct(person: User): Channel;
  /** The person takes no direct messages from the bot any more (50007). */
  closeDirect(person: User): void;
  /** A keyword rule of AutoMod, for what the bot posts. */
  blockWords(pattern: RegExp): void;
  /** Deletes a channel or thread with all that stands in it. */
  deleteChannel(channel: Channel): void;
  /** Somebody leaves a server, or is thrown out of it. */
  removeMember(person: User, guild?: Guild): void;
  /** The bot is thrown out of a server. */
  kickBot(guild: Guild): void;
}

export interface AdministrationParts {
  readonly world: World;
  readonly guild: Guild;
  readonly owner: User;
  readonly botPermissions: readonly PermissionName[];
  readonly everyone: readonly PermissionName[] | undefined;
  /** Remembers the language of a person's client. */
  readonly speaks: (personId: string, locale: string) => void;
}

export const addUser = (world: World, name: string, traits: { bot?: boolean } = {}): User => {
  const user = newUser(world.newId(), name, traits);
  world.users.set(user.id, user);
  return user;
};

export const createAdministration = (parts: AdministrationParts): Administration => {
  const { world, guild: first } = parts;
  return {
    addPerson: (name, { locale, bot, guilds = [first], roles = [] } = {}) => {
      const person = addUser(world, name, bot ? { bot } : {});
      if (locale) parts.speaks(person.id, locale);
      for (const guild of guilds)
        addMember(
          world,
          guild,
          person,
          roles.map(({ id }) => id),
        );
      return person;
    },
    addGuild: (name, botPermissions = parts.botPermissions) =>
      addGuild(world, name, parts.owner, botPermissions, parts.everyone),
    addRole: (name, given = {}) => addRole(world, given.guild ?? first, name, given),
    giveRole: (person, role, guild = first) => {
      const member = guild.members.get(person.id);
      if (!member) throw new Error(`${person.username} is no member of ${guild.name}`);
      member.roles.push(role.id);
      world.dispatch({ t: "GUILD_MEMBER_UPDATE", d: { ...member, guild_id: guild.id } });
    },
    permit: (channel, whom, { allow = [], deny = [] }) => {
      const others = (channel.permission_overwrites ?? []).filter(({ id }) => id !== whom.id);
      const type = "username" in whom ? 1 : 0;
      const set = { id: whom.id, type, allow: bits(allow).toString(), deny: bits(deny).toString() } as const;
      channel.permission_overwrites = [...others, set];
      world.dispatch({ t: "CHANNEL_UPDATE", d: channel });
    },
    addChannel: (name, given = {}) => addChannel(world, given.guild ?? first, name, given),
    addForum: (name, given = {}) =>
      addChannel(world, given.guild ?? first, name, { ...given, type: ChannelType.GuildForum }),
    addCategory: (name, guild = first) => addChannel(world, guild, name, { type: ChannelType.GuildCategory }),
    direct: (person) => directChannel(world, person),
    closeDirect: (person) => void world.closedDoors.add(person.id),
    blockWords: (pattern) => {
      world.blocked = pattern;
    },
    deleteChannel: (channel) => removeChannel(world, channel),
    removeMember: (person, guild = first) => {
      guild.members.delete(person.id);
      world.dispatch({ t: "GUILD_MEMBER_REMOVE", d: { guild_id: guild.id, user: person } });
    },
    kickBot: (guild) => {
      guild.members.delete(world.bot.id);
      world.dispatch({ t: "GUILD_DELETE", d: { id: guild.id } });
    },
  };
};
