/** Messages of one word or of emoji alone: there is too little in them to tell anything, so most are nothing to look at. */
import { emojiMeanings } from "../../normalise/index.ts";
import { harmless } from "../example.ts";
import type { Family } from "./family.ts";
import { list, type Slots } from "./grammar.ts";

/** One of them is rude by itself. */
const rude = new Set(["🖕"]);

export const emojiSlots: Slots = {
  emoji: Object.keys(emojiMeanings).filter((emoji) => !rude.has(emoji)),
  mood: list("😀; 😂; 🎉; ❤; 👍; 🙏; 👏; ✨; 😊; 🙌; 💪; ✅; 🙂"),
};

export const emojiAlone: readonly Family[] = [
  {
    shows: "emoji alone",
    answers: harmless,
    weight: 4,
    templates: list("{emoji}; {emoji}; {emoji}{mood}; {emoji}{emoji}{mood}; {mood}{emoji}; {emoji} {mood}"),
  },
];

export const koreanReplySlots: Slots = {
  reply: list(
    `네; 넵; 넹; 네네; 예; 옙; 응; 웅; 응응; 엉; 어; 아니; 아니요; 아뇨; 아님; 왜; 왜요; 뭐; 뭐야; 뭔데; 뭐지; 너; 너는; 너도; 너만; 니가; 나; 나도; 저; 저요; 저도; 우리; 와; 우와; 오; 오오; 헐; 헉; 음; 흠; 아; 앗; 에; 엥; 잉; 어머; 그래; 그래요; 그럼; 그럼요; 그러게; 맞아; 맞아요; 맞네; 진짜; 진짜요; 정말; 정말요; 대박; 굿; 좋아; 좋아요; 좋네; 싫어; 싫어요; 안녕; 안녕하세요; 하이; 고마워; 고맙습니다; 감사; 감사합니다; 감사해요; 미안; 미안해; 죄송; 죄송합니다; 수고; 수고하세요; 수고했어; 고생했어; 잘자; 잘가; 내일; 오늘; 지금; 나중에; 빨리; 천천히; 잠깐만; 좀; 다시; 또; 가자; 간다; 왔어; 왔다; 밥; 커피; 퇴근; 출근; 완료; 확인; 확인했습니다; 알겠어; 알겠습니다; 알았어; 몰라; 몰라요; 글쎄; 글쎄요; 년; 작년; 올해; 내년; ㅇㅇ; ㅇㅋ; ㄴㄴ; ㄱㄱ; ㅅㄱ; ㄱㅅ; ㅊㅋ; ㅎㅇ; ㅂㅂ; ㅠㅠ; ㅎㅎ; ㅋㅋ; ㄷㄷ; ㅇㅈ`,
  ),
};

export const koreanReplies: readonly Family[] = [
  {
    shows: "one-word replies",
    answers: harmless,
    weight: 4,
    templates: list(
      "{reply}; {reply}[?|!|.|~|..|]; {reply}; {reply}[?|!|.|~|..|]; {reply} {reply}; {reply}, {reply}",
    ),
  },
];
