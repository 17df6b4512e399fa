import type { Message } from "../core/types.ts";
import { isQuestion, maxQuestionChars } from "../text/is-question.ts";

/** Nothing but reactions: "ok", "ㅋㅋㅋ", "+1", "네 감사합니다", emoji. */
const reactionsOnly =
  /^(?:[ㄱ-ㅎㅏ-ㅣ\s~!?.,^;:)(+\-\d\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Variation_Selector}]|\u200d|ok(?:ay)?|lgtm|nice|great|thx|thanks?|thank you|ty|yes|yep|no|nope|sure|done|lol|네|넵|예|응|확인|했습니다|했어요|감사합니다|감사해요|고마워요|수고하셨습니다)*$/iu;
const minLetters = 4;

/** What one tells an assistant to do: "tell me about the stand", "지난주 회의 요약해 줘". */
const request =
  /^\s*(?:please\s+)?(?:tell|show|give|explain|describe|find|list|look|search|check|summari[sz]e|write|translate|help)\b|(?:알려|설명해|찾아|보여|요약해|정리해|번역해|써|도와)\s?(?:줘|주세요|줄래|봐)[\s~!.]*$/iu;

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
