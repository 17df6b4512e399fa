import { type ChatWrapper, LlamaChat, type LlamaContextSequence, type LlamaModel } from "node-llama-cpp";
import { ModelError } from "../../../core/ports/index.ts";
import type { Ending } from "../chat-protocol.ts";
import { createChatPrompts } from "./chat-prompts.ts";
import type { ChatSlot } from "./chat-slot.ts";
import type { Engine, ReplyRequest } from "./engine.ts";
import type { KeptStates } from "./kept-states.ts";
import { paceSequence } from "./paced-sequence.ts";
import type { Rates } from "./rates.ts";
import { createReading } from "./read-prompt.ts";
import { createRounds } from "./rounds.ts";
import { createSchemaGrammars } from "./schema-grammars.ts";
import { slotRules } from "./slot-rules.ts";
import { createSlots } from "./slots.ts";
import { createThreadStates } from "./thread-states.ts";
import { createWriting } from "./write-answer.ts";

export interface EngineParts {
  readonly model: LlamaModel;
  readonly sequences: readonly LlamaContextSequence[];
  readonly wrapper: ChatWrapper;
  readonly name: string;
  /** Of each sequence. */
  readonly contextTokens: number;
  /** Tokens of prompts that are read between two tokens of the answers under way. */
  readonly chunkTokens: number;
  /** Where states are kept of threads that have no sequence; absent: nowhere. */
  readonly kept?: KeptStates;
  readonly rates: Rates;
  /** Unix ms. */
  readonly now: () => number;
}

/** How long writing down what is kept may take when the process is to end. */
const LEAVE_MS = 4000;

/** Requests that come at the same time are worked on at the same time, as many as there are sequences. */
export function createEngine(parts: EngineParts): Engine {
  const { model, wrapper, name, contextTokens, chunkTokens, kept, rates, now } = parts;
  const rounds = createRounds({ promptTokens: chunkTokens, now: () => performance.now() });
  const grammars = createSchemaGrammars(model.llama);
  const prompts = createChatPrompts(model, wrapper);
  const chatSlots = parts.sequences.map((sequence): ChatSlot => {
    const paced = paceSequence(sequence, rounds);
    return {
      sequence,
      chat: new LlamaChat({ contextSequence: paced.sequence, chatWrapper: wrapper }),
      beginChat: paced.begin,
      endChat: paced.end,
    };
  });
  const slots = createSlots(chatSlots, slotRules({ all: chatSlots.length, now }));
  const states = createThreadStates({
    rounds,
    slots: chatSlots,
    free: slots.free,
    rates,
    now,
    ...(kept === undefined ? {} : { kept }),
  });
  const read = createReading({ rounds, states, rates, chunkTokens });
  const write = createWriting(wrapper);

  async function reply(request: ReplyRequest): Promise<Ending> {
    const { turns, maxTokens, signal, usage, schema, thread } = request;
    const prompt = prompts.of(turns);
    usage.promptTokens = prompt.tokens.length;
    if (prompt.tokens.length + maxTokens > contextTokens) {
      throw new ModelError(
        "overflow",
        `the prompt of ${prompt.tokens.length} tokens and an answer of ${maxTokens} exceed the context of ${contextTokens}`,
      );
    }
    // node-llama-cpp takes 0 for "without end".
    if (maxTokens < 1) return "cut";
    const grammar = schema && (await grammars.of(schema));
    const holding = thread === undefined ? undefined : states.expect(thread);
    const background = request.urgency === "background";
    const wish = { thread, tokens: prompt.tokens, background, askedAt: now() };
    const urgency = { background, askedAt: performance.now() };
    try {
      return await slots.use(wish, signal, async (slot) => {
        request.onStart?.();
        try {
          await read(slot, prompt, { holding, urgency, signal, usage });
          slot.beginChat(urgency);
          return await rounds.compute(() => write(slot.chat, request, prompt, grammar));
        } catch (error) {
          // After a failure of llama.cpp's, what the sequence holds is not to be trusted.
          if (!signal.aborted) slot.wipe = true;
          throw error;
        } finally {
          await slot.endChat();
          await states.release(slot);
        }
      });
    } finally {
      if (holding !== undefined) states.dismiss(holding);
    }
  }

  return {
    name,
    contextTokens,
    countTokens: (texts) => texts.map((text) => model.tokenize(text).length),
    measure: (turns) => prompts.of(turns).tokens.length,
    reply,
    forget: states.forget,
    forgetAll: states.forgetAll,
    leave: () => states.putAllAway(LEAVE_MS),
  };
}
