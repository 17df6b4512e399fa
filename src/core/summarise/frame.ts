import { notices } from "../notices/index.ts";
import type { Locale } from "../types.ts";
import type { ScreenedLines } from "./screen-lines.ts";

/** What Maru says around a summary in its reply, in its own words: a summary that is shown anew has it too. */
export interface SummaryFrame {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** The language that it is in. */
  readonly locale: Locale;
}

/** A summary in its frame, with how much of it moderation held back. */
export function framed(
  { markdown, heldBack }: ScreenedLines,
  { before, after, locale }: SummaryFrame,
): string {
  const held = heldBack > 0 ? [notices[locale].summary.heldBack(heldBack)] : [];
  return [...before, markdown, ...held, ...after].join("\n\n");
}
