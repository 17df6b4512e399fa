interface Target {
  /** Escapes and entities as they were written. */
  readonly text: string;
  /** Behind the closing parenthesis. */
  readonly to: number;
}

const MAX_CHARS = 1_500;
const MAX_NESTED = 32;

/**
 * The target of a link, with parentheses around it, at an offset behind a label (CommonMark, "Inline links"). Nothing when
 * there is none, e.g. in `f[0](x y)`; `unknown` when that depends on what comes.
 */
export function readTarget(
  text: string,
  at: number,
  isWhole: boolean,
  isWordOver: boolean,
): Target | "unknown" | undefined {
  if (at === text.length) return isWhole || isWordOver ? undefined : "unknown";
  if (text[at] !== "(") return undefined;
  const within = text.slice(0, at + MAX_CHARS);
  const isCut = isWhole || within.length < text.length || within.length === at + MAX_CHARS;
  const missing = isCut ? undefined : "unknown";

  const from = behindSpace(within, at + 1);
  const isPointed = within[from] === "<";
  const end = isPointed ? pointedEnd(within, from + 1) : bareEnd(within, from);
  if (end === undefined) return undefined;
  if (end >= within.length) return missing;
  const to = closeOf(within, isPointed ? end + 1 : end);
  if (to === undefined) return undefined;
  if (to > within.length) return missing;
  return { text: within.slice(isPointed ? from + 1 : from, end), to };
}

function behindSpace(text: string, at: number): number {
  let next = at;
  while (text[next] === " " || text[next] === "\t") next++;
  return next;
}

/** Where the `>` stands; the text's length when it has not come; nothing when there can be none. */
function pointedEnd(text: string, from: number): number | undefined {
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === ">") return at;
    else if (text[at] === "<") return undefined;
  }
  return text.length;
}

function bareEnd(text: string, from: number): number | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at]!;
    if (char === "\\" && /[!-/:-@[-`{-~]/.test(text[at + 1] ?? "")) at++;
    else if (char === "(" && ++depth > MAX_NESTED) return undefined;
    else if (char === ")" && depth-- === 0) return at;
    else if (/\s/.test(char)) return depth === 0 ? at : undefined;
  }
  return text.length;
}

const TITLE_ENDS: Readonly<Record<string, string>> = { '"': '"', "'": "'", "(": ")" };

/** Behind the closing parenthesis that may have a title before it; beyond the text's end when it has not come. */
function closeOf(text: string, from: number): number | undefined {
  let at = behindSpace(text, from);
  const titleEnd = at > from ? TITLE_ENDS[text[at] ?? ""] : undefined;
  if (titleEnd !== undefined) {
    at++;
    while (at < text.length && text[at] !== titleEnd) at += text[at] === "\\" ? 2 : 1;
    at = behindSpace(text, at + 1);
  }
  if (at >= text.length) return text.length + 1;
  return text[at] === ")" ? at + 1 : undefined;
}
