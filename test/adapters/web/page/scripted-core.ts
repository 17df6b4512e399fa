import type {
  ChatAdapter,
  Deliver,
  Reply,
  ReplyKind,
  ReplyStatus,
} from "../../../../src/core/ports/index.ts";
import type { ChatEvent, Message, MessageId, ThreadId } from "../../../../src/core/types.ts";

/** How the core's part is played for one question. */
export interface Script {
  readonly status?: readonly ReplyStatus[];
  /** What the answer grows by. */
  readonly pieces: readonly string[];
  readonly kind?: ReplyKind;
  /** Who is to see it. */
  readonly audience?: "all" | "author";
}

/** Plays the core: answers through `openReply`, a step at a time, and stops where it is told to. */
export interface ScriptedCore {
  readonly deliver: Deliver;
  /** Every event that came, in order. */
  readonly events: readonly ChatEvent[];
  /** From now on answers wait before each step until `step` is called. */
  pause(): void;
  /** Lets the answers that wait take so many steps. */
  step(count?: number): void;
  /** Lets everything run on. */
  run(): void;
}

export function createScriptedCore(
  adapter: () => ChatAdapter,
  script: (question: Message) => Script | undefined,
): ScriptedCore {
  const events: ChatEvent[] = [];
  const ownThreads = new Set<ThreadId>();
  const stopped = new Set<MessageId>();
  let paused = false;
  let steps = 0;
  let wake = Promise.withResolvers<void>();

  async function gate(question: MessageId): Promise<void> {
    while (paused && steps === 0 && !stopped.has(question)) await wake.promise;
    if (steps > 0) steps--;
  }

  function rouse(): void {
    wake.resolve();
    wake = Promise.withResolvers();
  }

  function addressed(message: Message): boolean {
    if (message.place.kind === "direct") return true;
    if (message.mentions.some(({ kind }) => kind === "self")) return true;
    return ownThreads.has(message.thread) && message.mentions.length === 0;
  }

  async function answer(question: Message): Promise<void> {
    const part = script(question);
    if (part === undefined) return;
    const { id, thread } = question;
    ownThreads.add(thread);
    const reply: Reply = await adapter().openReply(question, part.audience);
    for (const status of part.status ?? []) {
      await reply.status(status);
      await gate(id);
      if (stopped.has(id)) return reply.finish("*Stopped.*", "notice");
    }
    let text = "";
    for (const piece of part.pieces) {
      text += piece;
      await reply.update(text);
      await gate(id);
      if (stopped.has(id)) return reply.finish(`${text}\n\n*Stopped.*`, "answer");
    }
    await reply.finish(text, part.kind ?? "answer");
  }

  return {
    events,
    async deliver(event) {
      events.push(event);
      if (event.type === "stop" && event.question) {
        stopped.add(event.question);
        rouse();
      }
      if (event.type === "message" && addressed(event.message)) void answer(event.message);
    },
    pause() {
      paused = true;
      steps = 0;
    },
    step(count = 1) {
      steps += count;
      rouse();
    },
    run() {
      paused = false;
      rouse();
    },
  };
}
