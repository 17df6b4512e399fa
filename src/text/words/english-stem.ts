const vowel = /[aeiouy]/;

/**
 * A light English stem: plural -s, -ed and -ing go, so that "logs", "logged" and "logging" meet
 * "log". Wrong stems do no harm as long as question and message get the same one.
 */
export function englishStem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  return withoutSuffix(withoutPlural(word));
}

function withoutPlural(word: string): string {
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/(?:sses|xes|ches|shes|zzes)$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

function withoutSuffix(word: string): string {
  const stem = /^(.{2,})(?:ing|ed)$/.exec(word)?.[1];
  if (word.endsWith("ied")) return `${word.slice(0, -3)}y`;
  if (stem === undefined || stem.length < 3 || !vowel.test(stem)) return withoutFinalE(word);
  const last = stem.at(-1) as string;
  // "stopped" → "stop", but "installed" → "install".
  if (last === stem.at(-2) && !/[lsz]/.test(last)) return stem.slice(0, -1);
  return withoutFinalE(stem);
}

/** "configure" and "configuring" meet at "configur". */
function withoutFinalE(word: string): string {
  return word.length > 3 && word.endsWith("e") ? word.slice(0, -1) : word;
}
