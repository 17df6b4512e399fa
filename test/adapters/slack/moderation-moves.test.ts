import { WebClient } from "@slack/web-api";
import { describe, expect, test, vi } from "vitest";
import type { MoveOutcome, ReviewCase } from "../../../src/core/ports/index.ts";
import type { CaseMove } from "../../../src/core/types.ts";
import type { Shape, User } from "../../fakes/slack/index.ts";
import { c17, caseOf, type Moderated, type Moderating, moderated, moderator, textOf } from "./moderating.ts";

/** A card on which somebody can press. */
async function shown(options: Moderating = {}, changed: Partial<ReviewCase> = {}) {
  const maru = await moderated(options);
  const { message } = await maru.said("they are vermin");
  await maru.show(caseOf(message, changed));
  return maru;
}

const press = (maru: Moderated, who: User, move: CaseMove) =>
  maru.slack.press(who, maru.cards()[0]!, `move:${move}:c17`);

/** Presses, and sends the form that opens. */
async function decide(maru: Moderated, who: User, move: CaseMove, words: string): Promise<Shape> {
  await press(maru, who, move);
  const form = maru.slack.modal(who)!;
  await maru.slack.submit(who, form, { words });
  return form;
}

/** A button of moderation's in a channel that is not the moderators'. */
async function pressElsewhere({ slack }: Moderated, who: User, action: string): Promise<void> {
  const web = new WebClient(slack.botToken, { slackApiUrl: slack.api });
  const button = { type: "button", action_id: action, text: { type: "plain_text", text: "?" } } as const;
  const blocks = [{ type: "actions" as const, elements: [button] }];
  const { ts } = await web.chat.postMessage({ channel: slack.general.id, text: "?", blocks });
  await slack.press(who, { ts: ts! }, action);
}

const soon = <Result>(check: () => Result) => vi.waitFor(check, 10_000);

describe("a moderator's press", () => {
  test.each(["dismiss", "claim", "release"] as const)(
    "on %s is handed on at once, before it is acknowledged",
    async (move) => {
      await using maru = await shown({}, { moves: [move] });
      const pressed = await press(maru, maru.mod, move);
      expect(pressed.state).toBe("acknowledged");
      expect(maru.chat.core.events.at(-1)).toEqual({
        type: "move",
        id: `slack:press/${pressed.parcel.payload["trigger_id"]}`,
        case: "c17",
        move,
        by: { id: `slack:${maru.mod.id}`, name: "Mod Kim", kind: "person", locale: "en" },
      });
      expect(maru.slack.modal(maru.mod)).toBeUndefined();
    },
  );

  test.each(["uphold", "warn", "delete", "timeout", "escalate", "undo"] as const)(
    "on %s asks for a reason first",
    async (move) => {
      await using maru = await shown({}, { moves: [move] });
      const form = await decide(maru, maru.mod, move, "  rule 3\nand manners ");
      expect(maru.chat.core.events.filter(({ type }) => type === "move")).toEqual([
        expect.objectContaining({
          id: `slack:form/${form["id"]}`,
          case: "c17",
          move,
          reason: "rule 3\nand manners",
        }),
      ]);
      expect(maru.slack.modal(maru.mod)).toBeUndefined();
    },
  );

  test("that overturns a decision asks for a reason first", async () => {
    await using maru = await shown({}, { state: "appealed", moves: ["uphold", "dismiss"] });
    await maru.slack.press(maru.mod, maru.cards()[0]!, "overturn:c17");
    const form = maru.slack.modal(maru.mod)!;
    expect(textOf(form)).toContain("Overturn c17");
    expect(maru.chat.core.events.filter(({ type }) => type === "move")).toEqual([]);
    await maru.slack.submit(maru.mod, form, { words: "it was a joke" });
    expect(maru.chat.core.events.filter(({ type }) => type === "move")).toMatchObject([
      { case: "c17", move: "dismiss", reason: "it was a joke" },
    ]);
  });

  test("is told who will read the reason", async () => {
    await using maru = await shown();
    await press(maru, maru.mod, "warn");
    expect(textOf(maru.slack.modal(maru.mod))).toContain("The author reads it.");
    maru.slack.closeModals(maru.mod);
    await press(maru, maru.mod, "escalate");
    expect(textOf(maru.slack.modal(maru.mod))).toContain("Other moderators read it.");
  });

  test("may leave the reason out", async () => {
    await using maru = await shown();
    await decide(maru, maru.mod, "delete", "");
    expect(maru.chat.core.events.at(-1)).toMatchObject({ type: "move", move: "delete" });
    expect(maru.chat.core.events.at(-1)).not.toHaveProperty("reason");
  });

  test("comes the same way by signed requests", async () => {
    await using maru = await shown({ slack: { mode: "http" } });
    await press(maru, maru.mod, "claim");
    await decide(maru, maru.mod, "uphold", "rule 3");
    expect(maru.chat.core.events.filter(({ type }) => type === "move")).toMatchObject([
      { move: "claim" },
      { move: "uphold", reason: "rule 3" },
    ]);
  });

  test("is handed on also where Maru answers nobody", async () => {
    await using maru = await shown({
      config: { moderation: { channel: "#moderators" }, places: { channels: { deny: ["moderators"] } } },
      mayAnswerIn: ({ name }) => name !== "moderators",
    });
    await press(maru, maru.mod, "claim");
    expect(maru.chat.core.events.at(-1)).toMatchObject({ type: "move", move: "claim" });
  });

  test("that could not be stored is told of, alone", async () => {
    await using maru = await shown();
    maru.chat.core.refusing = new Error("full");
    await press(maru, maru.mod, "claim");
    await soon(() =>
      expect(maru.told(maru.mod)).toEqual([expect.stringContaining("could not take that in")]),
    );
  });

  test("with a reason that could not be stored leaves the form open, and counts once when it is sent again", async () => {
    await using maru = await shown();
    maru.chat.core.refusing = new Error("full");
    await press(maru, maru.mod, "warn");
    const form = maru.slack.modal(maru.mod)!;
    const refused = await maru.slack.submit(maru.mod, form, { words: "rule 3" });
    expect(refused.response).toMatchObject({
      response_action: "errors",
      errors: { words: expect.stringContaining("could not take that in") },
    });
    expect(maru.slack.modal(maru.mod)).toBe(form);
    maru.chat.core.refusing = undefined;
    await maru.slack.submit(maru.mod, form, { words: "rule 3" });
    expect(maru.slack.modal(maru.mod)).toBeUndefined();
    expect(maru.chat.core.events.filter(({ type }) => type === "move")).toHaveLength(1);
  });

  test("that takes long to store is acknowledged in time, and told of afterwards", async () => {
    await using maru = await shown();
    const held = Promise.withResolvers<void>();
    await press(maru, maru.mod, "warn");
    const form = maru.slack.modal(maru.mod)!;
    maru.chat.core.holding = held.promise;
    const sent = await maru.slack.submit(maru.mod, form, { words: "rule 3" });
    expect(sent.state).toBe("acknowledged");
    maru.chat.core.refusing = new Error("full");
    held.resolve();
    await soon(() =>
      expect(maru.told(maru.mod)).toEqual([expect.stringContaining("could not take that in")]),
    );
  });

  test("too late for its window is told of", async () => {
    await using maru = await shown();
    maru.slack.web.failNext("views.open", { error: "expired_trigger_id" });
    await press(maru, maru.mod, "warn");
    await soon(() => expect(maru.told(maru.mod)).toEqual([expect.stringContaining("try again")]));
  });
});

describe("who may decide", () => {
  test("is who is in the moderators' channel, also since a moment ago", async () => {
    await using maru = await shown();
    await press(maru, maru.mod, "claim");
    const late = maru.slack.addPerson("Late Lim");
    maru.slack.join(late, maru.moderators);
    await press(maru, late, "claim");
    expect(maru.chat.core.events.filter(({ type }) => type === "move")).toHaveLength(2);
  });

  test("is nobody else: neither by a button, nor by a form that is still open", async () => {
    await using maru = await shown();
    await press(maru, maru.mod, "warn");
    const form = maru.slack.modal(maru.mod)!;
    maru.slack.leave(maru.mod, maru.moderators);
    await maru.slack.until(() => maru.slack.deliveries.at(-1)?.state === "acknowledged");
    maru.slack.clock.advance(61_000);
    const sent = await maru.slack.submit(maru.mod, form, { words: "rule 3" });
    expect(sent.response).toMatchObject({ errors: { words: "Only moderators may do that." } });
    await pressElsewhere(maru, maru.ann, "move:claim:c17");
    await soon(() =>
      expect(maru.told(maru.ann, maru.slack.general)).toEqual(["Only moderators may do that."]),
    );
    expect(maru.chat.core.events.filter(({ type }) => type === "move")).toEqual([]);
  });
});

describe("an answer", () => {
  const refused = (why: Extract<MoveOutcome, { type: "refused" }>["why"], by?: string): MoveOutcome => ({
    type: "refused",
    why,
    ...(by === undefined ? {} : { by: moderator(by) }),
  });

  test.each([
    [{ type: "done", move: "delete", case: c17 }, "c17: noted, “Delete”. The card shows what comes of it."],
    [refused("no-such-case"), "There is no such case any more."],
    [refused("claimed", "Kim *x* <!here>"), "Kim *x* <\u200b!here> is looking at it."],
    [refused("claimed"), "Another moderator is looking at it."],
    [refused("decided", "Kim"), "Kim decided it meanwhile."],
    [refused("same-person"), "A second moderator is needed, and you are the first one."],
    [refused("own-decision"), "Whoever decided does not decide on the appeal."],
    [refused("own-message"), "Nobody decides on their own message."],
    [refused("not-possible"), "That is not possible any more."],
    [refused("not-the-author"), "Only the author of a message can appeal."],
    [refused("appealed-before"), "You have appealed before."],
  ] satisfies [MoveOutcome, string][])("to a press is told alone: %o", async (outcome, said) => {
    await using maru = await shown();
    await press(maru, maru.mod, "claim");
    const event = maru.chat.core.events.at(-1)!.id;
    await maru.actions.answer(event, outcome);
    expect(maru.told(maru.mod)).toEqual([said]);
    expect(maru.slack.seen(maru.moderators).at(-1)!.pings).toEqual([]);
    await maru.actions.answer(event, outcome);
    expect(maru.told(maru.mod)).toHaveLength(1);
  });

  test("is in the person's language, also to a form, and after a restart", async () => {
    await using maru = await shown({ modLocale: "ko-KR" });
    await decide(maru, maru.mod, "delete", "규칙 3");
    await maru.chat.restart();
    await maru.actions.answer(maru.chat.core.events.at(-1)!.id, { type: "done", move: "delete", case: c17 });
    expect(maru.told(maru.mod)).toEqual(["c17: ‘삭제’, 받았어요. 결과는 카드에 나와요."]);
  });

  test("to a form that was open for long still comes, as its address is worn out", async () => {
    await using maru = await shown();
    await press(maru, maru.mod, "warn");
    maru.slack.clock.advance(31 * 60_000);
    await maru.slack.submit(maru.mod, maru.slack.modal(maru.mod)!, { words: "" });
    await maru.actions.answer(maru.chat.core.events.at(-1)!.id, { type: "done", move: "warn", case: c17 });
    expect(maru.told(maru.mod)).toHaveLength(1);
  });

  test("is not given any more after half an hour", async () => {
    await using maru = await shown();
    await press(maru, maru.mod, "claim");
    maru.slack.clock.advance(30 * 60_000);
    await maru.actions.answer(maru.chat.core.events.at(-1)!.id, { type: "done", move: "claim", case: c17 });
    expect(maru.told(maru.mod)).toEqual([]);
  });

  test("to something unknown is nothing", async () => {
    await using maru = await shown();
    await maru.actions.answer("slack:press/unknown", { type: "reported" });
    expect(maru.told(maru.mod)).toEqual([]);
  });
});

describe("the message", () => {
  test("is shown with its context to a moderator who asks for it, in their language", async () => {
    await using maru = await moderated({ modLocale: "ko-KR" });
    const { message: before } = await maru.said("look at *them* <!channel>");
    const { message } = await maru.said("they are vermin\n<https://evil.example|click>");
    await maru.show(
      caseOf(message, {
        context: [before],
        reports: [{ by: "slack:U1", words: "awful", at: message.sentAt }],
        appeal: { words: "a joke", at: message.sentAt },
      }),
    );
    await maru.slack.press(maru.mod, maru.cards()[0]!, "show:c17");
    const view = maru.slack.modal(maru.mod)!;
    const text = textOf(view);
    expect(text).toContain("사건 c17");
    for (const words of ["they are vermin", "look at ", "vermin", "awful", "a joke", "Ann Lee"])
      expect(text).toContain(words);
    const json = JSON.stringify(view);
    expect(json).not.toContain('"mrkdwn"');
    expect(json).not.toContain('"type":"link"');
    expect(json).not.toContain("<!channel>");
  });

  test("is shown to nobody else", async () => {
    await using maru = await shown();
    await pressElsewhere(maru, maru.ann, "show:c17");
    await soon(() =>
      expect(maru.told(maru.ann, maru.slack.general)).toEqual(["Only moderators may do that."]),
    );
    expect(maru.slack.modal(maru.ann)).toBeUndefined();
  });

  test("is not shown when its words are no longer kept", async () => {
    await using maru = await shown({}, { hasText: false });
    await maru.slack.press(maru.mod, maru.cards()[0]!, "show:c17");
    expect(textOf(maru.slack.modal(maru.mod))).toContain("no longer kept");
    expect(textOf(maru.slack.modal(maru.mod))).not.toContain("vermin");
  });
});
