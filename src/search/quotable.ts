import type { Message } from "../core/types.ts";

/** Nothing but reactions: "ok", "ㅋㅋㅋ", "+1", "네 감사합니다", emoji. */
const reactionsOnly =
  /^(?:[ㄱ-ㅎㅏ-ㅣ\s~!?.,^;:)(+\-\d\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Variation_Selector}]|\u200d|ok(?:ay)?|lgtm|nice|great|thx|thanks?|thank you|ty|yes|yep|no|nope|sure|done|lol|네|넵|예|응|확인|했습니다|했어요|감사합니다|감사해요|고마워요|수고하셨습니다)*$/iu;
const minLetters = 4;

const questionMark = /[?？]\s*[^\p{L}\p{N}]*$/u;
const englishQuestion =
  /^(?:[@\w.-]+[:,]\s*)?(?:(?:hi|hey|hello|ok|so|and|but|um|well)\b[\s,!]*)?(?:(?:how|what|where|when|why|who|which|whose)(?:['’]?s|\s+(?:to|do|does|did|is|are|was|were|can|could|should|would|will|has|have|many|much|about|the|kind))|(?:can|could|does|do|did|is|are|was|has|have|should|would|will)\s+(?:i|you|we|they|it|he|she|there|this|that|the|any\w*|some\w*|my|our|your)|any(?:one|body))\b/i;
const koreanQuestion =
  /(?:나요|까요|가요|는지요?|은지|을까|니까|죠|건가|는가|냐|니|어때요?|뭐(?:예요|죠|지|야)|언제(?:예요|죠|야)|어디(?:예요|죠|야|에요)|궁금(?:해요|합니다)|알려\s?주(?:세요|실\s?분|실래요)|아시는\s?분|계신가요|있어요|있나|되나|하나)[\s~ㅠㅜ^.!]*$/u;
const koreanInterrogative =
  /(?:어떻게|어떡|뭐|뭔|뭘|무엇|무슨|언제|어디|누구|누가|왜|어느|어떤|몇|얼마|혹시|아시는)/u;

/** What one tells an assistant to do: "tell me about the stand", "지난주 회의 요약해 줘". */
const request =
  /^\s*(?:please\s+)?(?:tell|show|give|explain|describe|find|list|look|search|check|summari[sz]e|write|translate|help)\b|(?:알려|설명해|찾아|보여|요약해|정리해|번역해|써|도와)\s?(?:줘|주세요|줄래|봐)[\s~!.]*$/iu;

/** A longer text mostly tells, even when it ends with a question ("… does that help?"). */
const maxQuestionChars = 300;
/** Without a question mark only a short text is taken for a question, by its first or last words. */
const maxUnmarkedChars = 160;

/** Whether the message asks and does not tell: quoting it would answer nobody. */
export function isQuestion(text: string): boolean {
  if (text.length > maxQuestionChars) return false;
  if (questionMark.test(text)) return true;
  if (text.length > maxUnmarkedChars) return false;
  return englishQuestion.test(text) || (koreanInterrogative.test(text) && koreanQuestion.test(text));
}

/**
 * Whether quoting the message could help anybody. Not so: what was asked of Maru, commands, bare
 * reactions and mentions alone.
 */
export function isQuotable(message: Message): boolean {
  const { text, mentions } = message;
  if (message.author.kind === "self" || message.command !== undefined) return false;
  let told = text.slice(0, 1000);
  for (const { name } of mentions.slice(0, 20)) told = told.replaceAll(`@${name}`, " ");
  const toMaru =
    message.place.kind === "direct" ||
    message.repliesToSelf === true ||
    mentions.some((mention) => mention.kind === "self");
  const asks = isQuestion(told.trim()) || request.test(told);
  if (toMaru && text.length <= maxQuestionChars && asks) return false;
  return !reactionsOnly.test(told) && lettersIn(told) >= minLetters;
}

/** A Hangul syllable says as much as two letters: "화요일" is an answer. */
function lettersIn(text: string): number {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) + (text.match(/[가-힣]/g)?.length ?? 0);
}
