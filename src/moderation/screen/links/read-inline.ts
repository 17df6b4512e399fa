import { readTarget } from "./read-target.ts";

/** What a line of Markdown consists of, for telling where its links lead. Offsets count from the line's start. */
export type Inline =
  | { readonly is: "text"; readonly from: number; readonly to: number }
  /** Between backticks; `content` without them. */
  | { readonly is: "code"; readonly from: number; readonly to: number; readonly content: string }
  /** `[label](target)`, `![label](target)`. */
  | {
      readonly is: "link";
      readonly from: number;
      readonly to: number;
      readonly isImage: boolean;
      readonly label: readonly Inline[];
      readonly target: string;
    }
  /** `<target>`, and Slack's `<target|label>`. */
  | {
      readonly is: "angle";
      readonly from: number;
      readonly to: number;
      readonly target: string;
      readonly label: string;
    };

interface ReadInline {
  /** Up to `to`. */
  readonly parts: readonly Inline[];
  /** From here on it depends on what comes. */
  readonly to: number;
  /** At `to` a word is cut that is too long to be waited for. */
  readonly isCut: boolean;
}

/** What is known of the end of the text: white space or nothing follows (`apart`), or the line is over. */
export type Following = "unknown" | "apart" | "over";

/** Longer ones are taken for plain text, so that nothing waits long for its end. */
const MAX_CODE = 500;
const MAX_LABEL = 500;
const MAX_ANGLE = 1_000;
/** A longer word is cut. */
const MAX_WORD = 2_000;

/**
 * Reads a line of Markdown, or a part of it that begins outside of everything. What it makes of a text does not depend
 * on how much of it there is yet: what may still become something else is left for later.
 */
export function readInline(text: string, following: Following): ReadInline {
  const found: Exclude<Inline, { is: "text" }>[] = [];
  /** Opening brackets that nothing has closed yet. */
  const open: { readonly at: number; readonly isImage: boolean; readonly found: number; isReading?: true }[] =
    [];
  const isWhole = following === "over";
  const isWordOver = following !== "unknown";
  let at = 0;

  while (at < text.length) {
    const char = text[at]!;
    if (char === "\\" && /[!-/:-@[-_{-~]/.test(text[at + 1] ?? "")) at += 2;
    else if (char === "\\" && text[at + 1] === "`") at += 2;
    else if (char === "`") {
      const code = readCode(text, at, isWhole, isWordOver);
      if (code === "unknown") break;
      if (code.content !== undefined)
        found.push({ is: "code", from: at, to: code.to, content: code.content });
      at = code.to;
    } else if (char === "[") {
      const isImage = text[at - 1] === "!" && !isEscaped(text, at - 1);
      open.push({ at: isImage ? at - 1 : at, isImage, found: found.length });
      at++;
    } else if (char === "]") {
      const opener = open.pop();
      if (opener === undefined || at - opener.at > MAX_LABEL) {
        open.length = 0;
        at++;
        continue;
      }
      const target = readTarget(text, at + 1, isWhole, isWordOver);
      if (target === "unknown") {
        open.push({ ...opener, isReading: true });
        break;
      }
      at++;
      if (target === undefined) continue;
      const inner = found.splice(opener.found);
      const labelFrom = opener.at + (opener.isImage ? 2 : 1);
      found.push({
        is: "link",
        from: opener.at,
        to: target.to,
        isImage: opener.isImage,
        label: withText(inner, labelFrom, at - 1),
        target: target.text,
      });
      at = target.to;
    } else if (char === "<") {
      const angle = readAngle(text, at, isWhole, isWordOver);
      if (angle === "unknown") break;
      if (angle === undefined) at++;
      else {
        found.push(angle);
        at = angle.to;
      }
    } else at++;
  }

  let to = text.length;
  let isCut = false;
  if (!isWhole) {
    const waiting = open.find((opener) => opener.isReading || text.length - opener.at <= MAX_LABEL);
    const certain = Math.min(at, waiting?.at ?? at);
    if (certain < text.length || !isWordOver) {
      const last = found.findLast((part) => part.to <= certain);
      to = wordStart(text, last?.to ?? 0, certain);
      isCut = to > 0 && to !== last?.to && !/\s/.test(text[to - 1]!);
    }
  }
  return {
    parts: withText(
      found.filter((part) => part.to <= to),
      0,
      to,
    ),
    to,
    isCut,
  };
}

/** Where the last word before `to` begins, or the last piece of it when it is cut. */
function wordStart(text: string, from: number, to: number): number {
  const space = /\s\S*$/.exec(text.slice(from, to));
  let start = space ? from + space.index + 1 : from;
  for (let cut = wordCut(text.slice(0, to), start); cut !== undefined; cut = wordCut(text.slice(0, to), cut))
    start = cut;
  return start;
}

/** Where a word that begins at `start` and reaches to the end of the text is cut, if it is that long. Never within a character. */
export function wordCut(text: string, start: number): number | undefined {
  const cut = start + MAX_WORD;
  if (cut >= text.length) return undefined;
  const isWithin = /[\udc00-\udfff]/.test(text[cut]!);
  return isWithin && cut + 1 >= text.length ? undefined : isWithin ? cut + 1 : cut;
}

/** The parts with the text between them. */
function withText(parts: readonly Exclude<Inline, { is: "text" }>[], from: number, to: number): Inline[] {
  const all: Inline[] = [];
  let at = from;
  for (const part of parts) {
    if (part.from > at) all.push({ is: "text", from: at, to: part.from });
    all.push(part);
    at = part.to;
  }
  if (to > at) all.push({ is: "text", from: at, to });
  return all;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text[before - 1] === "\\") before--;
  return (at - before) % 2 === 1;
}

/** Code from the backtick at `at` on; without content when nothing closes it: then `to` is behind the backticks. */
function readCode(
  text: string,
  at: number,
  isWhole: boolean,
  isWordOver: boolean,
): { readonly to: number; readonly content?: string } | "unknown" {
  const end = runEnd(text, at);
  if (end === text.length && !isWordOver) return "unknown";
  const length = end - at;
  for (let run = text.indexOf("`", end); run >= 0 && run - end <= MAX_CODE; run = text.indexOf("`", run)) {
    const close = runEnd(text, run);
    if (close === text.length && !isWordOver) return "unknown";
    if (close - run === length) return { to: close, content: text.slice(end, run) };
    run = close;
  }
  return isWhole || text.length - end > MAX_CODE ? { to: end } : "unknown";
}

function runEnd(text: string, at: number): number {
  let end = at;
  while (text[end] === "`") end++;
  return end;
}

const ANGLE = /<([^\s<>|]{2,1000})(?:\|([^<>\n]{0,300}))?>/y;

function readAngle(
  text: string,
  at: number,
  isWhole: boolean,
  isWordOver: boolean,
): Extract<Inline, { is: "angle" }> | "unknown" | undefined {
  ANGLE.lastIndex = at;
  const match = ANGLE.exec(text);
  if (match) {
    const [all, target = "", label = ""] = match;
    // Mentions, custom emoji, timestamps and tags of HTML lead nowhere.
    if (!/^[a-z][a-z0-9+.-]+:|[.@]/i.test(target) || /^[@!#:/]/.test(target)) return undefined;
    return { is: "angle", from: at, to: at + all.length, target, label };
  }
  if (isWhole || text.length - at > MAX_ANGLE + 300) return undefined;
  // It goes on as long as there is no white space, and behind a `|` also with some.
  const rest = text.slice(at + 1);
  const isOpen = /^[^\s<>|]*$/.test(rest) ? !isWordOver : /^[^\s<>|]{2,1000}\|[^<>\n]{0,300}$/.test(rest);
  return isOpen ? "unknown" : undefined;
}
