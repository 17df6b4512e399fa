import { expect, test } from "vitest";
import type { CaseMove } from "../../../src/core/types.ts";
import type { User } from "../../fakes/slack/index.ts";
import { opening } from "../../moderation/cases/terms.ts";
import { type RealCases, realCases } from "../with-cases.ts";
import { type Moderated, type Moderating, moderated, textOf } from "./moderating.ts";

interface WithCases {
  readonly maru: Moderated;
  readonly cases: RealCases;
  /** Ends Maru and starts it again, as after a crash. */
  restart(): Promise<void>;
  /** Presses a button of the one card, and sends the form if there is one. */
  decide(who: User, move: CaseMove, reason?: string): Promise<void>;
  /** The labels of the one card's buttons. */
  buttons(): readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** The real cases on a Slack of our own. */
async function withCases(options: Moderating = {}): Promise<WithCases> {
  const cases = realCases();
  const maru = await moderated({ ...options, core: cases.core, desk: cases.desk });
  const open = () => cases.open(maru.chat.store, () => maru.actions);
  await open();
  return {
    maru,
    cases,
    async restart() {
      await cases.close();
      await maru.chat.restart();
      await (await open()).resume();
    },
    async decide(who, move, reason = "") {
      const [card] = maru.cards();
      const isOverturn =
        move === "dismiss" && card!.controls.some(({ actionId }) => actionId === "overturn:c1");
      await maru.slack.press(who, card!, isOverturn ? "overturn:c1" : `move:${move}:c1`);
      const form = maru.slack.modal(who);
      if (form) await maru.slack.submit(who, form, { words: reason });
    },
    buttons: () => maru.cards()[0]?.controls.map(({ label }) => label) ?? [],
    async [Symbol.asyncDispose]() {
      await cases.close();
      await maru[Symbol.asyncDispose]();
    },
  };
}

test("a case goes from its card to a deletion, an appeal, another moderator and back, through restarts", async () => {
  await using one = await withCases();
  const { maru, cases } = one;
  const { slack, ann, mod } = maru;
  const other = slack.addPerson("Other Mod");
  slack.join(other, maru.moderators);
  const { message } = await maru.said("those people are vermin");
  await cases.now.open(opening({ message }));
  await expect
    .poll(one.buttons)
    .toEqual(["Uphold", "Dismiss", "Warn", "Delete", "Show the message", "Escalate", "Claim"]);
  await slack.press(mod, maru.cards()[0]!, "show:c1");
  expect(textOf(slack.modal(mod))).toContain("those people are vermin");
  slack.closeModals(mod);

  await one.decide(mod, "claim");
  await expect.poll(one.buttons).toContain("Release");
  await one.decide(other, "dismiss");
  await expect.poll(() => maru.told(other).at(-1)).toBe("Mod Kim is looking at it.");

  await one.restart();
  await one.decide(mod, "delete", "rule 3");
  await expect.poll(() => slack.seen(slack.general).length).toBe(0);
  await expect.poll(() => maru.letters(ann).length).toBe(1);
  expect(maru.letters(ann)[0]!.text).toContain("rule 3");
  await expect.poll(one.buttons).toEqual(["Show the message", "Undo"]);

  await one.restart();
  await slack.press(ann, maru.letters(ann)[0]!, "appeal:c1");
  await slack.submit(ann, slack.modal(ann)!, { words: "I quoted somebody" });
  await expect.poll(one.buttons).toEqual(["Confirm", "Overturn", "Show the message", "Escalate", "Claim"]);
  await one.decide(mod, "dismiss");
  await expect.poll(() => maru.told(mod).at(-1)).toBe("Whoever decided does not decide on the appeal.");

  await one.restart();
  await one.decide(other, "dismiss");
  await expect
    .poll(() => slack.seen(slack.general).map(({ text }) => text))
    .toEqual(["Restored by the moderators. Ann Lee wrote:\nthose people are vermin"]);
  const letters = () => maru.letters(ann).filter(({ onlyFor }) => onlyFor === undefined);
  await expect.poll(() => letters().at(-1)?.text).toContain("you were right");
  await one.restart();
  expect(maru.cards()).toHaveLength(1);
  expect(slack.seen(slack.general)).toHaveLength(1);
  expect(letters()).toHaveLength(3);
});

test("what takes two moderators is done when the second agrees, and taken back by Undo", async () => {
  await using one = await withCases();
  const { maru, cases } = one;
  const { slack, mod } = maru;
  const second = slack.addPerson("Second Mod");
  slack.join(second, maru.moderators);
  const { message } = await maru.said("those people are vermin");
  await cases.now.open(opening({ message, twoPersons: true }));
  await expect.poll(() => one.buttons().length).toBeGreaterThan(0);
  await one.decide(mod, "delete", "enough");
  await expect.poll(() => maru.cards()[0]!.text).toContain("Mod Kim proposes: Delete");
  await one.restart();
  expect(slack.seen(slack.general)).toHaveLength(1);
  await one.decide(mod, "delete");
  await expect.poll(() => maru.told(mod).at(-1)).toMatch(/second moderator is needed/);
  await one.decide(second, "delete");
  await expect.poll(() => slack.seen(slack.general).length).toBe(0);
  await expect.poll(one.buttons).toEqual(["Show the message", "Undo"]);
  await one.restart();
  await one.decide(second, "undo", "too hard");
  await expect.poll(() => slack.seen(slack.general).at(-1)?.text).toContain("those people are vermin");
});

test("without an admin's token nobody is offered to delete, and what the policy wants is said not to be possible", async () => {
  await using one = await withCases({ adminToken: false });
  const { maru, cases } = one;
  const { message } = await maru.said("those people are vermin");
  await cases.now.open(opening({ message, proposed: ["queue", "remove"] }));
  await expect.poll(one.buttons).not.toContain("Delete");
  await expect.poll(() => one.buttons().length).toBeGreaterThan(0);
  await one.decide(maru.mod, "uphold");
  await expect.poll(() => maru.cards()[0]!.text).toContain("delete, failed: not possible there");
  expect(maru.slack.seen(maru.slack.general)).toHaveLength(1);
});

test("a member's report opens a case with a card", async () => {
  await using one = await withCases();
  const { maru } = one;
  const { posted } = await maru.said("those people are vermin");
  const bob = maru.slack.addPerson("Bob");
  await maru.slack.messageShortcut(bob, posted, "report_message");
  await maru.slack.submit(bob, maru.slack.modal(bob)!, { words: "rude" });
  await expect.poll(() => one.buttons().length).toBeGreaterThan(0);
  expect(maru.cards()[0]!.text).toContain("Reports: 1; ");
  expect(maru.cards()[0]!.text).not.toContain("rude");
  await expect
    .poll(() => maru.told(bob, maru.slack.general))
    .toEqual(["Thank you. The moderators will look at it."]);
  await maru.slack.press(maru.mod, maru.cards()[0]!, "show:c1");
  expect(textOf(maru.slack.modal(maru.mod))).toContain("rude");
});

test("when its author deletes the message, the card says so; nothing of a shadow case is shown", async () => {
  await using one = await withCases();
  const { maru, cases } = one;
  const shadow = await maru.said("they are all the same");
  await cases.now.open(opening({ message: shadow.message, mode: "shadow", proposed: ["queue", "remove"] }));
  const { posted, message } = await maru.said("those people are vermin");
  await cases.now.open(opening({ message }));
  await expect.poll(() => maru.cards().length).toBe(1);
  maru.slack.remove(posted);
  await expect.poll(() => maru.cards()[0]!.text).toContain("Deleted by its author");
  expect(one.buttons()).toEqual(["Show the message"]);
  expect(maru.cards()).toHaveLength(1);
});
