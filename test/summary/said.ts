import type { SourceMessage } from "../../src/summary/index.ts";

export const unhurried = { rest: () => undefined };

/** What was said, as "name: words", a minute apart unless told otherwise; ids are `log:1` on. */
export function said(
  lines: readonly (string | readonly [line: string, over: Partial<SourceMessage>])[],
  minutesApart = 1,
): readonly SourceMessage[] {
  return lines.map((each, at) => {
    const [line, over] = typeof each === "string" ? [each, {}] : each;
    const [, name = "", text = ""] = /^([^:]+): (.*)$/s.exec(line) ?? [];
    return {
      id: `log:${at + 1}`,
      author: { id: `log:${name}`, name, kind: "person" },
      text,
      sentAt: new Date(Date.UTC(2026, 0, 5, 9) + at * minutesApart * 60_000).toISOString(),
      link: `https://chat.example/${at + 1}`,
      ...over,
    };
  });
}
