import { createIrcClock, isIrcBot, readIrcLine } from "../../exports/index.ts";
import type { SourceMessage } from "../../summary/index.ts";
import type { Line } from "../moderate/text-lines.ts";

/**
 * Reads the lines of an IRC log, in order. `date`: the day of its beginning, where it is known. `linkOf`: the link of a line. Empty lines are
 * nothing.
 */
export function createIrcReader(
  date: string | undefined,
  linkOf: (line: number) => string,
): { read(line: Line): SourceMessage | { readonly problem: string } | undefined } {
  const clock = createIrcClock(date);
  return {
    read({ number, text }) {
      if (text?.trim() === "") return undefined;
      const line = text === undefined ? undefined : readIrcLine(text);
      if (line === undefined) return { problem: `Line ${number} is no line of an IRC log.` };
      const sentAt = clock.timeOf(line);
      const nick = line.kind === "notice" ? "" : line.nick;
      return {
        id: `irc:${number}`,
        // Nicks are compared without case (RFC 2812, 2.2).
        author: { id: `irc:${nick.toLowerCase()}`, name: nick, kind: isIrcBot(nick) ? "bot" : "person" },
        text: line.kind === "notice" ? "" : line.text,
        link: linkOf(number),
        ...(line.kind === "notice" ? { notice: true } : {}),
        ...(sentAt === undefined ? {} : { sentAt }),
      };
    },
  };
}
