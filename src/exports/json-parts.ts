/** A part of a JSON text: a member of the object that it is, or an item of its list. */
export type JsonPart =
  | { readonly type: "member"; readonly name: string; readonly value: unknown }
  | { readonly type: "item"; readonly value: unknown };

/** A message with everything that hangs on it stays far below. */
const MAX_VALUE_CHARS = 32_000_000;

/**
 * Reads a JSON text part by part, whatever its size: a list's items, or an object's members, where the list of the
 * member `listName` is given item by item. Whole numbers too big for JavaScript come as text. Throws a `SyntaxError`
 * where the text is no such JSON or is cut off; the parts until there were given.
 */
export async function* readJsonParts(
  chunks: AsyncIterable<Uint8Array>,
  listName = "",
): AsyncGenerator<JsonPart> {
  const decoder = new TextDecoder();
  const splitter = createSplitter(listName);
  for await (const chunk of chunks) yield* splitter.push(decoder.decode(chunk, { stream: true }));
  yield* splitter.push(decoder.decode());
  splitter.end();
}

type Place = "start" | "in list" | "in object" | "after name" | "before value" | "in value" | "over";

function createSplitter(listName: string) {
  let place: Place = "start";
  let inList = false;
  /** Whether the list is an object's member: the object goes on after it. */
  let isMember = false;
  let name: string | undefined;
  /** Of the value that is being read: what earlier chunks held of it, and where it is. */
  let begun = "";
  let depth = 0;
  let inString = false;
  let escaped = false;

  function* push(chunk: string): Generator<JsonPart> {
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const char = chunk.charCodeAt(at);
      if (place === "in value") {
        const ends = endsAt(char);
        if (ends === "no") continue;
        const until = ends === "here" ? at + 1 : at;
        const part = taken(begun + chunk.slice(from, until));
        begun = "";
        if (part !== undefined) yield part;
        if (ends === "here") continue;
      }
      if (isSpace(char)) continue;
      from = at;
      between(char);
    }
    if (place === "in value") {
      begun += chunk.slice(from);
      if (begun.length > MAX_VALUE_CHARS) throw new SyntaxError("a part is too long");
    }
  }

  /** A character of a value: whether the value ends with it, before it, or not yet. */
  function endsAt(char: number): "here" | "before" | "no" {
    if (inString) {
      if (escaped) escaped = false;
      else if (char === BACKSLASH) escaped = true;
      else if (char === QUOTE) {
        inString = false;
        return depth === 0 ? "here" : "no";
      }
      return "no";
    }
    if (char === QUOTE) inString = true;
    else if (char === OPEN_LIST || char === OPEN_OBJECT) depth++;
    else if (char === CLOSE_LIST || char === CLOSE_OBJECT) {
      // It closes what the value stands in.
      if (depth === 0) return "before";
      depth--;
      return depth === 0 ? "here" : "no";
    } else if (depth === 0 && (char === COMMA || isSpace(char))) return "before";
    return "no";
  }

  function begin(char: number): void {
    if (char === CLOSE_LIST || char === CLOSE_OBJECT) throw unexpected();
    place = "in value";
    depth = 0;
    endsAt(char);
  }

  function enterList(): void {
    place = "in list";
    inList = true;
  }

  function leaveList(): void {
    place = isMember ? "in object" : "over";
    inList = false;
  }

  /** A character between values. */
  function between(char: number): void {
    switch (place) {
      case "start":
        if (char === OPEN_LIST) enterList();
        else if (char === OPEN_OBJECT) place = "in object";
        else throw unexpected();
        return;
      case "in list":
        if (char === CLOSE_LIST) leaveList();
        else if (char !== COMMA) begin(char);
        return;
      case "in object":
        if (char === CLOSE_OBJECT) place = "over";
        else if (char === QUOTE) begin(char);
        else if (char !== COMMA) throw unexpected();
        return;
      case "after name":
        if (char !== COLON) throw unexpected();
        place = "before value";
        return;
      case "before value":
        if (char === OPEN_LIST && name === listName) {
          isMember = true;
          name = undefined;
          enterList();
        } else begin(char);
        return;
      default:
        throw unexpected();
    }
  }

  /** What a whole value is a part of; the name of a member is not one by itself. */
  function taken(text: string): JsonPart | undefined {
    const value = parse(text);
    if (name !== undefined) {
      const part: JsonPart = { type: "member", name, value };
      name = undefined;
      place = "in object";
      return part;
    }
    if (inList) {
      place = "in list";
      return { type: "item", value };
    }
    name = value as string;
    place = "after name";
    return undefined;
  }

  return {
    push,
    end() {
      if (place !== "over") throw new SyntaxError("the text is cut off");
    },
  };
}

const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];

/** White space as JSON has it, and a byte-order mark, which some programs write. */
const isSpace = (char: number) =>
  char === 0x20 || char === 0x0a || char === 0x0d || char === 0x09 || char === 0xfeff;

/** A parser's own error would quote the text. */
const unexpected = () => new SyntaxError("the text is no JSON");

/** A number of 16 digits and more, where one can stand. */
const bigNumber = /[[:,]\s*-?\d{16,}\s*[,\]}]/;

function parse(text: string): unknown {
  try {
    return bigNumber.test(text) ? JSON.parse(text, keepBigNumbers) : JSON.parse(text);
  } catch {
    throw unexpected();
  }
}

/** Discord's data package writes ids as numbers (their digits: https://tc39.es/proposal-json-parse-with-source/). */
function keepBigNumbers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isBig = typeof value === "number" && !Number.isSafeInteger(value);
  return isBig && /^-?\d+$/.test(context?.source ?? "") ? context?.source : value;
}
