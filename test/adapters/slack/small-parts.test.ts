import type { App, Receiver, ReceiverEvent } from "@slack/bolt";
import { describe, expect, test } from "vitest";
import type { Arrivals } from "../../../adapters/slack/arrivals.ts";
import { createFault } from "../../../adapters/slack/fault.ts";
import { rightAfter, rightBefore } from "../../../adapters/slack/ids.ts";
import { createJustArrived } from "../../../adapters/slack/just-arrived.ts";
import { createPlaces } from "../../../adapters/slack/places.ts";
import { parseMessage } from "../../../adapters/slack/raw-message.ts";
import { createSignatures } from "../../../adapters/slack/signatures.ts";
import { storingFirst } from "../../../adapters/slack/storing-first.ts";
import { createStreamsAllowed } from "../../../adapters/slack/streams-allowed.ts";
import { listeningLog } from "../listening-log.ts";

test("a time has a last one before and a next one after it", () => {
  const times = ["0.000000", "0.000001", "1.000000", "1726000000.000000"];
  expect(times.map(rightBefore)).toEqual(["0.000000", "0.000000", "0.999999", "1725999999.999999"]);
  expect(times.map(rightAfter)).toEqual(["0.000001", "0.000002", "1.000001", "1726000000.000001"]);
});

describe("where a stream may begin", () => {
  function streams() {
    const clock = { time: 0, now: () => clock.time, after: () => () => {} };
    const self = { url: "", team: "T1", user: "U1", scopes: [] };
    const people = { find: async () => undefined };
    return { clock, allowed: createStreamsAllowed({ people, self, clock, log: listeningLog() }) };
  }

  test("is forgotten after an hour, when Slack let none begin there", () => {
    const { clock, allowed } = streams();
    allowed.refused("C1", "feature_not_enabled");
    expect([allowed.mayBeginIn("C1"), allowed.mayBeginIn("C2")]).toEqual([false, true]);
    clock.time += 60 * 60 * 1000;
    expect(allowed.mayBeginIn("C1")).toBe(true);
  });

  test("is not told by a post that was refused for itself", () => {
    const { allowed } = streams();
    for (const reason of ["is_archived", "thread_not_found"]) allowed.refused("C1", reason);
    expect(allowed.mayBeginIn("C1")).toBe(true);
  });
});

describe("whether Slack's requests are signed with Maru's secret", () => {
  test("is doubted after three in a row that are not, and no more when one is", () => {
    const faults: (string | undefined)[] = [];
    const fault = { set: (_source: string, remedy: string | undefined) => void faults.push(remedy) };
    const signatures = createSignatures({ fault, now: () => 0, log: listeningLog() });
    const refuse = (times: number) => {
      for (let count = 0; count < times; count++) signatures.refused(true);
    };
    refuse(2);
    signatures.accepted();
    refuse(2);
    signatures.refused(false);
    expect(faults).toEqual([undefined]);
    refuse(1);
    expect(faults.at(-1)).toContain("Signing Secret");
  });
});

describe("an event that took longer than Slack waits", () => {
  test.for(["to be stored", "to be handled"])(
    "(%s) is not acknowledged: Slack sends it again",
    async (what) => {
      let now = 0;
      const acknowledged: string[] = [];
      const apps: App[] = [];
      const receiver = { init: (standIn: App) => void apps.push(standIn) } as unknown as Receiver;
      const takeIn = async (body: unknown) => {
        if (body === "late" && what === "to be stored") now += 3_000;
      };
      storingFirst(receiver, { takeIn, now: () => now }).init({
        async processEvent({ body, ack }: ReceiverEvent) {
          if (String(body) === "late") now += 3_000;
          await ack();
        },
      } as unknown as App);
      for (const body of ["late", "soon"])
        await apps[0]!.processEvent({ body, ack: async () => void acknowledged.push(body) } as never);
      expect(acknowledged).toEqual(["soon"]);
    },
  );
});

test("a reply of which only its edit or deletion was heard is something that stands in the thread", async () => {
  const nothing = async () => {};
  const arrivals = { message: nothing, changed: nothing, deleted: nothing } as unknown as Arrivals;
  for (const what of ["changed", "deleted"] as const) {
    const just = createJustArrived("UMARU", () => 1_000_000);
    const watching = just.watching(arrivals);
    const root = parseMessage({ ts: "1000.000100", user: "U1", text: "why?" })!;
    const reply = parseMessage({ ts: "1000.000200", thread_ts: root.ts, user: "U2", text: "anybody?" })!;
    await watching.message(root, "C1");
    expect(just.alone({ channel: "C1", ts: root.ts })).toEqual(root);
    if (what === "changed") await watching.changed(reply, undefined, "C1");
    else await watching.deleted(reply.ts, reply, "C1");
    expect([what, just.alone({ channel: "C1", ts: root.ts })]).toEqual([what, undefined]);
    expect(just.has({ channel: "C1", ts: root.ts })).toBe(true);
  }
});

test("a trouble that lasts counts from when it began, however often it is told of", () => {
  let now = 0;
  const fault = createFault("new token", () => now);
  fault.set("connection", "look at the network", 30_000);
  now = 29_999;
  fault.set("connection", "look at the network", 30_000);
  expect(fault.now).toBeUndefined();
  now = 30_000;
  expect(fault.now).toBe("look at the network");
  fault.set("connection", undefined);
  expect(fault.now).toBeUndefined();
});

test("that people of other organisations are in a channel holds until Slack is to be asked anew", async () => {
  const places = createPlaces({
    api: { channel: async (id) => ({ id, name: "hall" }) },
    people: undefined as never,
    now: () => 0,
    log: listeningLog(),
  });
  const isShared = async () => (await places.find("C1"))?.isShared;
  expect(await isShared()).toBe(false);
  places.noteShared("C1");
  expect(await isShared()).toBe(true);
  places.forget("C1");
  expect(await isShared()).toBe(false);
});
