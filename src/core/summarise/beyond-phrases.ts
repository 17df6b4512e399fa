import { english, korean, type Phrase } from "./phrases.ts";

const cannotDo = () => ({ cannotDo: true as const });

const LANGUAGES =
  "german|french|spanish|italian|portuguese|dutch|russian|ukrainian|polish|czech|hungarian|romanian|greek|turkish|hebrew|arabic|persian|farsi|hindi|urdu|bengali|tamil|thai|vietnamese|indonesian|malay|tagalog|filipino|japanese|(?:simplified |traditional )?chinese|mandarin|cantonese|mongolian|swedish|norwegian|danish|finnish|icelandic|latin|esperanto|swahili|catalan|(?:their|its|the original|my|another) language";
const KOREAN_LANGUAGES =
  "독일어|프랑스어|불어|스페인어|에스파냐어|이탈리아어|포르투갈어|네덜란드어|러시아어|우크라이나어|폴란드어|체코어|헝가리어|그리스어|터키어|튀르키예어|히브리어|아랍어|힌디어|태국어|베트남어|인도네시아어|말레이어|일본어|일어|일본말|중국어|중국말|광둥어|몽골어|스웨덴어|노르웨이어|덴마크어|핀란드어|라틴어";
/** A part of what stands in every summary. */
const PARTS =
  "decisions?(?: made)?|action items?|action points?|to-?dos?|to do(?: list| items?)?|tasks?|next steps?|follow-?ups?|open questions?|unanswered questions?|questions?|answers|deadlines?|due dates?|dates?|names?|participants?|people|numbers|results?|conclusions?|outcomes?|agreements?|blockers?|risks?|problems?|issues?|pros and cons|takeaways?|key takeaways?|important (?:parts?|points?|things|stuff)|what (?:was|we|has been|they) (?:been )?(?:decided|agreed(?: on| to)?)|who (?:does|is doing) what";
const KOREAN_PARTS =
  "할 ?일(?: 목록)?|해야 ?할 ?(?:일|것)|결정(?: ?사항|된 ?(?:것|거|내용|사항))?|결론|액션 ?아이템|열린 ?질문|미해결 ?질문|질문(?: ?사항)?|답변|마감(?:일)?|기한|일정|날짜|담당자|참여자|참가자|이슈|문제(?:점)?|장단점|합의(?: ?사항|된 ?(?:것|거|내용))?";
const FORMS =
  "tables?|json|yaml|csv|xml|html|a spreadsheet|spreadsheet|chart|diagram|mind ?map|timeline|poem|haiku|limerick|song|story|e-?mail|letter|tweet|blog post|report|slides?|presentation|checklist|minutes|meeting minutes|chronological order|reverse order|numbered list|essay|quiz|faq|q ?& ?a|plain text|code block|markdown|(?:plain|simple|simpler|easy|layman['’]?s|formal|informal|casual|funny|my own|your own) (?:language|words|terms|style|tone|english|korean)|the style of [\\p{L} ]{1,40}|pirate|a pirate|shakespeare";

/** Wishes that a summary cannot follow: it is made without, and says so. A language that it is not written in, a part alone, another form. */
export const beyondPhrases: readonly Phrase[] = [
  english(`(?:in|into|to|auf) (?:${LANGUAGES})`, cannotDo),
  korean(`(?:${KOREAN_LANGUAGES})(?:로|으로)`, cannotDo),
  english(
    `(?:(?:only|just|mainly|mostly|focus(?:ing|ed)? on|focus(?:ing|ed)? only on|with (?:a )?focus on|including|without|no|all|list|any|for|of|and|or) )*(?:the |its |our |open |main |key |any )*(?:${PARTS})(?: only| alone)?`,
    cannotDo,
  ),
  korean(
    `(?:${KOREAN_PARTS})(?:[만을를은는도]|이랑|하고|와|과|들만|들을|들| ?위주로?| ?중심으로?| ?빼고| ?없이)?`,
    cannotDo,
  ),
  english(`(?:in|as|like|into|using|with) (?:(?:an?|the) )?(?:${FORMS})(?: format| form)?`, cannotDo),
  english(
    "(?:with|using|without|no) (?:lots of |some |more )?(?:emojis?|jokes?|names|jargon|humou?r|headings?|spoilers?)",
    cannotDo,
  ),
  english(
    "(?:eli5|explain like i['’]?m (?:5|five)|for (?:a |an |my )?(?:5 year old|five year old|child|kids?|beginners?|boss|manager|newcomers?|executives?)|formal(?:ly)?|informal(?:ly)?|funny|simply|translated?)",
    cannotDo,
  ),
  korean(
    "(?:표|도표|그래프|시|이메일|메일|보고서|회의록|번호|목록|시간순|시간 ?순서|체크리스트|존댓말|반말|높임말|사투리|쉬운 ?말|재미있|재밌|쉽)(?:로|으로|게|대로| ?형식으로| ?형태로| ?순으로| ?매겨서)",
    cannotDo,
  ),
];

/** More than one channel at once, which no summary is of. */
export const channelsPhrase: Phrase = english(
  "((?:all|every|each|other)(?: the| other)? channels?)",
  ([channels]) => ({ channel: channels as string }),
);

/** Which channel is meant. Looked for only where nothing else is known to stand, since any word may be a name. */
export const channelPhrases: readonly Phrase[] = [
  // First, so that of two readings of equal length the one without a particle is taken.
  korean(
    String.raw`(#(?=[\p{N}_.-]*\p{L})[\p{L}\p{N}][\p{L}\p{N}_-]{0,79}?)(?: ?채널)?(?:[을를]|에서| 내용(?:[을만])?)?`,
    ([channel]) => ({ channel: channel as string }),
  ),
  english(
    String.raw`(#(?=[\p{N}_.-]*\p{L})[\p{L}\p{N}](?:[\p{L}\p{N}_.-]{0,78}[\p{L}\p{N}_-])?)(?: channel)?`,
    ([channel]) => ({
      channel: channel as string,
    }),
  ),
  english(String.raw`([\p{L}\p{N}][\p{L}\p{N}_-]{0,79})["'”’]? channels?`, ([channel]) => ({
    channel: channel as string,
  })),
  korean(
    String.raw`([\p{L}\p{N}][\p{L}\p{N}_-]{0,79}) 채널(?:[을만의]|에서| 내용(?:[을만])?)?`,
    ([channel]) => ({
      channel: channel as string,
    }),
  ),
];
