/** What people say while they look for words, and words said twice in a row. */
const stumbles =
  /(?<![\p{L}\p{N}'’])(?:uh+|um+|er+m?|hm+|mm+|ah+|oh|yeah|yep|okay|ok|well|like|you know|i mean|sort of|kind of|i guess|lol|haha+|음+|어+|그+|아+|뭐|막|약간|그니까|ㅋ+|ㅎ+)(?![\p{L}\p{N}'’])|(?<![\p{L}\p{N}])(\p{L}+)[\s,]+\1(?![\p{L}\p{N}])/giu;
/** What points to whoever speaks and listens, who are gone when the sentence is quoted. */
const personal =
  /(?<![\p{L}\p{N}'’])(?:i|me|my|mine|you|your|yours|it|that|this|there|he|she|they|them|나|내|너|네|저|제|저는|나는|그거|이거|저거|그게|이게)(?![\p{L}\p{N}])/giu;

/** How well a sentence stands alone, above 0 up to 1: it loses by each stumble, and by what it points to. `length` in words. */
export function fluencyOf(sentence: string, length: number): number {
  const stumbled = sentence.match(stumbles)?.length ?? 0;
  const pointing = sentence.match(personal)?.length ?? 0;
  return Math.max(0.1, 1 - (2 * stumbled + pointing) / Math.max(1, length));
}
