import type { AllowedLinks } from "./allowed-links.ts";
import { type Following, readInline } from "./read-inline.ts";
import { INERT_BACKTICK, notInSlack, writeInline } from "./write-inline.ts";

/** Takes an answer piece by piece and gives it back with no link that is not allowed; a little later at most. */
export interface LinkFilter {
  /**
   * @param following `apart`: white space follows this piece, or it is known to end a word
   * @returns what can be shown now, in such a way that no end of it is a link that the whole is not
   */
  push(piece: string, following: Exclude<Following, "over">): string;
  /** The answer is over: all that was left. */
  end(): string;
}

/** A block of code that is open, in as many quotation marks. */
interface Fence {
  readonly quotes: number;
  /** What closes it in the answer: at least so many of these. */
  readonly mark: string;
  readonly indent: number;
}

/** What may stand before a fence: quotation marks, then marks of list items. */
const CONTAINERS = String.raw`((?:[ \t]*>)*)[ \t]*((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)`;
const FENCE = new RegExp(`^${CONTAINERS}(\`{3,}|~{3,})(.*)$`, "s");
/** A beginning of a line that can still become a fence. */
const MAYBE_FENCE = new RegExp(
  `^${CONTAINERS}(?:[-*+]|\\d{1,9}[.)]?|\`{1,2}|~{1,2}|\`{3,}[^\`]*|~{3,}.*)?$`,
  "s",
);
const MAX_FENCE_LINE = 300;
/** A line of code that is longer is passed on in parts. */
const MAX_CODE_LINE = 4_000;
/** Deeper quotations hold no code. */
const MAX_QUOTES = 3;

/**
 * Readers of Markdown disagree about where code begins and ends, and what is code for one is a link for another. So the answer is
 * written anew in the few forms on which all agree: blocks of code between lines of backticks that begin at the line's
 * start or behind quotation marks, code within a line between single backticks, links as `[label](<address>)` and `<address>`. Whatever
 * else looks like an address is set in code, and what is left of Markdown's link syntax is broken.
 */
export function createLinkFilter(links: AllowedLinks): LinkFilter {
  /** What of the line has not been written. */
  let rest = "";
  /** Something of the line was written; its last character. */
  let begun = false;
  let before = "";
  let fence: Fence | undefined;
  let carriageReturn = false;

  function push(piece: string, following: Following): string {
    let written = "";
    rest += plainLineEnds(piece);
    for (let end = rest.indexOf("\n"); end >= 0; end = rest.indexOf("\n")) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 1);
      written += `${wholeLine(line)}\n`;
      begun = false;
      before = "";
    }
    if (following === "over") {
      const line = rest;
      rest = "";
      return written + (line === "" && !begun ? "" : wholeLine(line));
    }
    return written + partOfLine(following);
  }

  /** Line ends of all kinds as `\n`, and what the web page's normalising would make a backtick of (U+1FEF) as none. */
  function plainLineEnds(piece: string): string {
    const text = carriageReturn && piece.startsWith("\n") ? piece.slice(1) : piece;
    if (piece !== "") carriageReturn = piece.endsWith("\r");
    return text.replace(/\r\n?/g, "\n").replaceAll("\u1fef", INERT_BACKTICK);
  }

  function wholeLine(line: string): string {
    if (fence) return codeLine(line, fence);
    const opened = begun ? undefined : opening(line);
    if (opened) {
      fence = opened.fence;
      return opened.written;
    }
    return inline(line, "over").written;
  }

  function partOfLine(following: Following): string {
    if (fence) {
      if (rest.length <= MAX_CODE_LINE) return "";
      const line = rest.slice(0, MAX_CODE_LINE);
      const written = codeLine(line, fence);
      rest = rest.slice(MAX_CODE_LINE);
      // The line goes on in the block, or, where it closed that, outside of it.
      begun = true;
      return written;
    }
    if (!begun && rest.length <= MAX_FENCE_LINE && MAYBE_FENCE.test(rest)) return "";
    const { written, to } = inline(rest, following);
    if (to > 0) begun = true;
    rest = rest.slice(to);
    return written;
  }

  function inline(line: string, following: Following): { readonly written: string; readonly to: number } {
    const { parts, to, isCut } = readInline(line, following);
    const written = writeInline(line, parts, { before, inLabel: false, links }) + (isCut ? " " : "");
    before = (before + written).slice(-1);
    return { written, to };
  }

  function codeLine(line: string, { quotes, mark, indent }: Fence): string {
    const prefix = "> ".repeat(quotes);
    if (begun) return notInSlack(line);
    const content = withoutQuotes(line, quotes);
    if (content === undefined) {
      fence = undefined;
      const close = `${prefix}${"`".repeat(mark.length)}\n`;
      const opened = opening(line);
      fence = opened?.fence;
      return close + (opened?.written ?? inline(line, "over").written);
    }
    const closing = /^[\s>]*(`{3,}|~{3,})\s*$/.exec(content)?.[1];
    if (closing?.startsWith(mark)) {
      fence = undefined;
      return `${prefix}${"`".repeat(mark.length)}`;
    }
    const code = content.slice(Math.min(indent, /^[ \t]*/.exec(content)![0].length));
    // Backticks that close nothing here must not do so elsewhere.
    return prefix + notInSlack(closing?.startsWith("`") ? code.replaceAll("```", "``\u200b`") : code);
  }

  return {
    push,
    end: () => push("", "over"),
  };
}

/** The block that a line opens, if it does. */
function opening(line: string): { readonly fence: Fence; readonly written: string } | undefined {
  if (line.length > MAX_FENCE_LINE) return undefined;
  const [all, quotation = "", items = "", mark = "", info = ""] = FENCE.exec(line) ?? [];
  if (all === undefined || (mark.startsWith("`") && info.includes("`"))) return undefined;
  const quotes = quotation.split(">").length - 1;
  if (quotes > MAX_QUOTES) return undefined;
  const prefix = "> ".repeat(quotes);
  const language = /^\s*([\w+#.-]{1,30})/.exec(info)?.[1] ?? "";
  const item = items === "" ? "" : `${prefix}${items.trimEnd()}\n`;
  const indent = line.length - quotation.length - mark.length - info.length;
  return {
    fence: { quotes, mark, indent },
    written: `${item}${prefix}${"`".repeat(mark.length)}${language}`,
  };
}

/** A line without that many quotation marks; nothing when it has fewer: then it ends the quotation. */
function withoutQuotes(line: string, quotes: number): string | undefined {
  let rest = line;
  for (let quote = 0; quote < quotes; quote++) {
    const mark = /^\s{0,3}> ?/.exec(rest)?.[0];
    if (mark === undefined) return undefined;
    rest = rest.slice(mark.length);
  }
  return rest;
}
