import type { JudgedPart } from "../../../core/ports/index.ts";
import type { Message } from "../../../core/types.ts";
import type { Readings } from "./readings.ts";

/** How a rule looks at a message: at its words, part by part, or at the message as a whole. */
export type CompiledRule =
  | { readonly of: "words"; readonly matches: (part: ReadPart) => MatchKind | undefined }
  | { readonly of: "message"; readonly matches: (message: Message) => MatchKind | undefined };

/**
 * `written`: in the words as they stand; `hidden`: only with tricks undone; `again`: further messages of a flood, of which people have one to
 * look at already.
 */
export type MatchKind = "written" | "hidden" | "again";

/** A part of a message. */
export interface ReadPart {
  readonly part: JudgedPart;
  readonly text: string;
  readonly readings: () => Readings;
}
