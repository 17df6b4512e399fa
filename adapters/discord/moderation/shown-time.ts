/** A time as Discord shows it to each person in their own zone (docs: reference#message-formatting-timestamp-styles). @param at ISO 8601 */
export const shownTime = (at: string, style: "f" | "t" | "R" = "f"): string =>
  `<t:${Math.floor(Date.parse(at) / 1000)}:${style}>`;
