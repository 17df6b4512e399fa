/** Where a text names somebody, as UTF-16 offsets; `name` is spelled as the person is called. */
export interface NamedAt {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Names that can be mentioned. */
export interface Names {
  /** A name that differs from an earlier one only in case is not added. */
  add(name: string): void;
  /**
   * Finds `@Name` in plain text (in Unicode's form NFC). Case does not matter. The longest name that fits counts, and
   * it must end there: no letter, digit or `_` follows, nor `.`, `-` or `@` with one of those behind. Hangul may follow a
   * name of another script (`@maru야`), and a particle a Hangul name (`@민수야`). Right behind a letter, a digit or
   * a sign of an address, `@` begins no mention (`a@maru`).
   */
  findIn(text: string): readonly NamedAt[];
}

/** Particles and forms of address that Korean puts right behind a name. */
const AFTER_HANGUL =
  /^(?:님|씨|군|양|쌤|들|야|아|이|가|은|는|을|를|에|의|와|과|랑|도|만|로|으로|한테|께|하고|부터|까지|보다|처럼|같|요|여)/u;

export function createNames(names: Iterable<string> = []): Names {
  const byFolded = new Map<string, string>();
  /** Of the names, longest first: a name is looked up once per length, however many there are. */
  let lengths: readonly number[] = [];

  function nameAt(folded: string, start: number): string | undefined {
    for (const length of lengths) {
      const name = byFolded.get(folded.slice(start, start + length));
      if (name !== undefined && mayEnd(folded, start + length, name)) return name;
    }
    return undefined;
  }

  function add(name: string): void {
    const spelled = name.normalize("NFC");
    const key = fold(spelled);
    if (key === "" || byFolded.has(key)) return;
    byFolded.set(key, spelled);
    if (!lengths.includes(key.length)) lengths = [...lengths, key.length].sort((a, b) => b - a);
  }

  for (const name of names) add(name);

  return {
    add,
    findIn(text) {
      const found: NamedAt[] = [];
      if (!text.includes("@")) return found;
      const folded = fold(text);
      for (let at = folded.indexOf("@"); at >= 0; at = folded.indexOf("@", at + 1)) {
        const name = mayBegin(folded, at) ? nameAt(folded, at + 1) : undefined;
        if (name !== undefined) found.push({ start: at, end: at + 1 + name.length, name });
      }
      return found;
    },
  };
}

/** Folds case; the few letters whose cases differ in length stay, so that offsets do. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replace(/./gsu, (character) => {
    const folded = character.toLowerCase();
    return folded.length === character.length ? folded : character;
  });
}

function mayBegin(text: string, at: number): boolean {
  return !/[\p{L}\p{N}_.+/:=&%~-]$/u.test(text.slice(Math.max(0, at - 2), at)) || isHangul(text[at - 1]);
}

function mayEnd(text: string, end: number, name: string): boolean {
  const rest = text.slice(end, end + 4);
  if (isHangul(rest[0])) return isHangul(name.at(-1)) ? AFTER_HANGUL.test(rest) : true;
  return !/^(?:[\p{L}\p{N}\p{M}_]|[.@-][\p{L}\p{N}_])/u.test(rest);
}

const isHangul = (character: string | undefined) =>
  character !== undefined && /\p{Script=Hangul}/u.test(character);
