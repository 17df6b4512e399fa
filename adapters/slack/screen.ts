import { splitMarkdown } from "../../src/text/split-markdown.ts";
import type { Api } from "./api.ts";
import { refusal, refusedAs, unless } from "./api-error.ts";
import type { SlackBlock } from "./api-types.ts";
import type { SlackId } from "./ids.ts";
import type { Growing } from "./pace.ts";
import type { Posts } from "./posts.ts";
import { asSlackMarkdown } from "./slack-markdown.ts";
import { type Streaming, Unstreamable } from "./streaming.ts";
import { restOf, type Sizes, textOf } from "./stretches.ts";

/** A stream takes about 12,000 characters altogether, and so does a message's Markdown. */
export const sizes: Sizes = { goodChars: 8_000, maxChars: 11_000 };

/** A reply as people see it: one message, or several when it is long. */
export interface Screen {
  /** How it grows. */
  readonly way: Growing;
  /** Whether people deleted a part of it: then nothing more is shown. */
  readonly isGone: boolean;
  /** Shows the text so far. Rejects with a rate limit's error when it is too soon for that. */
  grow(markdown: string): Promise<void>;
  /** Shows the whole text for good, with the buttons under it. Repeating it is harmless. */
  finish(markdown: string, buttons: readonly SlackBlock[]): Promise<void>;
  /** Ends a stream before Slack does; what comes stands in the next message. */
  rotate(): Promise<void>;
  remove(): Promise<void>;
  /** No timer goes off any more. */
  end(): void;
}

/** The workspace allows no edits of messages that are so old, or none at all (docs: reference/methods/chat.update#errors). */
const UNEDITABLE = ["edit_window_closed", "cant_update_message"] as const;
const NOTHING_THERE = ["message_not_found", "channel_not_found", "thread_not_found"] as const;

/**
 * Shows a reply by streams as long as that works. Where Slack refuses them, where an answer got lost, so that nobody knows
 * what the message shows, and where the text begins anew, the same messages go on by edits.
 */
export function createScreen(parts: {
  readonly api: Pick<Api, "update" | "updateNow" | "remove">;
  readonly channel: SlackId;
  readonly posts: Posts;
  readonly streaming: Streaming;
  readonly mayStream: boolean;
  /** Slack lets no stream begin in this channel. */
  readonly refused: (reason: string) => void;
  /** Stand under it while it grows by edits; Slack has its own button for streams. */
  readonly growingButtons: readonly SlackBlock[];
}): Screen {
  const { api, channel, posts, streaming, refused, growingButtons } = parts;
  /** What the messages are known to show. */
  const known: (string | undefined)[] = [];
  let streams = parts.mayStream;
  /** People deleted a part of it: they do not want it. */
  let gone = false;

  async function leaveStream(): Promise<void> {
    streams = false;
    await streaming.leave();
  }

  /** `false`: it has to be shown in another way. */
  async function streamed(show: () => Promise<void>): Promise<boolean> {
    try {
      await show();
      return true;
    } catch (error) {
      if (!(error instanceof Unstreamable)) throw error;
      if (error.reason) refused(error.reason);
      await leaveStream();
      return false;
    }
  }

  /** The texts of the messages; those that were streamed stay, unless the text begins anew. */
  function textsOf(text: string): { readonly texts: readonly string[]; readonly streamedParts: number } {
    const full = text.startsWith(streaming.shown) ? streaming.full : [];
    const texts = full.map((stretch) => textOf(text, stretch));
    return {
      texts: [...texts, ...splitMarkdown(restOf(text, full.at(-1)), sizes.maxChars)],
      streamedParts: full.length,
    };
  }

  async function dropLast(): Promise<void> {
    await unless(NOTHING_THERE, api.remove(channel, posts.messages.at(-1)!));
    await posts.dropLast();
    known.length = Math.min(known.length, posts.messages.length);
  }

  /** `false`: it cannot be edited. */
  async function edit(part: number, markdown: string, buttons: readonly SlackBlock[], isFinal: boolean) {
    const ts = posts.messages[part]!;
    const content = posts.content(part, markdown, buttons);
    const change = isFinal ? api.update : api.updateNow;
    try {
      await change(channel, ts, content);
    } catch (error) {
      if (refusedAs(error, ...UNEDITABLE)) return false;
      if (!refusal(error)?.includes("stream")) throw error;
      // Whether ending the stream had worked was not known.
      await posts.endStream();
      await change(channel, ts, content);
    }
    return true;
  }

  /** `false`: it does not show it. */
  async function showPart(
    part: number,
    markdown: string,
    buttons: readonly SlackBlock[],
    isFinal: boolean,
  ): Promise<boolean> {
    const isThere = part < posts.messages.length;
    if (isThere && (await edit(part, markdown, buttons, isFinal))) return true;
    if (isThere && !isFinal) return false;
    while (posts.messages.length > part) await dropLast();
    const isSure = await posts.add(markdown, buttons);
    return isSure || edit(part, markdown, buttons, isFinal);
  }

  async function showByEdits(text: string, buttons: readonly SlackBlock[], isFinal: boolean): Promise<void> {
    const { texts, streamedParts } = textsOf(text);
    const shown = isFinal && texts.length === 0 ? ["…"] : texts;
    for (const [part, markdown] of shown.entries()) {
      const under = part === shown.length - 1 ? buttons : [];
      const key = JSON.stringify([markdown, under]);
      if (known[part] === key) continue;
      const isStreamed = part < streamedParts && under.length === 0 && known[part] === undefined;
      if (isStreamed || (await showPart(part, markdown, under, isFinal))) known[part] = key;
    }
    // Not while it grows: what a former run posted is written over.
    while (isFinal && posts.messages.length > shown.length) await dropLast();
  }

  async function unlessGone(show: () => Promise<void>): Promise<void> {
    if (gone) return;
    try {
      await show();
    } catch (error) {
      if (posts.messages.length === 0 || !refusedAs(error, "message_not_found")) throw error;
      gone = true;
      streaming.end();
    }
  }

  return {
    get way() {
      return streams ? "append" : "update";
    },
    get isGone() {
      return gone;
    },
    grow: (markdown) =>
      unlessGone(async () => {
        const text = asSlackMarkdown(markdown);
        if (streams && (await streamed(() => streaming.grow(text)))) return;
        await showByEdits(text, growingButtons, false);
      }),
    finish: (markdown, buttons) =>
      unlessGone(async () => {
        const text = asSlackMarkdown(markdown);
        if (streaming.isLive) {
          const isDone = await streamed(() => streaming.finish(text, buttons));
          const { texts, streamedParts } = textsOf(text);
          if (isDone && texts.length === streamedParts)
            known[texts.length - 1] = JSON.stringify([texts.at(-1), buttons]);
        }
        streams = false;
        await showByEdits(text, buttons, true);
      }),
    async rotate() {
      if (streams) await streamed(() => streaming.rotate());
    },
    async remove() {
      await leaveStream();
      await posts.search();
      while (posts.messages.length > 0) await dropLast();
      gone = true;
    },
    end: () => streaming.end(),
  };
}
