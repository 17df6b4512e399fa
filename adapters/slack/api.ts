import type { AuthTestResponse, HomeView, ModalView, WebClient } from "@slack/web-api";
import type {
  Bounds,
  Identity,
  MessageContent,
  Metadata,
  NewMessage,
  NewStream,
  Page,
  SlackBlock,
  SlackChannel,
  SlackUser,
} from "./api-types.ts";
import type { Ts } from "./ids.ts";
import { NO_PREVIEWS } from "./no-previews.ts";
import { respond } from "./respond.ts";
import type { Steadily } from "./steadily.ts";

/**
 * The requests that Maru makes. Each rejects with the SDK's errors, which `api-error.ts` reads. Those that may be repeated are, when
 * Slack did not decide on them, and all but the words of a stream wait as long as the rate limit wants.
 */
export type Api = ReturnType<typeof createApi>;

/**
 * @param client with `retryConfig: { retries: 0 }`, `rejectRateLimitedCalls: true` and the `fetch` of `polite-fetch.ts`:
 * repeating and waiting are decided on here
 */
export function createApi(client: WebClient, { patiently, steadily }: Steadily) {
  /** `undefined` when Slack does not tell, e.g. for want of a scope. */
  const appOf = (bot: string): Promise<string | undefined> =>
    steadily(() => client.bots.info({ bot })).then(
      (found) => found.bot?.app_id,
      () => undefined,
    );

  return {
    async authTest(): Promise<Identity> {
      const found: AuthTestResponse = await steadily(() => client.auth.test());
      const { bot_id: bot, enterprise_id: enterprise } = found;
      const app = found.app_id ?? (bot && (await appOf(bot)));
      return {
        url: found.url!,
        team: found.team_id!,
        user: found.user_id!,
        ...(bot ? { bot } : {}),
        ...(app ? { app } : {}),
        ...(enterprise ? { enterprise } : {}),
        scopes: found.response_metadata?.scopes ?? [],
      };
    },
    user: async (user: string): Promise<SlackUser> =>
      (await steadily(() => client.users.info({ user, include_locale: true }))).user!,
    channel: async (channel: string): Promise<SlackChannel> =>
      (await steadily(() => client.conversations.info({ channel }))).channel!,
    /** A thread's messages, oldest first, its first message among them. */
    async replies(channel: string, thread: Ts, bounds: Bounds): Promise<Page<unknown>> {
      const asked = { channel, ts: thread, ...asArguments(bounds) };
      return asPage(await steadily(() => client.conversations.replies(asked)));
    },
    /** A channel's messages outside of threads, and the first ones of those; newest first. */
    async history(channel: string, bounds: Bounds): Promise<Page<unknown>> {
      const asked = { channel, ...asArguments(bounds) };
      return asPage(await steadily(() => client.conversations.history(asked)));
    },
    /** The conversation with one person alone. */
    openDirect: async (user: string): Promise<string> =>
      (await steadily(() => client.conversations.open({ users: user }))).channel!.id!,
    /** The conversations that Maru is in. */
    async ownChannels(types: string, limit: number, cursor?: string): Promise<Page<SlackChannel>> {
      const asked = { types, limit, exclude_archived: true, ...(cursor ? { cursor } : {}) };
      const found = await steadily(() => client.users.conversations(asked));
      return page((found.channels ?? []) as SlackChannel[], found.response_metadata?.next_cursor);
    },
    /** The ids of those who are in a conversation. */
    async members(channel: string, limit: number, cursor?: string): Promise<Page<string>> {
      const asked = { channel, limit, ...(cursor ? { cursor } : {}) };
      const found = await steadily(() => client.conversations.members(asked));
      return page(found.members ?? [], found.response_metadata?.next_cursor);
    },

    /** Not repeated when its answer is lost: nothing would tell the second message from the first. */
    async post(channel: string, { thread, ...content }: NewMessage): Promise<Ts> {
      const posted = await patiently(() =>
        client.chat.postMessage({
          channel,
          ...asContent(content),
          ...NO_PREVIEWS,
          ...(thread ? { thread_ts: thread } : {}),
        }),
      );
      return posted.ts!;
    },
    async update(channel: string, ts: Ts, content: MessageContent): Promise<void> {
      await steadily(() => client.chat.update({ channel, ts, ...asContent(content) }));
    },
    /** One step of a growing text: neither repeated nor kept waiting, as the next step replaces it. */
    async updateNow(channel: string, ts: Ts, content: MessageContent): Promise<void> {
      await client.chat.update({ channel, ts, ...asContent(content) });
    },
    async remove(channel: string, ts: Ts): Promise<void> {
      await steadily(() => client.chat.delete({ channel, ts }));
    },
    /** A message that only one person sees, until they reload. */
    async whisper(channel: string, user: string, { thread, text, blocks }: NewMessage): Promise<void> {
      await patiently(() =>
        client.chat.postEphemeral({
          channel,
          user,
          text,
          blocks: [...blocks],
          ...(thread ? { thread_ts: thread } : {}),
        }),
      );
    },

    /** Begins a message that grows as it is written. Neither repeated nor kept waiting. */
    async startStream(channel: string, { thread, markdown, recipient }: NewStream): Promise<Ts> {
      const started = await client.chat.startStream({
        channel,
        thread_ts: thread,
        markdown_text: markdown,
        ...(recipient ? { recipient_user_id: recipient.user, recipient_team_id: recipient.team } : {}),
      });
      return started.ts!;
    },
    /** Adds to a growing message. Neither repeated nor kept waiting. */
    async appendStream(channel: string, ts: Ts, markdown: string): Promise<void> {
      await client.chat.appendStream({ channel, ts, markdown_text: markdown });
    },
    /** Ends a growing message, with its last words and what stands under it. Not repeated: the words could stand there twice. */
    async stopStream(
      channel: string,
      ts: Ts,
      end: {
        readonly markdown: string;
        readonly blocks: readonly SlackBlock[];
        readonly metadata: Metadata;
      },
    ): Promise<void> {
      const { markdown, blocks, metadata } = end;
      await patiently(() =>
        client.chat.stopStream({
          channel,
          ts,
          ...(markdown === "" ? {} : { markdown_text: markdown }),
          ...(blocks.length > 0 ? { blocks: [...blocks] } : {}),
          metadata: asMetadata(metadata),
        }),
      );
    },
    /** Ends a growing message as it is. */
    async endStream(channel: string, ts: Ts, metadata: Metadata): Promise<void> {
      await steadily(() => client.chat.stopStream({ channel, ts, metadata: asMetadata(metadata) }));
    },
    /** Shows under a thread that Maru "is thinking…", for 2 minutes or until it writes; empty text takes it away. */
    async setStatus(channel: string, thread: Ts, status: string): Promise<void> {
      await client.assistant.threads.setStatus({ channel_id: channel, thread_ts: thread, status });
    },
    /** At most 4. */
    async suggestPrompts(
      channel: string,
      prompts: readonly { readonly title: string; readonly message: string }[],
    ): Promise<void> {
      await steadily(() =>
        client.assistant.threads.setSuggestedPrompts({
          channel_id: channel,
          prompts: [...prompts],
        }),
      );
    },

    async publishHome(user: string, view: HomeView): Promise<void> {
      await steadily(() => client.views.publish({ user_id: user, view }));
    },
    /** Opens a window before who did something a moment ago. Neither repeated nor kept waiting: triggers serve once, for 3 s. */
    async openView(trigger: string, view: ModalView): Promise<void> {
      await client.views.open({ trigger_id: trigger, view });
    },
    respond,
  };
}

const asContent = ({ text, blocks, metadata }: MessageContent) => ({
  text,
  blocks: [...blocks],
  ...(metadata ? { metadata: asMetadata(metadata) } : {}),
});

const asMetadata = ({ event_type, event_payload }: Metadata) => ({
  event_type,
  event_payload: { ...event_payload },
});

function asArguments({ oldest, latest, inclusive, cursor, limit, withMetadata }: Bounds) {
  return {
    limit,
    ...(oldest ? { oldest } : {}),
    ...(latest ? { latest } : {}),
    ...(inclusive ? { inclusive } : {}),
    ...(cursor ? { cursor } : {}),
    ...(withMetadata ? { include_all_metadata: true } : {}),
  };
}

const asPage = (found: {
  messages?: readonly unknown[];
  response_metadata?: { next_cursor?: string };
}): Page<unknown> => page(found.messages ?? [], found.response_metadata?.next_cursor);

const page = <Item>(items: readonly Item[], cursor: string | undefined): Page<Item> => ({
  items,
  ...(cursor ? { cursor } : {}),
});
