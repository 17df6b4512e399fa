import {
  type GuardQuestion,
  ModelError,
  type VerdictModel,
  type VerdictQuestion,
} from "../../core/ports/index.ts";
import { cutWindows } from "./cut-windows.ts";

/** Judging longer texts would keep others waiting; people are asked instead. */
const MOST_WINDOWS = 8;

/**
 * Questions that fit the model's context and together judge every word of one that does not: first the older half of what was
 * said before is left out, then half of the rest, and so on; a text that is too long even alone is judged in up to eight
 * windows that overlap. Rejects with `overflow` when that is not enough.
 */
export async function fitQuestion(
  asked: GuardQuestion,
  model: VerdictModel,
  prompt: (asked: GuardQuestion) => VerdictQuestion,
): Promise<readonly GuardQuestion[]> {
  const shorter = halves(asked.before.length).map((count) => ({
    ...asked,
    before: asked.before.slice(-count),
  }));
  const alone = { ...asked, before: [] };
  const choices = [...shorter, alone, { ...alone, text: "" }];
  const lengths = await model.measure(choices.map(prompt));
  const fitting = choices.slice(0, -1).find((_, index) => fits(lengths[index]));
  if (fitting) return [fitting];

  const [whole, empty] = lengths.slice(-2);
  const perWindow = (empty?.room ?? 0) - (empty?.tokens ?? 0);
  const least = Math.ceil(((whole?.tokens ?? 0) - (empty?.tokens ?? 0)) / Math.max(1, perWindow));
  for (let count = Math.max(2, least); count <= MOST_WINDOWS; count++) {
    const windows = cutWindows(asked.text, count).map((text) => ({ ...alone, text }));
    const measured = await model.measure(windows.map(prompt));
    if (measured.every(fits)) return windows;
  }
  throw new ModelError(
    "overflow",
    `the text is longer than ${MOST_WINDOWS} times what the guard can judge at once`,
  );
}

function fits(length: { readonly tokens: number; readonly room: number } | undefined): boolean {
  return length !== undefined && length.tokens <= length.room;
}

/** E.g. of 5: 2 and 1. */
function halves(count: number): number[] {
  const half = Math.floor(count / 2);
  return half === 0 ? [] : [half, ...halves(half)];
}
