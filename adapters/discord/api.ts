import {
  type APIApplicationCommand,
  type APIChannel,
  type APIGuild,
  type APIGuildMember,
  type APIInteractionResponse,
  type APIMessage,
  type APIThreadChannel,
  InteractionResponseType,
  MessageFlags,
  type REST,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPIInteractionCallbackWithResponseResult,
  Routes,
} from "discord.js";
import { hasStatus } from "./api-error.ts";
import type { Snowflake } from "./ids.ts";
import { steadily } from "./steadily.ts";

/** A message's content as Maru writes it. */
export type Content = Pick<RESTPostAPIChannelMessageJSONBody, "content" | "components" | "embeds">;

export interface NewMessage extends Content {
  /** Sent again within some minutes, the same nonce gives the first message back. At most 25 characters. */
  readonly nonce: string;
  /** The message that this one answers, in the same channel. */
  readonly replyTo?: Snowflake;
  /** Nobody's device rings. */
  readonly silent?: boolean;
}

export interface Page {
  readonly before?: Snowflake;
  readonly after?: Snowflake;
  readonly limit: number;
}

/** The requests that Maru makes. Each rejects with discord.js's `DiscordAPIError`, or with what the network says. */
export type Api = ReturnType<typeof createApi>;

/** Nobody is ever pinged, neither by words of the model nor by being answered. */
const noPings = { allowed_mentions: { parse: [], replied_user: false } };

/** @param connection retries after 5xx and waits out rate limits by itself */
export function createApi(connection: REST) {
  const rest: Pick<REST, "get" | "post" | "patch" | "put" | "delete"> = {
    get: (route, options) => steadily(() => connection.get(route, options)),
    post: (route, options) => steadily(() => connection.post(route, options)),
    patch: (route, options) => steadily(() => connection.patch(route, options)),
    put: (route, options) => steadily(() => connection.put(route, options)),
    delete: (route, options) => steadily(() => connection.delete(route, options)),
  };
  return {
    async post(channel: Snowflake, message: NewMessage): Promise<APIMessage> {
      const { nonce, replyTo, silent, ...content } = message;
      const body: RESTPostAPIChannelMessageJSONBody = {
        ...content,
        ...noPings,
        nonce,
        enforce_nonce: true,
        // A preview is a request to an address that the model chose: data could leave that way. Maru's own embeds would go
        // with the previews; links in them have none.
        flags:
          (content.embeds ? 0 : MessageFlags.SuppressEmbeds) |
          (silent ? MessageFlags.SuppressNotifications : 0),
        ...(replyTo ? { message_reference: { message_id: replyTo, fail_if_not_exists: true } } : {}),
      };
      return (await rest.post(Routes.channelMessages(channel), { body })) as APIMessage;
    },
    /** What `content` does not name stays as it is. */
    async edit(channel: Snowflake, message: Snowflake, content: Content): Promise<void> {
      const body: RESTPatchAPIChannelMessageJSONBody = { ...content, ...noPings };
      await rest.patch(Routes.channelMessage(channel, message), { body });
    },
    /** @param reason for the server's audit log, when somebody else wrote the message */
    async remove(channel: Snowflake, message: Snowflake, reason?: string): Promise<void> {
      await rest.delete(Routes.channelMessage(channel, message), reason === undefined ? {} : { reason });
    },
    member: async (guild: Snowflake, user: Snowflake): Promise<APIGuildMember> =>
      (await rest.get(Routes.guildMember(guild, user))) as APIGuildMember,
    /** @param until ISO 8601, at most 28 days ahead; `null` ends it. @param reason for the server's audit log */
    async timeOut(guild: Snowflake, user: Snowflake, until: string | null, reason: string): Promise<void> {
      const body = { communication_disabled_until: until };
      await rest.patch(Routes.guildMember(guild, user), { body, reason });
    },
    message: async (channel: Snowflake, message: Snowflake): Promise<APIMessage> =>
      (await rest.get(Routes.channelMessage(channel, message))) as APIMessage,
    /** Newest first, whatever the bounds. At most 100. */
    async messages(channel: Snowflake, { before, after, limit }: Page): Promise<APIMessage[]> {
      const query = new URLSearchParams({ limit: String(limit) });
      if (before) query.set("before", before);
      if (after) query.set("after", after);
      return (await rest.get(Routes.channelMessages(channel), { query })) as APIMessage[];
    },
    async type(channel: Snowflake): Promise<void> {
      await rest.post(Routes.channelTyping(channel));
    },
    startThread: async (channel: Snowflake, message: Snowflake, name: string): Promise<APIThreadChannel> =>
      (await rest.post(Routes.threads(channel, message), {
        body: { name, auto_archive_duration: 1440 },
      })) as APIThreadChannel,
    async rename(thread: Snowflake, name: string): Promise<void> {
      await rest.patch(Routes.channel(thread), { body: { name } });
    },
    /** Gives a thread its last name and puts it away. */
    async close(thread: Snowflake, name: string): Promise<void> {
      await rest.patch(Routes.channel(thread), { body: { name, archived: true } });
    },
    async reopen(thread: Snowflake): Promise<void> {
      await rest.patch(Routes.channel(thread), { body: { archived: false } });
    },
    activeThreads: async (guild: Snowflake): Promise<readonly APIThreadChannel[]> =>
      ((await rest.get(Routes.guildActiveThreads(guild))) as { threads: APIThreadChannel[] }).threads,
    /** Public threads that were archived, the newest first; one page. @param before only those archived before: ISO 8601 */
    async archivedThreads(
      channel: Snowflake,
      before?: string,
    ): Promise<{ readonly threads: readonly APIThreadChannel[]; readonly has_more?: boolean }> {
      const query = new URLSearchParams({ limit: "100", ...(before === undefined ? {} : { before }) });
      return (await rest.get(Routes.channelThreads(channel, "public"), { query })) as {
        threads: APIThreadChannel[];
      };
    },
    channel: async (channel: Snowflake): Promise<APIChannel> =>
      (await rest.get(Routes.channel(channel))) as APIChannel,
    guild: async (guild: Snowflake): Promise<APIGuild> => (await rest.get(Routes.guild(guild))) as APIGuild,
    /** Whether somebody was added to a thread, or joined it. */
    async isInThread(thread: Snowflake, user: Snowflake): Promise<boolean> {
      try {
        await rest.get(Routes.threadMembers(thread, user));
        return true;
      } catch (error) {
        // "Returns a 404 response" otherwise (docs: resources/channel#get-thread-member).
        if (hasStatus(error, 404)) return false;
        throw error;
      }
    },
    openDirect: async (user: Snowflake): Promise<APIChannel> =>
      (await rest.post(Routes.userChannels(), { body: { recipient_id: user } })) as APIChannel,

    async acknowledge(
      interaction: Snowflake,
      token: string,
      response: APIInteractionResponse,
    ): Promise<void> {
      await rest.post(Routes.interactionCallback(interaction, token), { body: response, auth: false });
    },
    /** Answers a command with a message that everybody sees, and resolves to that message. */
    async say(interaction: Snowflake, token: string, content: string): Promise<APIMessage | undefined> {
      const body: APIInteractionResponse = {
        type: InteractionResponseType.ChannelMessageWithSource,
        data: { content, ...noPings, flags: MessageFlags.SuppressEmbeds },
      };
      const query = new URLSearchParams({ with_response: "true" });
      const route = Routes.interactionCallback(interaction, token);
      const result = await rest.post(route, { body, query, auth: false });
      return (result as RESTPostAPIInteractionCallbackWithResponseResult).resource?.message;
    },
    /** Fills in what was deferred, or puts another text in its place; no buttons stay. */
    async fillIn(application: Snowflake, token: string, content: string): Promise<void> {
      const body = { content, components: [], embeds: [], ...noPings, flags: MessageFlags.SuppressEmbeds };
      await rest.patch(Routes.webhookMessage(application, token), { body, auth: false });
    },
    /** As `fillIn`, for more than a message's text holds: each text is an embed, in which links get no previews. */
    async fillInLong(application: Snowflake, token: string, texts: readonly string[]): Promise<void> {
      const embeds = texts.map((description) => ({ description }));
      // Without the flag of a shorter text before, which would take the embeds away.
      const body = { content: "", components: [], embeds, ...noPings, flags: 0 };
      await rest.patch(Routes.webhookMessage(application, token), { body, auth: false });
    },
    /** As `fillIn`, for the time being: with buttons, and without suppressing the embeds that may follow. */
    async fillInForNow(application: Snowflake, token: string, said: Content): Promise<void> {
      await rest.patch(Routes.webhookMessage(application, token), {
        body: { ...said, ...noPings },
        auth: false,
      });
    },

    async commands(application: Snowflake, guild?: Snowflake): Promise<readonly APIApplicationCommand[]> {
      const query = new URLSearchParams({ with_localizations: "true" });
      return (await rest.get(commandsRoute(application, guild), { query })) as APIApplicationCommand[];
    },
    async setCommands(
      application: Snowflake,
      commands: readonly RESTPostAPIApplicationCommandsJSONBody[],
      guild?: Snowflake,
    ): Promise<void> {
      await rest.put(commandsRoute(application, guild), { body: commands });
    },
  };
}

const commandsRoute = (application: Snowflake, guild: Snowflake | undefined) =>
  guild ? Routes.applicationGuildCommands(application, guild) : Routes.applicationCommands(application);
