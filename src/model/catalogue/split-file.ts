/** One file of a model that is split over several, as llama.cpp's `gguf-split` names them. */
export interface SplitPart {
  /** The path up to `-00001-of-00003.gguf`. */
  readonly stem: string;
  /** 1 … `parts`. */
  readonly part: number;
  readonly parts: number;
}

const SPLIT_NAME = /^(.+)-(\d{5})-of-(\d{5})\.gguf$/i;
/** More parts than any published model has; a bound on what a forged name can make us ask for. */
const MAX_PARTS = 200;

/** What the name says, or `undefined` for a model in one file. */
export function splitPart(path: string): SplitPart | undefined {
  const match = SPLIT_NAME.exec(path);
  if (match === null) return undefined;
  const [, stem = "", partDigits, partsDigits] = match;
  const part = Number(partDigits);
  const parts = Number(partsDigits);
  if (part < 1 || part > parts || parts > MAX_PARTS) return undefined;
  return { stem, part, parts };
}

/** All files of the model to which `path` belongs, in order; the engine is given the first. */
export function allParts(path: string): readonly string[] {
  const split = splitPart(path);
  if (split === undefined) return [path];
  const digits = (n: number) => String(n).padStart(5, "0");
  return Array.from(
    { length: split.parts },
    (_, index) => `${split.stem}-${digits(index + 1)}-of-${digits(split.parts)}.gguf`,
  );
}
