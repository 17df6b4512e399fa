import MarkdownIt from "markdown-it";
import { expect, test } from "vitest";
import { type Summary, summariseByQuoting, summaryAsMarkdown } from "../../src/summary/index.ts";
import { said, unhurried } from "./said.ts";

const now = Date.parse("2026-01-06T12:00:00Z");
const english = { locale: "en", timeZone: "UTC", now } as const;
const empty: Summary = {
  kind: "extractive",
  locale: "en",
  gist: [],
  keyPoints: [],
  decisions: [],
  actionItems: [],
  openQuestions: [],
  participants: [],
  messagesRead: 0,
  leftOut: { own: 0, bots: 0, notices: 0, optedOut: 0 },
  cited: [],
};
const ann = { id: "log:ann", name: "Ann" } as const;
const source = {
  id: "log:1",
  author: ann,
  sentAt: "2026-01-05T23:30:00.000Z",
  link: "https://chat.example/1",
} as const;
const claim = { text: "the port is 8443", sources: ["log:1"] } as const;

/** As a chat that turns addresses into links would show it. */
const shown = (markdown: string) => new MarkdownIt({ html: true, linkify: true }).render(markdown);

test("says that it is extractive, then every claim with its link, then what was read", () => {
  const markdown = summaryAsMarkdown(
    {
      ...empty,
      gist: [claim],
      keyPoints: [claim],
      decisions: [{ ...claim, by: [ann, { id: "log:bob", name: "Bob" }] }],
      actionItems: [{ ...claim, owner: ann, due: "Friday" }],
      openQuestions: [claim],
      participants: [{ ...ann, messages: 1 }],
      period: { from: source.sentAt, to: source.sentAt },
      messagesRead: 1,
      leftOut: { own: 4, bots: 2, notices: 1, optedOut: 3 },
      cited: [source],
    },
    english,
  );
  const link = "[Ann, 11:30 PM](<https://chat.example/1>)";
  expect(markdown.replaceAll("\u202f", " ")).toBe(
    [
      "*Extractive: made without a model, of what people wrote, word for word.*",
      `“the port is 8443” — ${link}`,
      "## Key points",
      `- “the port is 8443” — ${link}`,
      "## Decisions",
      `- “the port is 8443” (by Ann, Bob) — ${link}`,
      "## Action items",
      `- “the port is 8443” (owner: Ann; due: Friday) — ${link}`,
      "## Open questions",
      `- “the port is 8443” — ${link}`,
      "1 message read, of 1 participant: Ann. Jan 5, 2026, 11:30 PM. Left out: 4 messages of mine, 2 messages of bots, 1 notice of joining, leaving and the like, 3 messages of people who opted out.",
    ].join("\n\n"),
  );
});

test("speaks Korean, and tells times in the given zone", () => {
  const markdown = summaryAsMarkdown(
    {
      ...empty,
      keyPoints: [claim],
      cited: [source],
      messagesRead: 12,
      leftOut: { own: 2, bots: 1, notices: 0, optedOut: 0 },
    },
    { locale: "ko", timeZone: "Asia/Seoul", now },
  );
  expect(markdown).toContain("발췌 요약");
  expect(markdown).toContain("## 핵심 내용");
  expect(markdown).toContain("[Ann, 1월 6일 오전 8:30]");
  expect(markdown).toContain("메시지 12개, 참여자 0명. 제외: 제 메시지 2개, 봇 메시지 1개.");
});

test("a label has the time; the day only where there are several, the year only where it is another", () => {
  const labels = (from: string, to: string, over: object = {}) => {
    const cited = [from, to].map((sentAt, at) => ({ ...source, id: `log:${at}` as const, sentAt }));
    const keyPoints = cited.map(({ id }) => ({ ...claim, sources: [id] }));
    const markdown = summaryAsMarkdown(
      { ...empty, keyPoints, cited, period: { from, to } },
      { ...english, ...over },
    );
    return [...markdown.replaceAll("\u202f", " ").matchAll(/\[Ann, ([^\]]*)\]/g)].map(([, label]) => label);
  };
  expect(labels("2026-01-05T09:00:00Z", "2026-01-05T23:30:00Z")).toEqual(["9:00 AM", "11:30 PM"]);
  expect(labels("2019-01-05T09:00:00Z", "2019-01-05T23:30:00Z")).toEqual(["9:00 AM", "11:30 PM"]);
  // In Seoul a day begins at 15:00 UTC.
  expect(labels("2026-01-05T09:00:00Z", "2026-01-05T23:30:00Z", { timeZone: "Asia/Seoul" })).toEqual([
    "Jan 5, 6:00 PM",
    "Jan 6, 8:30 AM",
  ]);
  expect(labels("2025-12-31T09:00:00Z", "2026-01-01T09:00:00Z")).toEqual([
    "Dec 31, 2025, 9:00 AM",
    "Jan 1, 9:00 AM",
  ]);
  expect(labels("2025-12-31T09:00:00Z", "2026-01-01T09:00:00Z", { locale: "ko" })).toEqual([
    "2025년 12월 31일 오전 9:00",
    "1월 1일 오전 9:00",
  ]);
});

test("who wrote without a name leaves no gap where a name would stand", () => {
  const nobody = { id: "log:", name: "" } as const;
  const summary: Summary = {
    ...empty,
    decisions: [{ ...claim, by: [nobody] }],
    actionItems: [{ ...claim, owner: nobody }],
    participants: [{ ...nobody, messages: 2 }],
    messagesRead: 2,
    cited: [{ id: "log:1", author: nobody, link: "a.jsonl#L1" }],
  };
  const markdown = summaryAsMarkdown(summary, english);
  expect(markdown).toContain("## Decisions\n\n- “the port is 8443” — [log:1](<a.jsonl#L1>)\n");
  expect(markdown).toContain("## Action items\n\n- “the port is 8443” — [log:1](<a.jsonl#L1>)\n");
  expect(markdown).toMatch(/2 messages read\.$/);
  const some = {
    ...summary,
    participants: [
      { ...nobody, messages: 1 },
      { ...ann, messages: 1 },
    ],
  };
  expect(summaryAsMarkdown(some, english)).toMatch(/2 messages read: Ann\.$/);
  expect(summaryAsMarkdown(some, { ...english, locale: "ko" })).toMatch(/메시지 2개: Ann\.$/);
});

test("says so when there is nothing to tell", () => {
  expect(summaryAsMarkdown(empty, english)).toContain("There is nothing here to summarise.");
});

test.each([
  "[click](https://evil.example) https://evil.example www.evil.example evil.com",
  "<img src=x onerror=alert(1)> <b>bold</b> &lt;i&gt;",
  "**bold** __bold__ `code` ~~gone~~ ![x](https://evil.example/x.png)",
  "<@U123> @everyone @here <!channel> <#C1> #general :smile: mailto:a@b.example",
  "| a | b |",
  "“ — [Ann](https://evil.example)",
  "\\[x](https://evil.example) \\*not\\*",
])("what people wrote shows as text, whatever it looks like: %s", async (text) => {
  const html = shown(
    summaryAsMarkdown(
      {
        ...empty,
        kind: "model",
        gist: [{ ...claim, text }],
        keyPoints: [{ ...claim, text }],
        decisions: [{ ...claim, by: [{ id: "log:x", name: text }] }],
        actionItems: [{ ...claim, owner: { id: "log:x", name: text }, due: text }],
        participants: [{ id: "log:x", name: text, messages: 1 }],
        cited: [{ ...source, author: { id: "log:x", name: text } }],
      },
      english,
    ),
  );
  const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, address]) => address);
  expect(new Set(links)).toEqual(new Set(["https://chat.example/1"]));
  expect(html.replace(/<\/?(?:a|p|em|h2|ul|li)\b[^>]*>/g, "")).not.toMatch(/<(?!\/?(?:a|p|em|h2|ul|li)\b)/);
  expect(html.match(/<em>/g)).toHaveLength(1);
});

test.each(["# heading", "- item", "1. item", "> quoted", "+ item", "=====", "---"])(
  "a model's line cannot begin anything: %s",
  (text) => {
    const html = shown(
      summaryAsMarkdown({ ...empty, kind: "model", gist: [{ ...claim, text }], cited: [source] }, english),
    );
    expect(html).not.toMatch(/<(?:h\d|li|blockquote|hr)/);
  },
);

test.each([
  "javascript:alert(1)",
  "https://a.example/> [x](https://b.example",
  "data:text/html,x",
  "https://a.example/ b",
  "",
])("an address that is not to be trusted makes no link: %s", (link) => {
  const markdown = summaryAsMarkdown({ ...empty, keyPoints: [claim], cited: [{ ...source, link }] }, english);
  expect(shown(markdown)).not.toContain("<a ");
  expect(markdown).toContain("log:1");
});

test("nothing steers the terminal or turns the direction of the text", async () => {
  const messages = said([
    "ann: the staging\u001b[2J proxy \u202elistens\u202c on \u0007 port 8443 of the proxy",
  ]);
  const summary = await summariseByQuoting(messages, { maxWords: 50, pace: unhurried });
  const markdown = summaryAsMarkdown(summary, english);
  expect(markdown).toContain("listens");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
  expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
});
