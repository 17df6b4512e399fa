/** Particles by whether a consonant or a vowel stands before them. */
const forms: Readonly<Record<string, readonly [afterConsonant: string, afterVowel: string]>> = {
  은: ["은", "는"],
  이: ["이", "가"],
  을: ["을", "를"],
  과: ["과", "와"],
  으로: ["으로", "로"],
  이야: ["이야", "야"],
  이다: ["이다", "다"],
  이라: ["이라", "라"],
  이랑: ["이랑", "랑"],
  이나: ["이나", "나"],
  아: ["아", "야"],
};

/** Puts the particles of a Korean sentence right: `친구<이>` is 친구가. ㄹ counts as a vowel before 으로. */
export function withParticles(text: string): string {
  return text.replace(/(.)<([가-힣]+)>/gu, (whole, before: string, particle: string) => {
    const form = forms[particle];
    if (form === undefined) throw new Error(`No particle <${particle}> is known: ${whole}`);
    const final = (before.charCodeAt(0) - 0xac00) % 28;
    const closed = final > 0 && !(particle === "으로" && final === 8);
    return before + form[closed ? 0 : 1];
  });
}
