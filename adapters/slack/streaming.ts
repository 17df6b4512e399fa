import type { Api } from "./api.ts";
import { isUndecided, rateLimitMs, refusal, refusedAs } from "./api-error.ts";
import type { SlackBlock } from "./api-types.ts";
import type { Clock } from "./clock.ts";
import type { SlackId, Ts } from "./ids.ts";
import type { Beginning } from "./openings.ts";
import type { Posts } from "./posts.ts";
import { advance, closeAt, firstBeginning, type Sizes, type Stretch } from "./stretches.ts";

/** A text that is shown as it is written, by Slack's own streams: a message each. */
export interface Streaming {
  /** What of the text stands in messages that are as long as they will be, one each. */
  readonly full: readonly Stretch[];
  /** The text up to where it is shown. */
  readonly shown: string;
  /** Whether a message is growing. */
  readonly isLive: boolean;
  /**
   * Shows as much of the text as is sure to stay. Rejects with `Unstreamable`, or, when it may be tried again later, with
   * what Slack or the network says.
   */
  grow(text: string): Promise<void>;
  /**
   * Ends the growing message with the rest of the text, as far as it has room; more than that is left over, and then
   * there are no buttons under it. Rejects with `Unstreamable`.
   */
  finish(text: string, buttons: readonly SlackBlock[]): Promise<void>;
  /** Ends the growing message as it is. What comes is shown in another one. Rejects with `Unstreamable`. */
  rotate(): Promise<void>;
  /** Ends the growing message as it is, so that it can be edited. */
  leave(): Promise<void>;
  /** No timer goes off any more. */
  end(): void;
}

/** The words of the text cannot be streamed (any more): they have to be shown in another way. */
export class Unstreamable extends Error {
  /** Slack's reason for not letting a stream begin. */
  readonly reason: string | undefined;
  constructor(cause: unknown, reason?: string) {
    super("The answer cannot be streamed.", { cause });
    this.name = "Unstreamable";
    this.reason = reason;
  }
}

const refuse = () => Promise.reject(new Unstreamable("it is shown in another way"));

/** For a text of which nothing is streamed. */
export const noStreaming: Streaming = {
  full: [],
  shown: "",
  isLive: false,
  grow: refuse,
  finish: refuse,
  rotate: refuse,
  async leave() {},
  end() {},
};

/** The stream is over, though nobody here ended it: it ran for five minutes, or somebody stopped it. */
const OVER = ["message_not_in_streaming_state"];

export function createStreaming(parts: {
  readonly api: Pick<Api, "appendStream" | "stopStream" | "update">;
  readonly channel: SlackId;
  readonly posts: Posts;
  readonly sizes: Sizes;
  readonly clock: Clock;
  /** Asked before each stream. */
  readonly mayBegin: () => boolean;
  /** A stream dies 5 minutes after it began. */
  readonly rotateAfterMs: number;
  /** Called when it is time to rotate. */
  readonly rotationDue: () => void;
}): Streaming {
  const { api, channel, posts, sizes, clock, mayBegin, rotateAfterMs, rotationDue } = parts;
  const full: Stretch[] = [];
  let begins: Beginning = firstBeginning;
  /** The text as far as it is shown, and how the growing message shows its part of it. */
  let source = "";
  let shown = "";
  let live: { readonly ts: Ts; readonly callOff: () => void } | undefined;

  const part = () => posts.messages.length - 1;
  const metadata = () => posts.content(part(), "", []).metadata;

  function ended(): void {
    live?.callOff();
    live = undefined;
  }

  /** The growing message shows all that it ever will. */
  function close(text: string, to: number): void {
    const step = closeAt(text, begins, to);
    full.push(step.stretch);
    begins = step.next;
    source = text.slice(0, to);
    shown = "";
  }

  async function start(markdown: string): Promise<void> {
    if (!mayBegin()) throw new Unstreamable("too many streams begin");
    try {
      if (!(await posts.stream(markdown))) throw new Unstreamable("what it shows is not known");
    } catch (error) {
      if (error instanceof Unstreamable || isUndecided(error)) throw error;
      throw new Unstreamable(error, rateLimitMs(error) === undefined ? refusal(error) : undefined);
    }
    live = { ts: posts.messages.at(-1)!, callOff: clock.after(rotateAfterMs, rotationDue) };
  }

  /** Slack has ended the stream. What did not get into it stands in the next message. */
  async function closeExpired(): Promise<void> {
    const { ts } = live!;
    ended();
    const whole = closeAt(source, begins, source.length).shown;
    await api.update(channel, ts, posts.content(part(), whole, []));
    close(source, source.length);
  }

  async function append(ts: Ts, markdown: string): Promise<boolean> {
    try {
      await api.appendStream(channel, ts, markdown);
      return true;
    } catch (error) {
      if (!refusedAs(error, ...OVER)) throw error;
      await closeExpired();
      return false;
    }
  }

  async function stop(
    whole: string,
    to: number,
    buttons: readonly SlackBlock[],
    text = source,
  ): Promise<void> {
    if (!whole.startsWith(shown)) throw new Unstreamable("what is shown would have to change");
    const markdown = whole.slice(shown.length);
    await api.stopStream(channel, live!.ts, { markdown, blocks: buttons, metadata: metadata() });
    ended();
    close(text, to);
  }

  /** One step towards showing the text. `true`: there may be more to do. */
  async function step(text: string): Promise<boolean> {
    const next = advance(text, begins, source.length, sizes, false);
    if (next.is === "full") {
      if (live) await stop(next.shown, next.stretch.to, [], text);
      else {
        if (!(await posts.add(next.shown, []))) throw new Unstreamable("what it shows is not known");
        close(text, next.stretch.to);
      }
      return true;
    }
    if (!next.shown.startsWith(shown)) throw new Unstreamable("what is shown would have to change");
    const more = next.shown.slice(shown.length);
    if (more === "") return false;
    if (live && !(await append(live.ts, more))) return true;
    if (!live) await start(more);
    shown = next.shown;
    source = text.slice(0, next.to);
    return false;
  }

  return {
    full,
    get shown() {
      return source;
    },
    get isLive() {
      return live !== undefined;
    },
    async grow(text) {
      if (!text.startsWith(source)) throw new Unstreamable("the text begins anew");
      const isBegun = live !== undefined;
      try {
        while (await step(text));
      } catch (error) {
        if (error instanceof Unstreamable) throw error;
        const mayTryAgain = isBegun && live ? rateLimitMs(error) !== undefined : !live && shown === "";
        throw mayTryAgain ? error : new Unstreamable(error);
      }
    },
    finish: (text, buttons) =>
      orUnstreamable(async () => {
        if (!live) return;
        if (!text.startsWith(source)) throw new Unstreamable("the text begins anew");
        const next = advance(text, begins, source.length, sizes, true);
        if (next.is === "full") await stop(next.shown, next.stretch.to, [], text);
        else await stop(next.shown, text.length, buttons, text);
      }),
    rotate: () =>
      orUnstreamable(async () => {
        if (!live) return;
        try {
          await stop(closeAt(source, begins, source.length).shown, source.length, []);
        } catch (error) {
          if (!refusedAs(error, ...OVER)) throw error;
          await closeExpired();
        }
      }),
    async leave() {
      if (!live) return;
      ended();
      await posts.endStream();
    },
    end: ended,
  };
}

async function orUnstreamable(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof Unstreamable ? error : new Unstreamable(error);
  }
}
