import { describe, expect, test } from "vitest";
import type { MoveOutcome } from "../../../src/core/ports/index.ts";
import type { CaseId, CaseMove, ChatEvent } from "../../../src/core/types.ts";
import type { Interaction, User } from "../../fakes/discord/index.ts";
import { caseOf, type Moderated, moderated, moderator } from "./moderating.ts";

const c17 = "c17" as CaseId;

/** A card on which somebody can press. */
async function shown(options: Parameters<typeof moderated>[0] = {}, moves?: readonly CaseMove[]) {
  const maru = await moderated(options);
  const { message } = await maru.said("they are vermin");
  await maru.actions.showCard(caseOf(message, moves ? { moves } : {}), false);
  return maru;
}

const press = (maru: Moderated, who: User, move: CaseMove): Interaction =>
  maru.discord.press(who, maru.cards()[0]!.message, `move:${move}:c17`);

/** Presses, writes into the form, and returns the id of what was sent. */
async function decide(maru: Moderated, who: User, move: CaseMove, words: string): Promise<Interaction> {
  const pressed = press(maru, who, move);
  await maru.discord.until(() => pressed.modal);
  return maru.discord.submitModal(pressed, { words });
}

const eventOf = (maru: Moderated, { id }: Interaction): Promise<Extract<ChatEvent, { type: "move" }>> =>
  maru.chat.core.until("move", (one) => one.id === `discord:interaction/${id}`);

/** What only this person sees of Maru's answers. */
const told = (maru: Moderated, who: User) =>
  maru
    .cards(who)
    .filter(({ ephemeral }) => ephemeral)
    .map(({ text, loading }) => (loading ? "…" : text));

describe("a moderator's press", () => {
  test.each(["dismiss", "claim", "release"] as const)("on %s is handed on at once", async (move) => {
    await using maru = await shown({}, [move]);
    const pressed = press(maru, maru.mod, move);
    expect(await eventOf(maru, pressed)).toEqual({
      type: "move",
      id: `discord:interaction/${pressed.id}`,
      case: "c17",
      move,
      by: expect.objectContaining({ id: `discord:${maru.mod.id}`, name: "Mod Kim", kind: "person" }),
    });
    expect(pressed.acknowledged!.at - pressed.createdAt).toBeLessThan(3_000);
    expect(told(maru, maru.mod)).toEqual(["…"]);
    expect(told(maru, maru.ann)).toEqual([]);
  });

  test.each(["uphold", "warn", "delete", "timeout", "escalate", "undo"] as const)(
    "on %s asks for a reason first",
    async (move) => {
      await using maru = await shown({}, [move]);
      const sent = await decide(maru, maru.mod, move, "  rule 3\nand manners ");
      expect(await eventOf(maru, sent)).toMatchObject({ case: "c17", move, reason: "rule 3\nand manners" });
      expect(maru.chat.core.events.filter(({ type }) => type === "move")).toHaveLength(1);
    },
  );

  test("that overturns a decision asks for a reason first", async () => {
    await using maru = await moderated();
    const { message } = await maru.said("they are vermin");
    await maru.actions.showCard(caseOf(message, { state: "appealed", moves: ["uphold", "dismiss"] }), false);
    const pressed = maru.discord.press(maru.mod, maru.cards()[0]!.message, "overturn:c17");
    await maru.discord.until(() => pressed.modal);
    expect(JSON.stringify(pressed.modal)).toContain("Overturn c17");
    const sent = maru.discord.submitModal(pressed, { words: "it was a joke" });
    expect(await eventOf(maru, sent)).toMatchObject({
      ...{ case: "c17", move: "dismiss", reason: "it was a joke" },
    });
    expect(maru.chat.core.events.filter(({ type }) => type === "move")).toHaveLength(1);
  });

  test("is told who will read the reason", async () => {
    await using maru = await shown();
    const asked = async (move: CaseMove) => {
      const pressed = press(maru, maru.mod, move);
      await maru.discord.until(() => pressed.modal);
      return JSON.stringify(pressed.modal);
    };
    expect(await asked("warn")).toContain("The author reads it.");
    expect(await asked("escalate")).toContain("Other moderators read it.");
  });

  test("may leave the reason out", async () => {
    await using maru = await shown();
    const sent = await decide(maru, maru.mod, "delete", "");
    expect(await eventOf(maru, sent)).not.toHaveProperty("reason");
  });

  test("is handed on also from a channel in which Maru answers nobody", async () => {
    await using maru = await shown({
      config: { moderation: { channel: "#moderators" }, places: { channels: { deny: ["moderators"] } } },
      mayAnswerIn: ({ name }) => name !== "moderators",
    });
    await eventOf(maru, press(maru, maru.mod, "claim"));
  });

  test("that could not be stored is told of", async () => {
    await using maru = await shown();
    maru.chat.core.refusing = new Error("disk full");
    press(maru, maru.mod, "claim");
    await expect
      .poll(() => told(maru, maru.mod))
      .toEqual(["I could not take that in. Please try again in a few minutes."]);
  });
});

describe("who may decide", () => {
  const refusal = "Only moderators may do that.";

  test("is, without roles in the config, whoever may moderate where the message stands", async () => {
    await using maru = await shown();
    press(maru, maru.ann, "claim");
    await expect.poll(() => told(maru, maru.ann)).toEqual([refusal]);
    const manager = maru.discord.addPerson("Manager", {
      roles: [maru.discord.addRole("Managers", { permissions: ["ManageMessages"] })],
    });
    await eventOf(maru, press(maru, manager, "claim"));
    await eventOf(maru, press(maru, maru.discord.owner, "claim"));
    expect(maru.chat.core.events.filter(({ type }) => type === "move")).toHaveLength(2);
  });

  test("is nobody who may do so in the moderators' channel alone", async () => {
    await using maru = await shown();
    maru.discord.permit(maru.moderators, maru.ann, { allow: ["ManageMessages"] });
    press(maru, maru.ann, "claim");
    await expect.poll(() => told(maru, maru.ann)).toEqual([refusal]);
    maru.discord.permit(maru.discord.general, maru.ann, { allow: ["ManageMessages"] });
    await eventOf(maru, press(maru, maru.ann, "claim"));
  });

  test("is, where the place is gone, whoever may do so in the moderators' channel", async () => {
    await using maru = await shown();
    maru.discord.deleteChannel(maru.discord.general);
    maru.discord.permit(maru.moderators, maru.ann, { allow: ["ManageMessages"] });
    await eventOf(maru, press(maru, maru.ann, "claim"));
  });

  test("is whoever has one of the roles that the config names", async () => {
    await using maru = await shown({ config: { moderation: { channel: "moderators", roles: ["Jury"] } } });
    press(maru, maru.mod, "claim");
    await expect.poll(() => told(maru, maru.mod)).toEqual([refusal]);
    const jury = maru.discord.addRole("Jury");
    maru.discord.giveRole(maru.ann, jury);
    await eventOf(maru, press(maru, maru.ann, "claim"));
  });

  test("is looked at again when the form is sent", async () => {
    await using maru = await shown();
    const pressed = press(maru, maru.mod, "delete");
    await maru.discord.until(() => pressed.modal);
    maru.discord.guild.members.get(maru.mod.id)!.roles = [];
    maru.discord.submitModal(pressed, { words: "because" });
    await expect.poll(() => told(maru, maru.mod)).toEqual([refusal]);
    expect(maru.chat.core.events.map(({ type }) => type)).toEqual(["message"]);
  });
});

describe("how a move ended", () => {
  test.each<[MoveOutcome, string, string]>([
    [
      { type: "done", case: c17, move: "delete" },
      "c17: noted, **Delete**. The card shows what comes of it.",
      "c17: **삭제**, 받았어요. 결과는 카드에 나와요.",
    ],
    [
      { type: "refused", why: "claimed", by: moderator("Kim *") },
      "Kim \\* is looking at it.",
      "Kim \\* 님이 보고 있어요.",
    ],
    [
      { type: "refused", why: "claimed" },
      "Another moderator is looking at it.",
      "다른 운영진이 보고 있어요.",
    ],
    [
      { type: "refused", why: "decided", by: moderator("Kim") },
      "Kim decided it meanwhile.",
      "그사이 Kim 님이 결정했어요.",
    ],
    [
      { type: "refused", why: "same-person" },
      "A second moderator is needed, and you are the first one.",
      "첫 번째로 결정한 분이라서, 다른 운영진이 한 분 더 필요해요.",
    ],
    [
      { type: "refused", why: "own-decision" },
      "Whoever decided does not decide on the appeal.",
      "처음 결정한 사람은 이의 제기를 결정할 수 없어요.",
    ],
    [
      { type: "refused", why: "own-message" },
      "Nobody decides on their own message.",
      "자기 메시지는 스스로 결정할 수 없어요.",
    ],
    [{ type: "refused", why: "no-such-case" }, "There is no such case any more.", "그런 사건은 더는 없어요."],
    [{ type: "refused", why: "not-possible" }, "That is not possible any more.", "이제는 할 수 없어요."],
  ])("%j is told to the moderator alone, in their language", async (outcome, english, korean) => {
    await using maru = await shown({
      before: (discord) => void discord.addRole("Mods", { permissions: ["ManageMessages"] }),
    });
    const [mods] = [...maru.discord.guild.roles.values()].filter(({ name }) => name === "Mods");
    const min = maru.discord.addPerson("민지", { locale: "ko", roles: [mods!] });
    for (const who of [maru.mod, min]) {
      const pressed = press(maru, who, "claim");
      await eventOf(maru, pressed);
      await maru.actions.answer(`discord:interaction/${pressed.id}`, outcome);
      // Once more, as after a crash: nothing is left to do.
      await maru.actions.answer(`discord:interaction/${pressed.id}`, outcome);
    }
    expect(told(maru, maru.mod)).toEqual([english]);
    expect(told(maru, min)).toEqual([korean]);
  });

  test("is told after a restart too, and not any more when it is too late for that", async () => {
    let aheadMs = 0;
    await using maru = await shown({ now: () => Date.now() + aheadMs });
    const first = press(maru, maru.mod, "claim");
    await eventOf(maru, first);
    await maru.chat.restart();
    await maru.actions.answer(`discord:interaction/${first.id}`, { type: "done", case: c17, move: "claim" });
    expect(told(maru, maru.mod)).toEqual(["c17: noted, **Claim**. The card shows what comes of it."]);
    const second = press(maru, maru.mod, "claim");
    await eventOf(maru, second);
    aheadMs = 14.5 * 60_000;
    maru.discord.clock.advance(aheadMs);
    await maru.actions.answer(`discord:interaction/${second.id}`, { type: "done", case: c17, move: "claim" });
    await maru.actions.answer("web:x", { type: "labelled" });
    await maru.actions.answer("discord:interaction/1", { type: "labelled" });
    expect(told(maru, maru.mod)).toHaveLength(2);
  });
});

describe("while Maru is starting", () => {
  /** Restarts; what is done then comes before Maru is logged in. */
  async function starting(maru: Moderated, meanwhile: () => Promise<void>): Promise<void> {
    const { gateway } = maru.discord;
    const guilds = Promise.withResolvers<void>();
    const stopped = Promise.withResolvers<void>();
    gateway.troubles.lateGuilds = guilds.promise;
    const restarted = maru.chat.restart(stopped.resolve);
    await stopped.promise;
    await maru.discord.until(() => gateway.connected());
    await meanwhile();
    guilds.resolve();
    gateway.troubles.lateGuilds = undefined;
    await restarted;
  }

  test("a press is acknowledged in time and handed on later; one that wants a form is given back", async () => {
    await using maru = await shown({ times: { firstAnswerMs: 20 } });
    const min = maru.discord.addPerson("민지", { locale: "ko" });
    const pressed: Interaction[] = [];
    await starting(maru, async () => {
      pressed.push(
        press(maru, maru.mod, "delete"),
        press(maru, min, "delete"),
        press(maru, maru.mod, "claim"),
      );
      await maru.discord.until(() => pressed.every(({ acknowledged }) => acknowledged));
      expect(told(maru, maru.mod)).toEqual(["I am not quite ready yet. Please try again in a moment.", "…"]);
      expect(told(maru, min)).toEqual(["아직 준비가 덜 됐어요. 잠시 뒤에 다시 해 주세요."]);
    });
    await eventOf(maru, pressed[2]!);
    await maru.actions.answer(`discord:interaction/${pressed[2]!.id}`, {
      type: "refused",
      why: "own-message",
    });
    expect(told(maru, maru.mod).at(-1)).toBe("Nobody decides on their own message.");
    expect(maru.chat.core.events.filter(({ type }) => type === "move")).toHaveLength(1);
  });

  test("a form that was being filled in is taken", async () => {
    await using maru = await shown({ times: { firstAnswerMs: 20 } });
    const pressed = press(maru, maru.mod, "delete");
    await maru.discord.until(() => pressed.modal);
    let sent: Interaction | undefined;
    await starting(maru, async () => {
      const sending = maru.discord.submitModal(pressed, { words: "rule 3" });
      await maru.discord.until(() => sending.acknowledged);
      sent = sending;
    });
    expect(await eventOf(maru, sent!)).toMatchObject({ move: "delete", reason: "rule 3" });
  });
});
