/**
 * A stretch of Markdown as a platform may come to read it: escapes and entities undone, characters that nobody sees left
 * out, full-width forms as plain ones. What hides an address hides it no longer.
 */
interface View {
  readonly text: string;
  /** Offset in the stretch at which each character of `text` begins; one more for the end. */
  readonly at: readonly number[];
}

/** Named entities that stand for a character which addresses and links are made of (HTML, "Named character references"). */
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  ast: "*",
  bsol: "\\",
  colon: ":",
  comma: ",",
  commat: "@",
  dollar: "$",
  equals: "=",
  excl: "!",
  fjlig: "fj",
  grave: "`",
  gt: ">",
  hat: "^",
  lbrace: "{",
  lbrack: "[",
  lcub: "{",
  lowbar: "_",
  lpar: "(",
  lsqb: "[",
  lt: "<",
  midast: "*",
  nbsp: " ",
  newline: " ",
  num: "#",
  percnt: "%",
  period: ".",
  plus: "+",
  quest: "?",
  quot: '"',
  rbrace: "}",
  rbrack: "]",
  rcub: "}",
  rpar: ")",
  rsqb: "]",
  semi: ";",
  shy: "",
  sol: "/",
  tab: " ",
  underbar: "_",
  verbar: "|",
  vert: "|",
  verticalline: "|",
  zerowidthspace: "",
  zwj: "",
  zwnj: "",
};

const UNUSUAL = /[\\&]|[^\t\x20-\x7e\p{L}]|[\uff01-\uff5e\u115f\u1160\u3164\uffa0\u17b4\u17b5]/u;
const ENTITY = /&(?:amp;){0,3}(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,20}));/iy;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}]/u;
const PUNCTUATION = /[!-/:-@[-`{-~]/;

export function viewOf(stretch: string): View {
  if (!UNUSUAL.test(stretch)) return { text: stretch, at: identity(stretch.length) };
  let text = "";
  const at: number[] = [];
  for (let offset = 0; offset < stretch.length; ) {
    const [seen, length] = readAt(stretch, offset);
    for (let unit = 0; unit < seen.length; unit++) at.push(offset);
    text += seen;
    offset += length;
  }
  at.push(stretch.length);
  return { text, at };
}

/** What is seen at an offset, and how many characters of the stretch that takes. */
function readAt(stretch: string, offset: number): readonly [seen: string, length: number] {
  const char = stretch[offset]!;
  if (char === "\\" && PUNCTUATION.test(stretch[offset + 1] ?? "")) return [stretch[offset + 1]!, 2];
  if (char === "&") {
    ENTITY.lastIndex = offset;
    const entity = ENTITY.exec(stretch);
    const meant = entity && meaning(entity);
    if (meant !== undefined && meant !== null) return [plain(meant), entity![0].length];
    return [char, 1];
  }
  const character = String.fromCodePoint(stretch.codePointAt(offset)!);
  return [plain(character), character.length];
}

function meaning([, decimal, hexadecimal, name]: RegExpExecArray): string | undefined {
  if (name !== undefined) return NAMED[name.toLowerCase()];
  const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
  return code > 0x10ffff ? "" : String.fromCodePoint(code);
}

function plain(character: string): string {
  if (/\s/.test(character)) return " ".repeat(character.length);
  if (INVISIBLE.test(character)) return "";
  const code = character.charCodeAt(0);
  return code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : character;
}

const identity = (length: number): readonly number[] => Array.from({ length: length + 1 }, (_, at) => at);
