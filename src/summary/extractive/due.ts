const day =
  "(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|tomorrow|tonight|today|(?:this |next )?(?:week(?:end)?|month|quarter|sprint)|noon|midnight|eod|eow|end of (?:the )?(?:day|week|month|year|quarter|sprint)";
const month =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const date = `\\d{4}-\\d{2}-\\d{2}|${month}\\.? \\d{1,2}(?:st|nd|rd|th)?|(?:the )?\\d{1,2}(?:st|nd|rd|th)(?: of ${month})?|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?|\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}`;
const clock = "\\d{1,2}(?::\\d{2})? ?(?:am|pm)|\\d{1,2}:\\d{2}|\\d{1,2} o['’]clock";

/** "by Friday", "before the 3rd", "until tomorrow 3pm"; and what can stand without a preposition: "tomorrow", "next week". */
const english = new RegExp(
  String.raw`\b(?:by|before|until|till|no later than|due(?: on| by)?)\s+((?:next |this |on )?(?:${day}|${date}|${clock})(?:,? (?:at )?(?:${clock}|morning|afternoon|evening|noon))?)(?![\p{L}\p{N}])`,
  "iu",
);
const englishBare =
  /\b(tomorrow(?: morning| afternoon| evening)?|tonight|(?:this|next) (?:week|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day)|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)(?![\p{L}\p{N}])/iu;
/** "금요일까지", "3월 5일까지", "내일 오후 3시까지", "다음 주까지", "퇴근 전까지". */
const korean =
  /((?:(?:오늘|내일|모레|글피|이번\s?주|다음\s?주|차주|이번\s?달|다음\s?달|이달|연말|월말|주말|[월화수목금토일]요일|\d{1,2}월(?:\s?\d{1,2}일)?|\d{1,2}일|\d{4}-\d{2}-\d{2}|\d{1,2}\/\d{1,2}|오전|오후|저녁|아침|점심|퇴근|\d{1,2}시(?:\s?(?:\d{1,2}분|반))?|말|초|안|전|중)\s?){1,5}(?:까지|안에|안으로|전까지|내로|이내))/u;
const koreanBare =
  /((?:오늘|내일|모레|이번\s?주|다음\s?주)(?:\s?(?:[월화수목금토일]요일|중|안|오전|오후|저녁))?)(?:에|에는|으로)?(?=\s|$)/u;

/** Until when, in the sentence's own words. */
export function dueIn(sentence: string): string | undefined {
  const found = english.exec(sentence) ?? korean.exec(sentence);
  return found?.[1]?.trim();
}

/** The same, where what is to be done needs no preposition before its day: "I'll send it tomorrow". */
export function dayIn(sentence: string): string | undefined {
  return dueIn(sentence) ?? (englishBare.exec(sentence) ?? koreanBare.exec(sentence))?.[1]?.trim();
}
