import type { PersonId } from "../../core/types.ts";
import { dayIn, dueIn } from "./due.ts";

/** That something is to be done. */
export interface Action {
  /** Who is to do it, where the sentence tells. */
  readonly owner?: PersonId;
  readonly due?: string;
  /** Whether it says so plainly: worth telling whatever it is about. */
  readonly plain: boolean;
}

/** "TODO: …", "Action item: …"; "#action …" is that of meetings' bots on IRC. */
const todo =
  /^[^\p{L}\p{N}]{0,8}(?:to-?do|action items?|할\s?일|액션\s?아이템|담당)\s*[:：]|^\s*#(?:action|todo)\b/iu;
/** "I'll send …", "I'm going to fix …", "let me check …", with a verb that leaves something done. */
const work =
  "add|arrange|ask|book|build|call|check|clean|collect|compile|confirm|contact|copy|create|deliver|deploy|document|draft|email|e-mail|file|find out|finish|fix|follow up|get back|handle|implement|install|investigate|look (?:at|into)|make|merge|move|open|order|organi[sz]e|ping|post|prepare|present|print|publish|push|put together|raise|release|report|research|review|rewrite|run|schedule|send|set up|share|ship|sort out|submit|take care|talk to|test|try|update|upload|verify|work on|write";
const ownPromise = new RegExp(
  String.raw`\b(?:i['’ ]?ll|i will|i['’ ]?m going to|i am going to|let me|i can)\s+(?:also |just |then |go and |try to |try and )*(?:${work})\b`,
  "iu",
);
/** "bob: could you …", "@bob please …": said to somebody by name. */
const requestTo = new RegExp(
  String.raw`\b(?:can|could|would|will) you (?:please |also |maybe )*(?:${work})\b|\bplease (?:also )?(?:${work})\b`,
  "iu",
);
/** "Bob will send …", "Bob to send …". */
const assigned = new RegExp(
  String.raw`(?:^|[\s,;(])@?([\p{L}\p{N}_.-]{2,40}) (?:will|is going to|to|should|needs to|has to) (?:also )?(?:${work})\b`,
  "giu",
);
/** "…하겠습니다"; and "…ㄹ게요", whose last consonant stands in the syllable before. */
const koreanPromise = /(?:겠습니다|([가-힣])[게께]요)[\s.!~^ㅎㅋ]*$/u;
const notDone = /(?:모르겠|알겠|좋겠|힘들겠|어렵겠|되겠|감사하겠)습니다/u;
/** "…해 주세요", "부탁드립니다". */
const koreanRequest =
  /(?:주세요|주십시오|주시겠어요\?|주실래요\?|주실\s?수\s?있(?:을까요|나요|으세요)\?|부탁\s?(?:드려요|드립니다|드릴게요|합니다|해요))[\s.!~^ㅎㅋ]*$/u;
/** "민수님이 …", "민수 씨가 …하기로". */
const koreanAssigned =
  /(?:^|[\s,@])([가-힣A-Za-z0-9_]{2,20}?)\s?(?:님|씨)?(?:이|가|은|는|께서)\s.*(?:하기로|담당|맡)/u;
/** The number of ㄹ among the final consonants of Hangul syllables (Unicode 3.12). */
const finalRieul = 8;
const unsure = /\b(?:if|maybe|might|would have|could have)\b|[?？]\s*$/iu;

/**
 * What a sentence says is to be done, by whom and until when. `author` said it, `to` is whom it is spoken to, `people` are the participants by their
 * lower-case names.
 */
export function actionIn(
  sentence: string,
  {
    author,
    to,
    people,
  }: { readonly author: PersonId; readonly to?: PersonId; readonly people: ReadonlyMap<string, PersonId> },
): Action | undefined {
  const item = todo.test(sentence);
  const named = assignedTo(sentence, people);
  if (named !== undefined && !unsure.test(sentence)) return action(named, sentence, item);
  if (item) return action(undefined, sentence, true);
  if (ownPromise.test(sentence) && !unsure.test(sentence)) return action(author, sentence, false);
  if (promisesInKorean(sentence)) return action(author, sentence, false);
  if (to !== undefined && (requestTo.test(sentence) || koreanRequest.test(sentence)))
    return action(to, sentence, false);
  if (koreanRequest.test(sentence) && dueIn(sentence) !== undefined) return action(undefined, sentence, true);
  return undefined;
}

function action(owner: PersonId | undefined, sentence: string, said: boolean): Action {
  const due = dayIn(sentence);
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(due === undefined ? {} : { due }),
    plain: said || due !== undefined,
  };
}

function promisesInKorean(sentence: string): boolean {
  const found = koreanPromise.exec(sentence);
  if (found === null || notDone.test(sentence)) return false;
  return found[1] === undefined || (found[1].charCodeAt(0) - 0xac00) % 28 === finalRieul;
}

/** The participant of whom a sentence says that they will do something. */
function assignedTo(sentence: string, people: ReadonlyMap<string, PersonId>): PersonId | undefined {
  const names = [...sentence.matchAll(assigned)].map((match) => match[1] as string);
  const korean = koreanAssigned.exec(sentence)?.[1];
  if (korean !== undefined) names.push(korean);
  for (const name of names) {
    const person = people.get(name.toLowerCase());
    if (person !== undefined) return person;
  }
  return undefined;
}
