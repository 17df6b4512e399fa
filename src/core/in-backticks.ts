const MAX_SHOWN_CHARS = 80;

/** What somebody wrote, fit to stand between backticks: in one line, and of bounded length. */
export const inBackticks = (words: string): string =>
  words
    .replace(/[`\s]+/g, " ")
    .trim()
    .slice(0, MAX_SHOWN_CHARS);
