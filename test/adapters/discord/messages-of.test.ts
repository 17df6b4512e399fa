import { describe, expect, test } from "vitest";
import { messagesOf } from "../../../adapters/discord/messages-of.ts";

const link = (at: number) => `[Ann Lee, Mar 1, 2026, 3:0${at} PM](https://discord.com/channels/1/2/${at})`;
const point = (words: number, links: number) =>
  `- ${"word ".repeat(words).trim()} — ${Array.from({ length: links }, (_, at) => link(at)).join(" · ")}`;

describe("a text that names the messages that it came from", () => {
  test("is cut between its points, also where one takes most of a message", () => {
    const lines = [point(40, 2), point(180, 8), point(180, 8), point(20, 1)];
    const messages = messagesOf(lines.join("\n"));
    expect(messages.every((message) => message.length <= 2_000)).toBe(true);
    expect(messages.flatMap((message) => message.split("\n"))).toEqual(lines);
  });

  test("leaves no heading alone at the end of a message", () => {
    const before = Array.from({ length: 10 }, () => point(20, 1));
    const heading = "## Decisions";
    const text = [...before, "", heading, point(60, 8)].join("\n");
    const messages = messagesOf(text);
    expect(messages).toHaveLength(2);
    expect(messages[1]!.startsWith(`${heading}\n- word`)).toBe(true);
  });

  test("tears no link, not even where one point is longer than a message", () => {
    const messages = messagesOf(point(390, 9));
    expect(messages.length).toBeGreaterThan(1);
    for (const message of messages) {
      expect(message.length).toBeLessThanOrEqual(2_000);
      expect(message.replaceAll(/\[[^\]]*\]\([^)]*\)/g, "")).not.toMatch(/[[\]()]/);
    }
    expect(messages.join(" ").match(/\]\(https/g)).toHaveLength(9);
  });

  test("pings nobody", () => {
    expect(messagesOf(`- @everyone <@1> — ${link(1)}`)[0]).toMatch(/^- @\u200beveryone <@\u200b1> — \[/);
  });
});

test("any other text is split as ever, code and all", () => {
  const code = `\`\`\`ts\n${"const a = 1;\n".repeat(200)}\`\`\`\n${link(1)}`;
  const messages = messagesOf(code);
  expect(messages.every((message) => (message.match(/```/g)?.length ?? 0) % 2 === 0)).toBe(true);
});
