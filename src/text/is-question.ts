const questionMark = /[?？]\s*[^\p{L}\p{N}]*$/u;
const englishQuestion =
  /^(?:[@\w.-]+[:,]\s*)?(?:(?:hi|hey|hello|ok|so|and|but|um|well)\b[\s,!]*)?(?:(?:how|what|where|when|why|who|which|whose)(?:['’]?s|\s+(?:to|do|does|did|is|are|was|were|can|could|should|would|will|has|have|many|much|about|the|kind))|(?:can|could|does|do|did|is|are|was|has|have|should|would|will)\s+(?:i|you|we|they|it|he|she|there|this|that|the|any\w*|some\w*|my|our|your)|any(?:one|body))\b/i;
const koreanQuestion =
  /(?:나요|까요|가요|는지요?|은지|을까|니까|죠|건가|는가|냐|니|어때요?|뭐(?:예요|죠|지|야)|언제(?:예요|죠|야)|어디(?:예요|죠|야|에요)|궁금(?:해요|합니다)|알려\s?주(?:세요|실\s?분|실래요)|아시는\s?분|계신가요|있어요|있나|되나|하나)[\s~ㅠㅜ^.!]*$/u;
const koreanInterrogative =
  /(?:어떻게|어떡|뭐|뭔|뭘|무엇|무슨|언제|어디|누구|누가|왜|어느|어떤|몇|얼마|혹시|아시는)/u;

/** A longer text mostly tells, even when it ends with a question ("… does that help?"). */
export const maxQuestionChars = 300;
/** Without a question mark only a short text is taken for a question, by its first or last words. */
const maxUnmarkedChars = 160;

/** Whether the message asks and does not tell: quoting it would answer nobody. */
export function isQuestion(text: string): boolean {
  if (text.length > maxQuestionChars) return false;
  if (questionMark.test(text)) return true;
  if (text.length > maxUnmarkedChars) return false;
  return englishQuestion.test(text) || (koreanInterrogative.test(text) && koreanQuestion.test(text));
}
