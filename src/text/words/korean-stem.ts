/** Particles that follow a noun, alone or in a row ("서버" + "에서" + "는"); the longest match goes first. */
const particles = (
  "으로부터 에서부터 이라는 이라고 이라도 이에요 이네요 인가요 이었던 입니다 입니까 이라서 이지만 에게서 한테서 에서 에게 한테 께서 까지 부터 보다 처럼 같이 마다 " +
  "조차 밖에 만큼 으로 라는 라고 라도 라서 이나 이랑 하고 예요 이야 이죠 인데 인지 이면 이고 이며 이요 대로 이든 든지 에요 " +
  "로 나 랑 과 와 은 는 이 가 을 를 의 에 도 만 요 야 죠 들 님 께 씩 쯤 뿐"
)
  .split(" ")
  .sort((a, b) => b.length - a.length);

/** "하다", "되다", "시키다", "드리다" in the shapes that they take before an ending. */
const verbOfNoun =
  /^(.{2,}?)(?:하|해|했|할|한|함|합|하여|되|돼|됐|된|될|됨|됩|시키|시켜|시켰|시킬|드리|드려|드립|드릴)(.*)$/;
/** What endings and auxiliaries are made of. */
const endings =
  /^(?:[는은을를지고며면서게도록니까나요어아여야려다던데자세습네죠줘주드릴거예든있없인가군봐보시십겠음기만실수신했럼였건중])*$/;

/**
 * What a Korean word may be without its particles and endings, likeliest first, at least two syllables
 * each: "배포를" → "배포", "서버에서는" → "서버에서", "서버"; "확인해주세요" → "확인". A noun that merely ends like
 * a particle ("휴가", "고양이") keeps its own form too, because the word itself is always among the forms.
 */
export function koreanStems(word: string): readonly string[] {
  const stems: string[] = [];
  let rest = word;
  for (let layer = 0; layer < 3; layer++) {
    const particle = particles.find((p) => rest.length - p.length >= 2 && rest.endsWith(p));
    if (particle === undefined) break;
    rest = rest.slice(0, -particle.length);
    stems.push(rest);
  }
  const verb = verbOfNoun.exec(word);
  if (verb?.[1] !== undefined && endings.test(verb[2] ?? "")) stems.unshift(verb[1]);
  return stems;
}

/** Whether a Hangul run directly after a Latin word or a number is only a particle or an ending: "API를", "merge하면". */
export function isKoreanTail(run: string): boolean {
  return particles.includes(run) || (/^[하해했할한합되돼됐된될됩]/.test(run) && endings.test(run.slice(1)));
}

const hangulBase = 0xac00;
const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

/**
 * The first syllable and the initial consonant of the second: what "올리는", "올려요" and "올렸는데" have in
 * common although the vowel of a verb's stem melts into its ending.
 */
export function koreanSkeleton(word: string): string | undefined {
  const second = word.charCodeAt(1) - hangulBase;
  if (word.length < 2 || second < 0 || second > 11171) return undefined;
  return (word[0] as string) + initials[Math.floor(second / 588)];
}
