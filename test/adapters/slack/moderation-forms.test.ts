import { expect, test } from "vitest";
import { cardOf } from "../../../adapters/slack/moderation/card.ts";
import { appealForm, parseSent, reasonForm, reportForm } from "../../../adapters/slack/moderation/forms.ts";
import { plainLine, plainLines, plainPieces } from "../../../adapters/slack/moderation/plain.ts";
import { takesReason } from "../../../src/core/ports/index.ts";
import type { CaseId, CaseMove, Locale, Message } from "../../../src/core/types.ts";
import { faultsOfBlocks } from "../../fakes/slack/validation/blocks.ts";
import { faultsOfView } from "../../fakes/slack/validation/views.ts";
import type { View } from "../../fakes/slack/web-api/arguments.ts";
import { caseOf } from "./moderating.ts";

const MOVES: readonly CaseMove[] = [
  "uphold",
  "dismiss",
  "warn",
  "delete",
  "timeout",
  "escalate",
  "undo",
  "claim",
  "release",
];
const LONGEST: CaseId = "c999999999999999";
const from = { channel: "C1", at: 0, responseUrl: `https://hooks.slack.com/${"x".repeat(200)}` };

test.each(["en", "ko"] satisfies Locale[])("every form and card in %s is one that Slack takes", (locale) => {
  const forms = [
    ...MOVES.filter(takesReason).map((move) => reasonForm(move, LONGEST, locale, from)),
    appealForm(LONGEST, locale, from),
    reportForm(locale, from),
  ];
  for (const form of forms) expect(faultsOfView(form as unknown as View, "modal")).toEqual([]);
  const message: Message = {
    id: "slack:C1/1.000001",
    thread: "slack:C1/1.000001",
    startsThread: true,
    place: { id: "slack:C1", name: "general", kind: "channel" },
    author: { id: "slack:U1", name: "Ann", kind: "person" },
    text: "x",
    mentions: [],
    sentAt: "2026-03-01T10:00:00.000Z",
    link: "https://team.slack.com/archives/C1/p1000001",
  };
  for (const state of ["open", "seconding", "decided", "appealed", "final", "gone"] as const)
    expect(
      faultsOfBlocks(cardOf(caseOf(message, { id: LONGEST, state, moves: MOVES }), locale).blocks, "message"),
    ).toEqual([]);
});

test("what is sent is read with where it was opened; anything else is none", () => {
  const form = reportForm("en", { ...from, message: "1.000001" });
  const sent = {
    type: "view_submission",
    user: { id: "U1" },
    trigger_id: "t",
    view: { ...form, id: "V1", state: { values: { words: { words: { value: " hm " } } } } },
  };
  expect(parseSent(sent)).toEqual({
    trigger: "t",
    view: "V1",
    user: "U1",
    form: "report_message",
    words: "hm",
    from: { ...from, message: "1.000001" },
  });
  expect(parseSent({ ...sent, view: { ...sent.view, private_metadata: "{" } })).toBeUndefined();
  expect(parseSent({ ...sent, view: { ...sent.view, private_metadata: "" } })).toBeUndefined();
  expect(parseSent({ type: "view_closed" })).toBeUndefined();
});

test("somebody's words stay as they are, but call nobody and turn nothing around", () => {
  expect(plainLine(" *a*\n\u202eb\u0007 <!here> ", 100)).toBe("*a* b <\u200b!here>");
  expect(plainLines("a\r\n\n\n\nb\u2028c\u0000", 100)).toBe("a\n\nb\nc");
  expect(plainLines("a\n".repeat(100), 100).split("\n")).toHaveLength(20);
  expect(plainLine("가나다라".repeat(50), 20).length).toBeLessThanOrEqual(20);
});

test("long words are cut into pieces that lose nothing and part no character", () => {
  const text = `${"🇰🇷👩‍👩‍👧 한국어 ".repeat(300)}\n${"line\n".repeat(500)}`.trim();
  const pieces = plainPieces(text, 500);
  expect(pieces.every((piece) => piece.length <= 500 && piece.isWellFormed())).toBe(true);
  expect(pieces.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
  expect(plainPieces("  ", 500)).toEqual([]);
});
