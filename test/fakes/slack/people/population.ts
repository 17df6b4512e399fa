import { addChannel, directWith } from "../world/channels.ts";
import { writeMessage } from "../world/messages.ts";
import type { Channel, Team, User } from "../world/shapes.ts";
import type { World } from "../world/world.ts";

export interface NewPerson {
  /** IETF tag; default `en-US`. */
  readonly locale?: string;
  /** From this other organisation; see `addTeam`. */
  readonly team?: Team;
  readonly role?: "admin" | "owner" | "guest";
}

export interface NewChannel {
  /** Default: everybody of the own team who is there. */
  readonly members?: readonly User[];
  readonly private?: boolean;
  /** Whether the app is in it; default `true`. */
  readonly withApp?: boolean;
  /** Other organisations with which it is shared (Slack Connect). */
  readonly sharedWith?: readonly Team[];
}

/** Who is there, and where they talk. */
export interface Population {
  addPerson(name: string, person?: NewPerson): User;
  /** A bot that is not Maru. */
  addBot(name: string): User;
  /** Another organisation. */
  addTeam(name: string): Team;
  addChannel(name: string, channel?: NewChannel): Channel;
  /** A group direct message. */
  addGroup(members: readonly User[], withApp?: boolean): Channel;
  /** The direct conversation of somebody with the app. */
  direct(person: User): Channel;
  join(whom: User, channel: Channel): void;
  leave(whom: User, channel: Channel): void;
  archive(channel: Channel): void;
  /** Somebody deletes the channel with all that stands in it. */
  deleteChannel(channel: Channel): void;
  /** From now on `chat.startStream` is refused there. */
  forbidStreaming(channel: Channel, error?: string): void;
}

const rightsOf = (role: NewPerson["role"]): Partial<User> => {
  if (role === undefined) return {};
  if (role === "guest") return { is_restricted: true };
  return { is_admin: true, ...(role === "owner" ? { is_owner: true } : {}) };
};

/** `everywhere`: channels that everybody of the team joins, like #general. */
export const createPopulation = (world: World, everywhere: readonly Channel[]): Population => {
  const own = () =>
    [...world.users.values()].filter(({ team_id, is_bot }) => team_id === world.team.id && !is_bot);

  const add = (name: string, fields: Partial<User>, id: string): User => {
    const team_id = fields.team_id ?? world.team.id;
    const user: User = {
      id,
      team_id,
      name: name.toLowerCase().replaceAll(/\s+/g, "."),
      deleted: false,
      real_name: name,
      is_bot: false,
      is_app_user: false,
      locale: "en-US",
      profile: { real_name: name, display_name: name, team: team_id },
      ...fields,
    };
    world.users.set(id, user);
    return user;
  };

  return {
    addPerson: (name, { locale = "en-US", team, role } = {}) => {
      const person = add(
        name,
        { locale, ...rightsOf(role), ...(team ? { team_id: team.id, is_stranger: true } : {}) },
        world.nextId("U"),
      );
      if (!team) for (const channel of everywhere) channel.members.add(person.id);
      return person;
    },
    addBot: (name) => {
      const bot_id = world.nextId("B");
      const profile = {
        real_name: name,
        display_name: name,
        team: world.team.id,
        bot_id,
        api_app_id: world.nextId("A"),
      };
      const bot = add(name, { is_bot: true, profile }, world.nextId("U"));
      for (const channel of everywhere) channel.members.add(bot.id);
      return bot;
    },
    addTeam: (name) => {
      const team = { id: world.nextId("T"), name, domain: name.toLowerCase() };
      world.teams.set(team.id, team);
      return team;
    },
    addChannel: (name, how = {}) => {
      const members = (how.members ?? own()).map(({ id }) => id);
      const channel = addChannel(world, how.private ? "group" : "channel", name, [
        ...members,
        ...(how.withApp === false ? [] : [world.bot.id]),
      ]);
      for (const { id } of how.sharedWith ?? []) channel.sharedWith.add(id);
      return channel;
    },
    addGroup: (members, withApp = true) =>
      addChannel(world, "mpim", `mpdm-${members.map(({ name }) => name).join("--")}-1`, [
        ...members.map(({ id }) => id),
        ...(withApp ? [world.bot.id] : []),
      ]),
    direct: ({ id }) => directWith(world, id),
    join: (whom, channel) => {
      if (channel.members.has(whom.id)) return;
      channel.members.add(whom.id);
      const subtype = channel.kind === "channel" ? "channel_join" : "group_join";
      writeMessage(world, channel, {
        subtype,
        text: `<@${whom.id}> has joined the channel`,
        author: { user: whom.id },
      });
      world.emit(
        {
          type: "member_joined_channel",
          user: whom.id,
          channel: channel.id,
          channel_type: channel.kind === "channel" ? "C" : "G",
          team: whom.team_id,
          event_ts: world.nextTs(),
        },
        channel,
      );
    },
    leave: (whom, channel) => {
      if (!channel.members.delete(whom.id)) return;
      const subtype = channel.kind === "channel" ? "channel_leave" : "group_leave";
      writeMessage(world, channel, {
        subtype,
        text: `<@${whom.id}> has left the channel`,
        author: { user: whom.id },
      });
    },
    archive: (channel) => {
      channel.archived = true;
      world.emit(
        { type: "channel_archive", channel: channel.id, user: "", event_ts: world.nextTs() },
        channel,
      );
    },
    deleteChannel: (channel) => {
      world.emit(
        {
          type: channel.kind === "channel" ? "channel_deleted" : "group_deleted",
          channel: channel.id,
          event_ts: world.nextTs(),
        },
        channel,
      );
      world.channels.delete(channel.id);
    },
    forbidStreaming: (channel, error = "channel_type_not_supported") => {
      channel.streamingRefused = error;
    },
  };
};
