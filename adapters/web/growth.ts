/** How to get from a text to a newer one: put `text` after the first `from` UTF-16 units. */
export interface Growth {
  readonly from: number;
  readonly text: string;
}

export function growth(before: string, after: string): Growth {
  let from = 0;
  if (after.startsWith(before)) from = before.length;
  else while (from < before.length && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  // Not between the halves of a surrogate pair.
  if (from > 0 && from < after.length && isLowSurrogate(after.charCodeAt(from))) from -= 1;
  return { from, text: after.slice(from) };
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
