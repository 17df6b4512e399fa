/** Whether there is anything to read in a text: a letter, a digit, an emoji. Not in white space, dots or control characters. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}\p{S}]/u.test(text);
