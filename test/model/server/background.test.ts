import { afterEach, expect, it, vi } from "vitest";
import { fakeServer, runServers } from "./run-servers.ts";

afterEach(() => void vi.useRealTimers());

/** Servers with so many slots each, all of which answer; time goes by only as the test says. */
async function running(slots: readonly number[]) {
  const servers = await Promise.all(slots.map(() => fakeServer()));
  const settings = servers.map(({ url }, at) => ({ url, parallel: slots[at] ?? 1 }));
  const { model, answer } = await runServers(settings, { deadlineMs: 600_000 });
  const parallel = slots.reduce((sum, some) => sum + some, 0);
  await vi.waitFor(() => expect(model.health()).toMatchObject({ parallel }));
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const order: string[] = [];
  const open = () => servers.reduce((sum, server) => sum + server.open, 0);
  return {
    order,
    background: () => answer("hello", { urgency: "background" }).then(() => order.push("background")),
    person: () => answer("hello").then(() => order.push("person")),
    /** Takes a slot until it is told to leave. */
    async endless() {
      for (const server of servers) server.befalls.push({ type: "stall", afterPieces: 0 });
      const stop = new AbortController();
      const before = open();
      const ended = answer("hello", { signal: stop.signal }).catch(() => undefined);
      await vi.waitFor(() => expect(open()).toBe(before + 1));
      for (const server of servers) server.befalls.length = 0;
      return async () => {
        stop.abort();
        await ended;
      };
    },
  };
}

it("after a minute, what nobody waits for has its turn among the questions", async () => {
  const { order, background, person, endless } = await running([1]);
  let leave = await endless();
  const early = [background(), person()];
  await leave();
  await Promise.all(early);
  leave = await endless();
  const aged = background();
  await vi.advanceTimersByTimeAsync(61_000);
  const late = [aged, person(), background()];
  await leave();
  await Promise.all(late);
  expect(order).toEqual(["person", "background", "background", "person", "background"]);
});

it.each([
  ["one server", [2]],
  ["several servers", [1, 1]],
])("what nobody waits for leaves the last free slot of %s to people, for a minute", async (_, slots) => {
  const { order, background, person, endless } = await running(slots);
  const leave = await endless();
  const waits = background();
  await person();
  await person();
  expect(order).toEqual(["person", "person"]);
  // Nothing else happens meanwhile.
  await vi.advanceTimersByTimeAsync(61_000);
  await waits;
  expect(order).toEqual(["person", "person", "background"]);
  await leave();
});

it("where more than one slot is free, what nobody waits for begins at once", async () => {
  const { order, background, endless } = await running([1, 2]);
  const leave = await endless();
  await background();
  expect(order).toEqual(["background"]);
  await leave();
});
