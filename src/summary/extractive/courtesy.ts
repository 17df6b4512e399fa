import { withoutAddressee } from "./without-addressee.ts";

/** What people say to be kind, and to say that they heard: greetings, thanks, a yes. */
const english = [
  "thank(?:s| you)(?: so much| very much| a lot)?|thx|ty|cheers|much appreciated|congratulations|congrats|well done|my pleasure|no (?:problem|worries)|happy to help",
  "hello|hi|hey|bye|goodbye|sorry|see you(?: all)?(?: tomorrow| later| soon| there)?|welcome(?: back| aboard| to the (?:team|channel))?",
  "(?:good|nice|great|awesome|excellent) (?:morning|afternoon|evening|night|job|work|luck|one)|happy (?:monday|tuesday|wednesday|thursday|friday|birthday|holidays|new year)",
  "(?:have|enjoy) (?:a |the |your )?(?:(?:nice|good|great|lovely) )?(?:day|weekend|evening|time|holidays?|vacation|trip|one)",
  "yes|yep|yeah|ok|okay|sure|agreed|sounds (?:good|great)|looks (?:good|great)|works for me|lgtm|sgtm|awesome|perfect|cool|great|nice|good",
  "all|everyone|everybody|guys|folks|team|there|again|so|too|and|you|to (?:me|you)",
];
const endings =
  "(?:합니다|합니당|해요|해용|했습니다|했어요|하세요|하셨습니다|하셨어요|하십니까|하십시오|드려요|드립니다|드릴게요|한데요|이에요|입니다|요|해|히)?";
const korean = [
  `(?:감사|죄송|미안|축하|환영|동의|찬성|안녕|수고|고생|부탁|확인)${endings}`,
  "고마워요?|고맙습니다|반가워요|반갑습니다|잘(?=\\s?부탁)|많으셨(?:습니다|어요)|많으십니다|어서\\s?오세요",
  "좋아요?|좋아용|좋습니다|좋네요|좋죠|좋은데요|좋겠네요|좋겠어요|좋을\\s?[것거]\\s?같(?:아요|습니다|네요)|그래요|그렇(?:네요|군요|죠|습니다)|그러네요|그러게요|맞아요|맞습니다|맞네요|멋져요|멋지네요|훌륭(?:해요|합니다|하네요)|다행(?:이에요|이네요|입니다)|최고(?:예요|에요|네요|입니다)?",
  "네+|넵+|넹+|예|옙|응|굿+|대박|오키|오케이|화이팅|파이팅|알겠(?:습니다|어요)|알았어요?|확인\\s?완료",
  "(?:새해|좋은|즐거운|편안한|행복한|남은|오늘|이번)\\s?(?:좋은\\s?)?(?:복|아침|오전|오후|저녁|밤|하루|주말|연휴|휴가)(?:도|들)?(?:이에요|입니다)?|받으세요|보내(?:세요|십시오)|되세요|들어가세요|계세요|가세요",
  "(?:내일|다음에|이따|이따가|월요일에|다음\\s?주에)\\s?(?:또\\s?)?(?:봬요|뵙겠습니다|뵐게요|만나요)",
  "대단히|정말(?:로)?|진짜|너무|매우|아주|많이|다들|모두(?:들)?|여러분|오늘도|항상|늘|저도(?:요)?|저는|그럼|아|오|와|우와|앗|덕분(?:에|이에요|입니다)",
  // Who is spoken to: "민수님".
  "[가-힣a-z]{1,12}\\s?님",
];
const courtesies = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${[...english, ...korean].join("|")})(?![\\p{L}\\p{N}])`,
  "giu",
);
/** Letters that laugh, weep and nod: "ㅋㅋ", "ㅠㅠ", "ㅇㅋ". */
const jamo = /[ㄱ-ㅎㅏ-ㅣ]+/gu;
/** Whoever writes more has something to say. */
const maxChars = 100;

/** Whether a sentence is nothing but courtesy: "Good morning everyone!", "좋아요", "민수님, 정말 감사합니다". It tells nothing of the matter. */
export function isCourtesy(sentence: string): boolean {
  if (sentence.length > maxChars) return false;
  const rest = withoutAddressee(sentence).replace(jamo, " ").replace(courtesies, " ");
  return !/[\p{L}\p{N}]/u.test(rest);
}

/** "Thanks for the quick fix", "빠르게 고쳐 주셔서 감사합니다"; not "…해 주시면 감사하겠습니다", which asks, nor "thanks to …", which tells a reason. */
const thanks =
  /^[^\p{L}\p{N}]{0,8}(?:many |big )?(?:thank(?:s| you)|thx)\b(?! to\b)|(?:서|덕분에)\s(?:정말\s|너무\s|다들\s)?(?:감사(?!하겠)|고마|고맙)[가-힣]{0,6}[^\p{L}\p{N}]{0,8}$/iu;
/** Longer ones tell something beside. In words between spaces. */
const maxThanksWords = 12;

/** Whether a sentence thanks for something, and tells no more. */
export const isThanks = (sentence: string, lengthInWords: number): boolean =>
  lengthInWords <= maxThanksWords && thanks.test(sentence);
