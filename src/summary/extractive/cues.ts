/** What tells that a sentence says something was decided, by its words alone. English and Korean. */
const decided = new RegExp(
  [
    String.raw`\b(?:we|everyone|everybody|the (?:team|group|committee|board|council))(?:['’]ve| have| had)?(?: all| both| finally| now| just| already)* (?:decided|agreed|settled|chose|concluded|resolved|voted)\b(?! with\b)`,
    String.raw`\b(?:it (?:was|is|has been)|has been|was|is now) (?:decided|agreed|settled|approved|finali[sz]ed)\b`,
    String.raw`\b(?:let['’]?s|we(?:['’]ll| will| are going to| ['’]re going to|['’]re going to)) (?:just |then )?(?:go with|stick (?:with|to)|settle on|use|drop|postpone|ship|adopt)\b`,
    String.raw`^[^\p{L}\p{N}]{0,8}(?:decision|decided|agreed|resolved|conclusion)\s*[:：]|^\s*#(?:agreed|decision|accepted)\b`,
    String.raw`\b(?:final decision|the decision (?:is|was)|motion (?:is )?carried|(?:is|are) (?:hereby )?adopted)\b`,
    String.raw`기로\s?(?:했|하였|합니다|해요|하죠|하시죠|결정|합의|정했|됐|되었)`,
    "(?:으로|로|을|를|이|가|은|는|걸로)?\\s?(?:결정|확정|합의|채택|승인)(?:했|하였|됐|되었|합니다|됩니다|입니다|해요|이에요|사항)",
    "(?:으로|로)\\s?(?:정했|정해졌|가시죠|가죠|갑시다|하시죠|합시다|진행하시죠|진행합시다)",
    String.raw`^[^\p{L}\p{N}]{0,8}(?:결정|결정\s?사항|결론|합의)\s*[:：]`,
  ].join("|"),
  "iu",
);

/** A sentence that only weighs a decision, or asks for one, is none. */
const undecided =
  /[?？]\s*$|\b(?:if|whether|should we|have(?:n['’]t| not) (?:yet )?(?:decided|agreed)|not (?:yet )?(?:been )?(?:decided|agreed)|(?:need|have|has|had|want|wanted) to (?:decide|agree)|undecided)\b|(?:결정|확정|합의)(?:해야|하지|못|이\s?안|이\s?필요)|할지|할까|을까/iu;

export const isDecision = (sentence: string): boolean => decided.test(sentence) && !undecided.test(sentence);

/** Somebody's yes to what was said before: the whole message, or its beginning. */
const agreement =
  /^\s*(?:@?[^\s:,]{1,64}[:,]\s*)?(?:\+1|👍|agreed|i agree|sounds good|sgtm|lgtm|works for me|fine (?:by|with) me|ok(?:ay)?|yes|yep|yeah|sure|deal|great idea|good idea|let['’]?s do (?:it|that)|동의(?:합니다|해요|요)?|찬성(?:합니다|해요|이에요|입니다|요)?|좋아요|좋습니다|좋네요|네|넵|그러시죠|그렇게\s?(?:하시죠|합시다|해요|하죠))(?=$|[\s,.!~)👍])/iu;
const maxAgreementChars = 60;

export const isAgreement = (text: string): boolean =>
  text.length <= maxAgreementChars && !/[?？]/.test(text) && agreement.test(text);

/** What tells that a sentence points to something: an address, or a file. */
export const hasLink = (sentence: string): boolean => /https?:\/\/\S|\bwww\.\S/i.test(sentence);

/** What tells that a sentence answers rather than asks: an instruction, a reason, a way. */
const answering =
  /^\s*(?:@?[^\s:,]{1,64}[:,]\s*)?(?:you (?:can|could|need|have|should|must|might)|try|use|run|install|check|edit|type|because|it['’]?s because|that['’]?s because|no,|yes,|the (?:reason|problem|answer|fix) (?:is|was))\b|\b(?:turns out|the (?:fix|reason|cause|solution|workaround|root cause) (?:is|was)|fixed (?:it|by|in)|solved)\b|(?:하시면\s?(?:돼요|됩니다)|하면\s?(?:돼요|됩니다)|때문(?:이에요|입니다|에)|해결(?:했|됐|되었)|원인은|방법은)/iu;

export const isAnswering = (sentence: string): boolean => answering.test(sentence);

/** "I don't know", "never mind": says that it does not say. */
const empty =
  /^[^\p{L}\p{N}]{0,8}(?:@?[^\s:,]{1,64}[:,]\s*)?(?:i (?:do ?n['’ ]?t|dunno|have no) (?:know|idea)|never ?mind|thank(?:s| you)|sorry|모르겠|감사|고마|죄송)/iu;

export const saysNothing = (sentence: string): boolean => empty.test(sentence);
