/** What may follow a noun without making it another word: particles, and the ends of "to be" and of calling somebody something. */
const PARTICLES = (
  "으로부터 에서부터 이라는 이라고 이라도 이에요 이네요 인가요 입니다 입니까 이라서 이지만 에게서 한테서 에서 에게 한테 께서 까지 부터 보다 처럼 같이 마다 조차 " +
  "밖에 만큼 으로 라는 라고 라도 라서 이나 이랑 하고 예요 이야 이죠 인데 인지 이면 이고 이며 이요 이냐 이니 이네 이다 이지 끼리 같은 같네 같다 같아 대로 들아 " +
  "로 나 랑 과 와 은 는 이 가 을 를 의 에 도 만 요 야 아 여 죠 지 네 냐 들 님 께 뿐 임 인"
).split(" ");

/** Longer tails are words of their own. */
const MAX_TAIL = 10;
const TAIL = new RegExp(`^(?:${PARTICLES.join("|")})*[ㅋㅎㅠㅜ]*$`);

/** Whether what stands in Hangul behind a word only says what the word does in its sentence: 바보는, 바보들이야; not 바보상자. */
export function isKoreanTail(tail: string): boolean {
  // Bounded, because the particles can be told apart in several ways, all of which are tried.
  return tail.length <= MAX_TAIL ? TAIL.test(tail) : /^[ㅋㅎㅠㅜ]*$/.test(tail);
}
