import type { Example } from "../example.ts";

/** A published set of labelled or benign text: where its files lie and how they are read. */
export interface DataSet {
  readonly name: string;
  readonly language: "en" | "ko";
  /** As published, for the attribution list beside the weights. */
  readonly source: string;
  readonly licence: string;
  /** Which files of the data folder are read; paths use `/`. */
  readonly takes: (path: string) => boolean;
  readonly read: (path: string, content: string) => readonly Example[];
}

/** Every fifth by its text, the same on each run: for sets that name no part for measuring. */
export function partOf(text: string): "train" | "test" {
  let sum = 7;
  for (let i = 0; i < text.length; i++) sum = (Math.imul(sum, 31) + text.charCodeAt(i)) | 0;
  return (sum >>> 3) % 5 === 0 ? "test" : "train";
}
