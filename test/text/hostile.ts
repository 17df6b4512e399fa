/** Text that pattern matching is known to stumble over: short atoms, repeated. */
export const hostileAtoms: readonly string[] = [
  ...["@", "a@", "@a", "a@a", "a@b.", "a@b.c ", ".", "a.", "..a", "-", "a-", "/", "a/", "#", "# ", "## "],
  ...["*", "**", "* ", "_", "__", "~", "~~~", "~~~\n", "`", "``", "`a", "```", "```\n", "` \n", "```a`\n"],
  ...[
    "(",
    ")",
    "((a",
    "[",
    "]",
    "[a](",
    "![",
    "<",
    ">",
    "<|",
    "<|a",
    "|>",
    "<s",
    "</",
    "[/",
    "> ",
    "> > ",
    ">\n",
  ],
  ...[
    "- ",
    "+ ",
    "1. ",
    "1) ",
    "1",
    "1.",
    "12:",
    "!",
    "?",
    "? ",
    "?!",
    "? a",
    "…",
    "。",
    '"',
    "'",
    "''",
    "’s",
  ],
  ...[
    "http://",
    "a://",
    "a:",
    "https://a.b/",
    "mailto:",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "  a",
    "\t",
    "\u00a0",
    "\u3000",
  ],
  ...[
    "가",
    "하",
    "하\n",
    "해요",
    "는",
    "요?",
    "나요 ",
    "다.",
    "다.가",
    "ㅋ",
    "ㅠ",
    "^",
    "까 ",
    "배포를 ",
    "한글a",
    "네",
    "감사",
  ],
  ...[
    "\u1100",
    "\u1100\u1161",
    "\u0301",
    "e\u0301",
    "\u0301\u0327",
    "\u200d",
    "👩\u200d",
    "👍🏽",
    "\ufe0f",
    "🇰🇷",
    "\ud800",
    "\udc00",
  ],
  ...[
    "a",
    "A",
    "I. ",
    "aing",
    "ing ",
    "ed",
    "no",
    "ok",
    "ok ",
    "yes ",
    "how ",
    "e.g. ",
    "Dr. ",
    "can you ",
    "&",
    "\\",
    "\0",
  ],
];

/** An atom repeated up to `chars` UTF-16 code units, ended by something that lets no pattern match to the end. */
export function repeated(atom: string, chars: number): string {
  return `${atom.repeat(Math.ceil(chars / atom.length)).slice(0, chars - 2)}\u0001x`;
}

/** The least time of some runs, in milliseconds: what else the machine does only ever adds. Ends at the first run that took `enoughMs` or less. */
export function leastMs(run: () => unknown, enoughMs: number, runs = 5): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs && least > enoughMs; i++) {
    const before = performance.now();
    run();
    least = Math.min(least, performance.now() - before);
  }
  return least;
}
