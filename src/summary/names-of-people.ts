import { stopWords } from "../text/words/stop-words.ts";

/** What may follow a Korean name directly: titles, and particles in a row ("민수님에게는", "지훈 씨가" has a space). */
const TITLES =
  "님|씨|네|군|양|형|누나|오빠|언니|선배|후배|쌤|샘|선생|사장|부장|차장|과장|대리|팀장|실장|본부장|대표|이사|사원|인턴|매니저|프로|책임|선임|수석|교수|박사";
const PARTICLES =
  "으로부터|에서부터|에게서|한테서|이라는|이라고|이라도|이에요|이었|이네|인가|입니다|입니까|이라서|이지만|이라면|에서|에게|한테|께서|까지|부터|보다|처럼|같이|마다|조차|밖에|만큼|으로|라는|라고|라도|라서|라면|이나|이랑|하고|예요|이야|이죠|인데|인지|이면|이고|이며|이요|대로|이든|든지|에요|이다|였|로|나|랑|과|와|은|는|이|가|을|를|의|에|도|만|요|야|아|죠|들|께|씩|쯤|뿐";
const TAIL = new RegExp(`^(?:${TITLES})*(?:이(?=[가는를랑도의]))?(?:${PARTICLES})*(?![\\p{L}\\p{N}_])`, "u");
const KOREAN_FULL_NAME = /^[가-힣]{3}$/;

/**
 * Whether a text speaks of somebody by one of these names: as a word of its own, whatever its case, with Korean titles and particles
 * behind it; or by what people make of it ("Bob" of "Bob Smith", in just this case; "민수" of "김민수"). A name that is a common word
 * ("Will", "I") is only looked for as it is written.
 */
export function speaksOf(text: string, names: Iterable<string>): boolean {
  const within = text.normalize("NFKC");
  const folded = within.toLowerCase();
  for (const name of names) {
    const whole = name.normalize("NFKC").trim();
    if (whole === "") continue;
    const isExact = [...whole].length === 1 || stopWords.has(whole.toLowerCase());
    if (isExact ? hasWord(within, whole) : hasWord(folded, whole.toLowerCase())) return true;
    const short = shortOf(whole);
    if (short !== undefined && hasWord(within, short)) return true;
  }
  return false;
}

/** The first name of several, or of a Korean name in full. */
function shortOf(name: string): string | undefined {
  if (KOREAN_FULL_NAME.test(name)) return name.slice(1);
  const [first = "", ...others] = name.split(/\s+/);
  return others.length > 0 && [...first].length > 1 && !stopWords.has(first.toLowerCase())
    ? first
    : undefined;
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? " ";
    if (!/[\p{L}\p{N}_]/u.test(before) && TAIL.test(text.slice(at + word.length, at + word.length + 20)))
      return true;
  }
  return false;
}
