import type { LlamaContextSequence, LlamaModel, Token } from "node-llama-cpp";
import type { PromptPiece, TextPiece, VerdictPrompt } from "../../../core/ports/index.ts";
import { assertFits, type MemoryFacts, memoryNeed } from "../../gguf/memory-need.ts";
import { CHUNK_TOKENS } from "../chunk-tokens.ts";
import type { Loaded } from "../protocol.ts";
import type { VerdictProcessSettings } from "../verdict-settings.ts";
import { answerTokens } from "./answer-tokens.ts";
import { controlMarks } from "./control-marks.ts";
import { fullBatches } from "./full-batches.ts";
import { createKeptOpenings } from "./kept-openings.ts";
import { openModel } from "./open-model.ts";
import { createPromptReader, type PromptReader } from "./prompt-reader.ts";
import { commonStart, createSlots, fullest, type Slots } from "./slots.ts";
import { createVerdictEngine, type VerdictEngine } from "./verdict-engine.ts";

/** Loads a model that gives verdicts; rejects with a `FaultError`. `onProgress` gets 0 to 1. */
export async function loadVerdictEngine(
  settings: VerdictProcessSettings,
  file: MemoryFacts,
  onProgress: (progress: number) => void,
): Promise<VerdictEngine & Loaded> {
  const { parallel, examples, stateFolder } = settings;
  const opened = await openModel(
    settings,
    ({ allBytes }) => {
      assertFits(settings, memoryNeed(file, settings.contextTokens, parallel), allBytes);
      return { parallel, contextTokens: settings.contextTokens };
    },
    onProgress,
  );
  const { model, name } = opened;
  const reader = createPromptReader(model, controlMarks(model));
  assertAnswerable(model, reader, settings);

  let slots: Slots<LlamaContextSequence, readonly Token[]> | undefined;
  const { context, contextTokens, ...running } = await opened.createContext({
    batchSize: parallel * CHUNK_TOKENS,
    batching: { itemPrioritizationStrategy: fullBatches(() => slots?.working() ?? 0) },
  });
  const sequences = Array.from({ length: parallel }, () => context.getSequence());
  const [first, ...others] = sequences;
  const openings = createKeptOpenings(stateFolder);
  const beginnings = examples.flatMap(({ prompts }) =>
    prompts.slice(0, 1).map((prompt) => beginning(reader, prompt)),
  );
  for (const tokens of beginnings) await (first && openings.keep(first, tokens));
  for (const sequence of others) await openings.rewind(sequence, beginnings[0] ?? []);
  slots = createSlots(sequences, { choose: fullest });
  const engine = createVerdictEngine({ model, reader, slots, openings, contextTokens });
  return { ...engine, ...running, name, contextTokens, parallel };
}

/** Whatever keeps the examples from being put to the model shows here, before the first message does. */
function assertAnswerable(
  model: LlamaModel,
  reader: PromptReader,
  { examples }: VerdictProcessSettings,
): void {
  for (const { prompts, answers } of examples) {
    answerTokens(model, answers);
    for (const prompt of prompts) reader.tokens(prompt);
  }
}

/** What the prompt begins with whatever is said in it: where two that say nothing alike part. */
function beginning(reader: PromptReader, prompt: VerdictPrompt): readonly Token[] {
  const one = reader.tokens(saying("A", prompt));
  const other = reader.tokens(saying("9", prompt));
  return one.slice(0, commonStart(one, other));
}

function saying(said: string, prompt: VerdictPrompt): VerdictPrompt {
  const say = <Piece extends PromptPiece | TextPiece>(piece: Piece) => ("said" in piece ? { said } : piece);
  if ("pieces" in prompt) return { pieces: prompt.pieces.map(say) };
  const turns = prompt.turns.map(({ role, pieces }) => ({ role, pieces: pieces.map(say) }));
  return {
    ...prompt,
    turns,
    ...(prompt.otherwise === undefined ? {} : { otherwise: prompt.otherwise.map(say) }),
  };
}
