/** Something in a text that a platform may make a link of, by offsets in the text. */
interface FoundAddress {
  readonly from: number;
  /** Its end, as far as an address can reach. */
  readonly to: number;
}

/** All that an address can go on with: `|` ends it in Slack's own mark-up. */
const REST = String.raw`[^\s<>"\x60|]*`;
/** Also of symbols and emoji: all that is no white space and no punctuation. */
const LABEL_CHAR = String.raw`(?:[^\s\p{P}\p{Cc}<>\x60|]|[_\-])`;
const LABEL = `${LABEL_CHAR}+`;
const NAME = String.raw`${LABEL}(?:\.${LABEL})+`;
/** Schemes that do their work without `//`. */
const BARE_SCHEMES =
  "mailto|tel|sms|callto|sip|sips|xmpp|skype|facetime|facetime-audio|geo|maps|magnet|javascript|vbscript|data|blob|file|about|view-source|intent|market|itms-apps|slack|discord|https?|ftp";

/** The lengths are bounded and names begin where a label does, so that the search takes time linear in the text. */
const ADDRESS = new RegExp(
  [
    String.raw`[a-z][a-z0-9+.\-]{0,30}:[/\\]{2}${REST}`,
    String.raw`(?<![\p{L}\p{N}])(?:${BARE_SCHEMES}):(?=\S)${REST}`,
    String.raw`[/\\]{2}(?=[^\s/\\<>\x60])${REST}`,
    String.raw`\|\.(?=[a-z]{2}|[^\s\p{P}\p{ASCII}])${REST}`,
    String.raw`[^\s<>"\x60|()[\]{},;:@]{1,64}@(?:${LABEL}\.)+${REST}`,
    String.raw`(?<![\p{L}\p{N}_.\-])\d{1,3}(?:\.\d{1,3}){3}(?![\d])(?:[/?#\\@:]${REST})?`,
    String.raw`(?<!${LABEL_CHAR})(?<name>${NAME})(?:[/?#\\@:]${REST})?`,
  ].join("|"),
  "giu",
);

/**
 * Endings of names of files, and of what stands behind a dot in code, that are no top-level domain. Any other may be one, today
 * or tomorrow.
 */
const NO_DOMAINS = new Set(
  (
    "js mjs cjs jsx ts mts cts tsx json jsonl yaml yml toml ini cfg conf html htm css scss xml csv tsv txt log pdf doc docx xls xlsx ppt pptx " +
    "hwp hwpx odt png jpg jpeg gif svg webp wav avi mkv exe dll bat msi dmg deb rpm iso tar tgz gz xz rar jar cpp hpp java kt rb php sql " +
    "sqlite db vue swift lua lock env bin gguf onnx parquet ipynb tmp bak pem crt csr"
  ).split(" "),
);

/** Behind a full stop a Korean sentence may go on without a space; of Hangul only these are top-level domains (IANA). */
const HANGUL_DOMAINS = new Set(["한국", "삼성", "닷컴", "닷넷"]);

/**
 * The next thing in a text from an offset on that a platform could make a link of: with a scheme of any kind, an e-mail or IP
 * address, a name with dots. It finds rather too much than too little: what is found and is not allowed is only set in code.
 */
export function nextAddress(text: string, offset: number): FoundAddress | undefined {
  const search = new RegExp(ADDRESS);
  search.lastIndex = offset;
  for (let match = search.exec(text); match; match = search.exec(text)) {
    const name = match.groups?.["name"];
    if (name === undefined || mayBeDomain(name))
      return { from: match.index, to: match.index + match[0].length };
    search.lastIndex = match.index + name.length;
  }
  return undefined;
}

function mayBeDomain(name: string): boolean {
  return /^www\./i.test(name) || name.split(".").slice(1).some(mayBeTopLevel);
}

function mayBeTopLevel(label: string): boolean {
  const latin = /^[a-z]*/i.exec(label)![0];
  if (latin.length >= 2) return !NO_DOMAINS.has(latin.toLowerCase());
  if (/^\p{Script=Hangul}/u.test(label)) return HANGUL_DOMAINS.has(label);
  return /^\p{L}/u.test(label) && /[^\p{ASCII}]/u.test(label);
}

const TRAILING = /[.,!?;:'")\]}*_~…。、，！？」』）”’]$/u;

/** Where an address may really end, the longest way first: people write it before punctuation, marks and Korean particles. */
export function endsOf(text: string, { from, to }: FoundAddress): readonly number[] {
  const ends = [...trimmed(text, from, to)];
  const foreign = text.slice(from, to).search(/[^\x21-\x7e]/);
  if (foreign > 0) ends.push(...trimmed(text, from, from + foreign));
  return ends;
}

function* trimmed(text: string, from: number, to: number): Generator<number> {
  let end = to;
  yield end;
  while (end > from + 1 && to - end < 16 && TRAILING.test(text[end - 1]!)) yield --end;
}

/** Where an address ends that is shown as text: without punctuation behind it, and without a Korean particle. */
export function shownEnd(text: string, { from, to }: FoundAddress): number {
  let end = to;
  const particle = /(?<=[\x21-\x7e])[가-힣]{1,8}[^\p{L}\p{N}]*$/u.exec(text.slice(from, to));
  if (particle && !/[^\p{ASCII}]/u.test(text.slice(from, from + particle.index))) end = from + particle.index;
  const isPaired = text.slice(from, end).includes("(");
  while (end > from + 1 && TRAILING.test(text[end - 1]!) && !(isPaired && text[end - 1] === ")")) end--;
  return end;
}
