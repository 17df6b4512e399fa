import { FOR_EVERYBODY } from "../../text/for-everybody.ts";
import { lengthNear } from "./asked-length.ts";
import { KOREAN_NUMBER, NUMBER, numberOf } from "./spoken-numbers.ts";
import type { Wish } from "./wish.ts";

/** What a phrase says: a part of a wish; that another channel is meant; that it is something that summaries cannot do; or that the
 * conversation is meant in which it is said, beyond doubt. */
export type Said = Partial<Wish> & {
  readonly channel?: string;
  readonly cannotDo?: true;
  readonly here?: true;
};

/** A piece of what people write, and what it says. It is looked for at one place of the text, in lower case. */
export interface Phrase {
  readonly pattern: RegExp;
  /** Absent: it says nothing, and is only there to be polite or to make a sentence. */
  readonly says?: (groups: readonly (string | undefined)[]) => Said | undefined;
}

/** An address: bare, in angle brackets, or as a Markdown link. A bare one ends before a Korean ending and before punctuation. */
const LINK = String.raw`(?:<(https?://[^\s<>]+)>|\[[^\]\n]*\]\((https?://[^\s()]+)\)|(https?://[^\s<>()\p{Script=Hangul}]*[^\s<>()\p{Script=Hangul}.,!?]))`;
/** Where an English word ends. */
const END = String.raw`(?![\p{L}\p{N}])`;

/** Where a Korean one ends; the command is often written right behind it. */
const KOREAN_END = "(?=요약|정리|[^\\p{L}\\p{N}]|$)";

export const english = (source: string, says?: Phrase["says"]): Phrase => phrase(`(?:${source})${END}`, says);
/** Korean endings are part of the pattern; what else follows a word without a space is none of ours. */
export const korean = (source: string, says?: Phrase["says"]): Phrase =>
  phrase(`(?:${source})${KOREAN_END}`, says);

function phrase(source: string, says?: Phrase["says"]): Phrase {
  return { pattern: new RegExp(source, "uy"), ...(says && { says }) };
}

/** How Korean asks for something to be done, behind a noun. */
const PLEASE =
  "(?:해 ?(?:줘요?|주라|주세요|주십시오|주시죠|줄래요?|주실래요|주시겠어요|주시겠습니까|줄 ?수 ?(?:있어요?|있나요?|있을까요?)|주실 ?수 ?(?:있어요|있나요|있을까요|있으세요|있으실까요)|주면 ?(?:안 ?돼요?|안 ?될까요?|좋겠어요?|좋겠습니다)|봐요?|봐 ?줘요?|봐 ?주세요|보세요|보자|볼래요?|줘 ?봐요?|라)|해서 ?(?:알려|보여) ?(?:줘요?|주세요|줄래요?)|부탁(?:해요?|드려요|드립니다|합니다|드릴게요)?|(?:될까요|되나요|가능할까요|가능한가요|가능해요)|하기|해)";

/** What names the command itself. */
export const commandPhrases: readonly Phrase[] = [
  english(
    "(?:summ?[ae]r[iy][sz](?:e|ing)|(?:a )?summary|(?:a )?gist|(?:an )?overview|sum (?:(?:this|that|it|things|everything|it all|all this|all of this|all of it|the (?:thread|channel|discussion|conversation|chat)) )?up|tl;?dr|(?:a )?recap|(?:a )?summari[sz]ation)",
    () => ({ command: "summarise" }),
  ),
  english(
    "(?:catch ?-?up|catch me up|(?:what|anything|something) (?:did i|have i|i(?:['’]ve)?) miss(?:ed)?|(?:what|did|have) i miss(?:ed)?(?: (?:anything|something|much))?|(?:what (?:has )?happened )?(?:while|when|since) i(?:['’]ve)? (?:was|been|were) (?:away|gone|out|off|asleep|offline))",
    () => ({ command: "catchup" }),
  ),
  korean(`요약(?:본|문)?(?:[을를만도]|이나)?(?: ?좀)?(?: ?${PLEASE})?`, () => ({ command: "summarise" })),
  korean(`(?:간추려|추려) ?(?:줘요?|주세요|줄래요?|주실래요)`, () => ({ command: "summarise" })),
  korean(`정리(?:[를만])?(?: ?좀)? ?${PLEASE}`, () => ({ command: "summarise" })),
  korean("따라잡기", () => ({ command: "catchup" })),
  korean(
    `(?:(?:내가|제가) ?)?(?:놓친|밀린|못 ?본) ?(?:것|거|게|이야기|얘기|대화|글|메시지|내용|부분|소식)?(?:[을를이가은는]|들|만)?(?: ?(?:좀|뭐|뭔지|뭐가|다|혹시))*(?: ?(?:알려|보여|요약해|정리해) ?(?:줘요?|주세요|줄래요?|주실래요|주실 ?수 ?있(?:나요|어요))| ?(?:있어요?|있나요?|있니|있을까요?|있습니까|뭐야|뭐예요|뭐에요|뭔가요|뭐지|뭐 ?있(?:어요?|나요)))?`,
    () => ({ command: "catchup" }),
  ),
  korean(
    "(?:(?:(?:내가|제가) ?)?(?:없는|없던|없었던|자리(?:를)? ?비운) ?(?:동안|사이)(?:에)?|그 ?동안) ?(?:무슨|어떤) ?(?:일|얘기|이야기|말)(?:[이가을를])?(?:들이)? ?(?:있었(?:어요?|나요?|지요?|죠|습니까)|했어요?|했나요?|나왔(?:어요?|나요?)|오갔(?:어요?|나요?))",
    () => ({ command: "catchup" }),
  ),
  korean("(?:내가 |제가 )?(?:뭐|뭘|무엇을) ?놓쳤(?:어요?|지|나요?|을까요?|습니까)", () => ({
    command: "catchup",
  })),
];

const MESSAGES = "(?:messages?|posts?|msgs?|comments?|replies|lines of chat)";
const KOREAN_MESSAGES = "(?:메시지|메세지|글|댓글|채팅|대화)(?:[만를을의]|들을?)?";

/** What says more of it, times aside. */
export const wishPhrases: readonly Phrase[] = [
  english(
    "(?:short(?:er|ly)?|brief(?:ly)?|in short|in brief|concise(?:ly)?|succinct(?:ly)?|quick(?:ly)?)",
    () => ({
      length: "short",
    }),
  ),
  english(
    "(?:long(?:er)?|detailed|in (?:more |full |great )?detail|at length|thorough(?:ly)?|in depth)",
    () => ({
      length: "long",
    }),
  ),
  english("medium(?:-length)?", () => ({ length: "medium" })),
  korean("(?:짧게|짧은|간단|간단히|간단하게|간략히|간략하게|간결하게|짤막하게)(?:만)?", () => ({
    length: "short",
  })),
  korean("(?:길게|긴|자세히|자세하게|상세히|상세하게|꼼꼼히|꼼꼼하게)", () => ({ length: "long" })),
  korean("보통(?:으로)?", () => ({ length: "medium" })),
  english(
    `(?:(?:in|as|with|to|using|into) )?(?:(?:at most|no more than|max(?:imum)?|about|around|only|just|up to|under|less than|exactly|the) )*${NUMBER}(?:[- ](?:short|brief|key|main|bullet|quick))?[- ](bullet|word|sentence|line|point|liner|paragraph|page)s?(?:[- ](?:points?|summary|or (?:less|fewer)|max(?:imum)?))?`,
    ([count, unit]) => ({ length: lengthNear(numberOf(count), unit) }),
  ),
  korean(
    `(?:딱 ?)?${KOREAN_NUMBER} ?(줄|문장|가지|항목|문단|단락|단어|글자|자|쪽|페이지)(?:정도|쯤)?(?:짜리|로만?|으로만?|만|씩|의|에| 정도로?| 이내로?| 안으로| 내로| 이하로)?`,
    ([count, unit]) => ({ length: lengthNear(numberOf(count), unit) }),
  ),

  english("(?:in |into )?english", () => ({ locale: "en" })),
  english("(?:in |into )?korean", () => ({ locale: "ko" })),
  korean("영어(?:로)?", () => ({ locale: "en" })),
  korean("(?:한국어|한국말|한글|우리말)(?:로)?", () => ({ locale: "ko" })),

  english("(?:private(?:ly)?|in private|(?:only|just) (?:for|to) me|for my eyes only)", () => ({
    audience: "author",
  })),
  english(FOR_EVERYBODY.english, () => ({ audience: "all" })),
  korean(
    "(?:나만|저만|나한테만|저한테만|나에게만|저에게만|비공개(?:로)?)(?: 보이게| 볼 ?수 ?있게| 보게)?",
    () => ({
      audience: "author",
    }),
  ),
  korean(FOR_EVERYBODY.korean, () => ({ audience: "all" })),

  english("(?:by quoting|quot(?:es|ing)(?: only)?|without (?:the |a |any )?(?:model|ai))", () => ({
    quoting: true,
  })),
  korean("(?:인용(?:으로|만|해서)?|모델 없이)", () => ({ quoting: true })),

  english("thread", () => ({ scope: "thread", here: true })),
  english("channel", () => ({ scope: "place", here: true })),
  korean("(?:스레드|쓰레드|타래)(?:[를만]|에서| 내용(?:[을만])?)?", () => ({ scope: "thread", here: true })),
  korean("채널(?:[을만]|에서| 내용(?:[을만])?)?", () => ({ scope: "place", here: true })),

  english(
    `(?:(?:the )?(?:last|past|latest|newest|previous|recent|most recent) )?${NUMBER} ${MESSAGES}`,
    ([count]) => ({
      last: numberOf(count),
      here: true,
    }),
  ),
  english(`(?:the )?(?:last|latest|newest|previous|most recent) ${NUMBER}`, ([count]) => ({
    last: numberOf(count),
  })),
  english(
    "(?:all )?(?:the )?(?:messages|posts|comments)(?= (?:by|from|about|that|which|where|with|mentioning) )",
    () => ({
      here: true,
    }),
  ),
  // A number alone, at the end: "summarise 20", but not "summarise 20 books".
  phrase(String.raw`([1-9]\d{0,5})(?=\s*[.!?]?\s*$)`, ([count]) => ({ last: Number(count) })),
  korean(`(?:최근|마지막|지난) ?${KOREAN_NUMBER} ?(?:개|건)?(?:의)?(?: ?${KOREAN_MESSAGES})?`, ([count]) => ({
    last: numberOf(count),
  })),
  korean(`${KOREAN_NUMBER} ?(?:개|건)(?:의|만)?(?: ?${KOREAN_MESSAGES})?`, ([count]) => ({
    last: numberOf(count),
  })),
  korean(`(?:최근|마지막|지난) ?${KOREAN_MESSAGES} ?${KOREAN_NUMBER} ?(?:개|건)(?:만)?`, ([count]) => ({
    last: numberOf(count),
    here: true,
  })),
  phrase(String.raw`(?:since |from )?${LINK}(?: ?부터)?(?=[\s.,!?]|$)`, (links) => ({
    from: links.find((link) => link !== undefined) as string,
  })),

  // What every summary is anyway.
  english(
    "(?:(?:as|in|with|using) (?:a )?)?(?:bullet(?:ed)?(?: ?points?| ?list)?|bullets|list|links?|sources|citations|key points|main points|highlights)",
  ),
  english(
    "(?:please|what(?:['’]?s| is)|pls|plz|kindly|thanks?|thank you|thx|hey|hi|hello|ok|okay|can you|could you|would you|will you|can i (?:have|get)|could i (?:have|get)|may i have|i(?:['’]d| would) like|i (?:want|need)|let me have|give me|get me|show me|tell me|make|write|post|do|me|us|the|this|that|these|those|an?|of|for|in|on|to|it|at|from the (?:start|beginning|top)|up to now|so far|until now|here|there|above|below|again|now|just|only|also|briefly,|what (?:was|has been|is being|we(?:['’]ve)?|people|everyone|everybody) (?:said|say|discussed|discuss|talked about|talking about|written|wrote|posted|been saying|are saying)|what(?:['’]s| is| has) (?:been )?(?:going on|happening|happened|said)|what (?:happened|we did|i said)|everything|all(?: of)?|whole|entire|full|complete|current|previous|recent|latest|last|our|my|your|own|words|messages?|posts?|conversations?|discussions?|discourse|debate|exchange|talk|chats?|chat log|history|thread so far|and|happened|said|ones?|with|as|be)",
  ),
  korean(
    "(?:이|이거|이것|이걸|그거|저거|위|위에|위의|앞|앞의|여기|여기서|여기까지|지금까지|이제까지|전체|전부|다|모든|모두의|좀|한번|한 ?번|혹시|빨리|얼른|대화|이야기|얘기|내용|논의|토론|채팅|메시지|메세지|글|것|거)(?:[을를의만은는이]|에서|들을?|들)?|(?:(?:나온|있었던|한|했던|나눈|오간|올라온|나눴던|오갔던|주고받은) ?)(?:대화|이야기|얘기|내용|논의|메시지|글|것|거|일)?(?:[을를의만들])?|(?:무슨|어떤) ?(?:얘기|이야기|말|일|논의)(?:[을를이가])? ?(?:했는지|있었는지|나왔는지|나눴는지|오갔는지)(?:[를만])?|핵심(?:만|을|적으로)?|요점(?:만|을)?|중요한 ?(?:것|거|내용|점)(?:만|을)?|(?:나한테|저한테|나에게|저에게|우리)|(?:부탁해요?|부탁드려요|부탁합니다|부탁드립니다|해 ?줘요?|해 ?주세요|알려 ?줘요?|알려 ?주세요|보여 ?줘요?|보여 ?주세요|고마워요?|감사합니다|감사해요|안녕(?:하세요)?|제발)",
  ),
];
