import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import type { ModerationActions, Store } from "../../../src/core/ports/index.ts";
import type { CaseMove, ChatEvent, Message } from "../../../src/core/types.ts";
import { openAudit } from "../../../src/moderation/audit/index.ts";
import { type Cases, openCases } from "../../../src/moderation/cases/index.ts";
import { FakeCore } from "../../fakes/core.ts";
import type { Interaction, User } from "../../fakes/discord/index.ts";
import { opening, policyOf } from "../../moderation/cases/terms.ts";
import { listeningLog } from "../listening-log.ts";
import { type Moderated, moderated } from "./moderating.ts";

interface WithCases {
  readonly maru: Moderated;
  cases(): Cases;
  /** Ends Maru and starts it again, as after a crash. */
  restart(meanwhile?: () => void): Promise<void>;
  /** Presses a button of the one card, and sends the form if there is one. */
  decide(who: User, move: CaseMove, reason?: string): Promise<void>;
  /** The labels of the one card's buttons. */
  buttons(): readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** The real cases on a Discord of our own. */
async function withCases(options: Parameters<typeof moderated>[0] = {}): Promise<WithCases> {
  const core = new FakeCore();
  const { deliver } = core;
  let taking: Cases | undefined;
  let last: Promise<unknown> = Promise.resolve();
  /** Hands on what the core would, one event after the other. */
  const handOn = async (event: ChatEvent) => {
    if (event.type === "move" || event.type === "appeal" || event.type === "report")
      await taking?.take(event);
    if (event.type === "deleted") await taking?.gone(event.message);
  };
  Object.assign(core, {
    deliver: async (event: ChatEvent) => {
      await deliver(event);
      last = last.then(() => handOn(event));
    },
  });
  const maru = await moderated({ ...options, core });
  const log = listeningLog();
  const open = async (store: Store): Promise<Cases> => {
    const audit = openAudit({ store, now: Date.now });
    const cases = await openCases({
      store,
      audit,
      actionsOf: (): ModerationActions => maru.actions,
      policyOf,
      contextOf: async () => [],
      samples: async () => [],
      report: () => Promise.reject(new Error("no report")),
      guardBacklog: () => undefined,
      log,
      observe: () => {},
      now: Date.now,
      random: () => randomBytes(16).toString("hex"),
    });
    taking = cases;
    return cases;
  };
  let cases = await open(maru.chat.store);
  return {
    maru,
    cases: () => cases,
    async restart(meanwhile) {
      await cases.stop();
      taking = undefined;
      await maru.chat.restart(meanwhile);
      cases = await open(maru.chat.store);
      await cases.resume();
    },
    async decide(who, move, reason) {
      const [card] = maru.cards();
      const isOverturn =
        move === "dismiss" && card!.controls.some(({ customId }) => customId === "overturn:c1");
      const button = isOverturn ? "overturn:c1" : `move:${move}:c1`;
      const pressed: Interaction = maru.discord.press(who, card!.message, button);
      await maru.discord.until(() => pressed.acknowledged);
      if (pressed.modal) maru.discord.submitModal(pressed, { words: reason ?? "" });
    },
    buttons: () => maru.cards()[0]?.controls.map(({ label }) => label) ?? [],
    async [Symbol.asyncDispose]() {
      await cases.stop();
      await maru[Symbol.asyncDispose]();
    },
  };
}

const openFor = (message: Message, over: Parameters<typeof opening>[0] = {}) => opening({ message, ...over });

test("a case goes from its card to a deletion, an appeal, another moderator and back, through restarts", async () => {
  await using one = await withCases();
  const { maru } = one;
  const { discord, ann, mod } = maru;
  const other = discord.addPerson("Other Mod", {
    roles: [discord.addRole("Other", { permissions: ["ManageMessages"] })],
  });
  const { message } = await maru.said("those people are vermin");
  await one.cases().open(openFor(message));
  await expect
    .poll(one.buttons)
    .toEqual(["Uphold", "Dismiss", "Warn", "Delete", "Timeout", "Escalate", "Claim"]);

  await one.decide(mod, "claim");
  await expect.poll(one.buttons).toContain("Release");
  await one.decide(other, "dismiss");
  const told = (who: User) =>
    maru
      .cards(who)
      .filter(({ ephemeral }) => ephemeral)
      .at(-1)?.text;
  await expect.poll(() => told(other)).toBe("Mod Kim is looking at it.");

  await one.restart();
  await one.decide(mod, "delete", "rule 3");
  await expect.poll(() => discord.seen(discord.general).length).toBe(0);
  await expect.poll(() => maru.letters(ann).length).toBe(1);
  expect(maru.letters(ann)[0]!.text).toContain("> rule 3");
  await expect.poll(one.buttons).toEqual(["Undo"]);

  await one.restart();
  const appealed = discord.press(ann, maru.letters(ann)[0]!.message, "appeal:c1");
  await discord.until(() => appealed.modal);
  discord.submitModal(appealed, { words: "I quoted somebody" });
  await expect.poll(one.buttons).toEqual(["Confirm", "Overturn", "Escalate", "Claim"]);
  await one.decide(mod, "dismiss");
  await expect.poll(() => told(mod)).toBe("Whoever decided does not decide on the appeal.");

  await one.restart();
  await one.decide(other, "dismiss");
  await expect
    .poll(() => discord.seen(discord.general).map(({ text }) => text))
    .toEqual(["-# Restored by the moderators. **Ann Lee** wrote:\n> those people are vermin"]);
  await expect.poll(() => maru.letters(ann).at(-1)?.text).toContain("you were right");
  await one.restart();
  expect(maru.cards()).toHaveLength(1);
  expect(discord.seen(discord.general)).toHaveLength(1);
  expect(maru.letters(ann)).toHaveLength(3);
});

test("what takes two moderators is done when the second agrees, and taken back by Undo", async () => {
  await using one = await withCases();
  const { maru } = one;
  const { discord, ann, mod } = maru;
  const { message } = await maru.said("those people are vermin");
  await one.cases().open(openFor(message, { twoPersons: true }));
  await expect.poll(() => one.buttons().length).toBeGreaterThan(0);
  await one.decide(mod, "timeout", "enough");
  await expect.poll(() => JSON.stringify(maru.cards()[0]!.embeds)).toContain("Mod Kim proposes: Timeout");
  await one.restart();
  const silencedUntil = () => discord.guild.members.get(ann.id)!.communication_disabled_until;
  expect(silencedUntil()).toBeNull();
  await one.decide(discord.owner, "timeout");
  await expect.poll(silencedUntil).not.toBeNull();
  await expect.poll(one.buttons).toEqual(["Undo"]);
  await one.restart();
  await one.decide(discord.owner, "undo", "too hard");
  await expect.poll(silencedUntil).toBeNull();
  await expect.poll(() => maru.letters(ann).at(-1)?.text).toMatch(/taken back/);
});

test("a member's report opens a case with a card, also where Maru is in shadow mode", async () => {
  await using one = await withCases();
  const { maru } = one;
  const { posted } = await maru.said("those people are vermin");
  const bob = maru.discord.addPerson("Bob");
  const chosen = maru.discord.contextMenu(bob, posted, "Report to moderators");
  await maru.discord.until(() => chosen.modal);
  maru.discord.submitModal(chosen, { words: "rude" });
  await expect.poll(() => one.buttons().length).toBeGreaterThan(0);
  const fields = Object.fromEntries(
    maru.cards()[0]!.embeds[0]!.fields!.map(({ name, value }) => [name, value]),
  );
  expect(fields["Reports"]).toBe("1\n- ||rude||");
  await expect
    .poll(() => maru.discord.seen(maru.discord.general, bob).at(-1)?.text)
    .toBe("Thank you. The moderators will look at it.");
});

test("when its author deletes the message, the card says so; nothing of a shadow case is shown", async () => {
  await using one = await withCases();
  const { maru } = one;
  const shadow = await maru.said("they are all the same");
  await one.cases().open(openFor(shadow.message, { mode: "shadow", proposed: ["queue", "remove"] }));
  const { posted, message } = await maru.said("those people are vermin");
  await one.cases().open(openFor(message));
  await expect.poll(() => maru.cards().length).toBe(1);
  maru.discord.remove(posted);
  await expect.poll(() => maru.cards()[0]!.embeds[0]!.description).toMatch(/^\*\*Deleted by its author\*\*/);
  expect(one.buttons()).toEqual([]);
  expect(maru.cards()).toHaveLength(1);
});
