import { expect, test } from "vitest";
import { caseOf, moderated, moderator } from "./moderating.ts";

const HOUR_MS = 60 * 60 * 1000;

test("when a crash comes after each step and before anybody hears of it, each is done once all the same", async () => {
  let aheadMs = 0;
  await using maru = await moderated({ now: () => Date.now() + aheadMs });
  const { discord } = maru;
  const { message } = await maru.said("they are vermin");
  const done = { step: "remove", at: "2026-03-01T11:00:00.000Z", outcome: "done" } as const;
  const shown = (changed: Parameters<typeof caseOf>[1]) =>
    maru.actions.showCard(caseOf(message, changed), false);
  const end = Date.now() + 100 * HOUR_MS;
  const silencedUntil = () =>
    Date.parse(discord.guild.members.get(maru.ann.id)!.communication_disabled_until ?? "") || undefined;
  const texts = () => discord.seen(discord.general).map(({ text }) => text);

  /** Does it so that it takes effect and nobody hears of it, and again after a time in which Discord forgets every nonce. */
  async function twice(method: string, path: RegExp, step: () => Promise<unknown>): Promise<void> {
    const before = discord.rest.injected;
    discord.rest.failNext({ method, path, fault: "lost answer", times: 3 });
    await expect(step()).rejects.toThrow();
    expect(discord.rest.injected - before).toBe(3);
    await maru.chat.restart(() => {
      aheadMs += HOUR_MS;
      discord.clock.advance(HOUR_MS);
    });
    await step();
  }

  await twice("POST", /\/messages$/, () => shown({}));
  await twice("PATCH", /\/messages\//, () =>
    shown({ claim: { by: moderator("Kim"), until: "2026-03-01T11:00:00.000Z" } }),
  );
  // That it is gone already tells that it was done.
  discord.rest.failNext({ method: "DELETE", fault: "lost answer" });
  await maru.actions.remove(message);
  expect(texts()).toEqual([]);
  await twice("PATCH", /\/members\//, () => maru.actions.timeout(message, end));
  expect(silencedUntil()).toBe(end);
  await twice("POST", /\/messages$/, () =>
    maru.actions.tell({
      case: "c17",
      message,
      kind: { type: "acted", done: ["remove"] },
      categories: [],
      mayAppeal: true,
    }),
  );
  await twice("PATCH", /\/members\//, () => maru.actions.endTimeout(message));
  expect(silencedUntil()).toBeUndefined();
  await twice("POST", /\/messages$/, () => maru.actions.restore(message));
  expect(texts()).toEqual(["-# Restored by the moderators. **Ann Lee** wrote:\n> they are vermin"]);
  await twice("POST", /\/messages$/, () =>
    maru.actions.post("day 1", { en: "**Report**", ko: "**보고서**" }),
  );
  await shown({ state: "decided", done: [{ ...done, undone: true }], moves: ["undo"] });
  expect(maru.cards().map(({ text, controls }) => [text, ...controls.map(({ label }) => label)])).toEqual([
    ["", "Undo"],
    ["**Report**"],
  ]);
  expect(maru.letters(maru.ann)).toHaveLength(1);
});
