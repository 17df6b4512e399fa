import { expect, onTestFinished, test } from "vitest";
import type { Store } from "../../../src/core/ports/index.ts";
import type { Author, ChatEvent, Message, MessageId, PersonId } from "../../../src/core/types.ts";
import type { NewEntry } from "../../../src/moderation/audit/index.ts";
import { createSample } from "../../../src/moderation/report/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { silentLog } from "../../store/silent-log.ts";

const DAY_MS = 86_400_000;

function author(name: string): Author {
  return { id: `web:${name}` as PersonId, name, kind: "person" };
}

function message(number: number, by = author("nari"), text = `words ${number}`): Message {
  return {
    id: `web:general/${number}`,
    thread: `web:general/${number}`,
    startsThread: true,
    place: { id: "web:general", name: "general", kind: "channel" },
    author: by,
    text,
    mentions: [],
    sentAt: "2026-11-20T10:00:00.000Z",
    link: "http://127.0.0.1/x",
  };
}

const label = (id: MessageId, by: string, said: "fine" | "harmful", event = `${by} ${id}`) =>
  ({ type: "label", id: event, message: id, label: said, by: author(by) }) satisfies ChatEvent;

/** A sample on a store in memory; `again` is the same after a restart. */
async function world({ share = 0.01 } = {}) {
  const clock = { now: Date.parse("2026-11-20T10:00:00Z") };
  const store: Store = await openStore("memory:", {
    dataFolder: "/nowhere",
    now: () => clock.now,
    log: silentLog,
  });
  onTestFinished(() => store.close());
  const log = new Map<string, NewEntry>();
  const fault: { append?: Error } = {};
  let salts = 0;
  const open = () =>
    createSample({
      store,
      share,
      now: () => clock.now,
      newSalt: () => `salt ${++salts} ${share}`,
      append: async (entry, key) => {
        if (fault.append) throw fault.append;
        if (!log.has(key)) log.set(key, entry);
      },
    });
  return { sample: await open(), again: open, log, clock, fault };
}

const sampling = (of: Message) => ({
  message: of,
  router: 0.2,
  guard: 0.1,
  language: "en" as const,
  retentionMs: 30 * DAY_MS,
});
const idsOf = (open: readonly { message: Message }[]) => open.map(({ message: { id } }) => id);

test("a hundredth of all messages is drawn, and after a restart the same ones", async () => {
  const { sample, again } = await world();
  const ids = Array.from({ length: 30_000 }, (_, at) => ({ id: `web:general/${at}` as MessageId }));
  const drawn = ids.filter((id) => sample.isSampled(id));
  // Five standard deviations: √(30,000 · 0.01 · 0.99) ≈ 17.2.
  expect(Math.abs(drawn.length - 300)).toBeLessThan(86);
  const later = await again();
  expect(ids.filter((id) => later.isSampled(id))).toEqual(drawn);
});

test("another install draws others, so that nobody can choose ids that are never drawn", async () => {
  const [one, other] = [await world({ share: 0.5 }), await world({ share: 0.500001 })];
  const ids = Array.from({ length: 200 }, (_, at) => ({ id: `web:general/${at}` as MessageId }));
  const same = ids.filter((id) => one.sample.isSampled(id) === other.sample.isSampled(id));
  expect(same.length).toBeLessThan(150);
});

test("what was sampled stands in the log without a word of it, once, and its words on the desk", async () => {
  const { sample, log } = await world();
  await sample.add(sampling(message(1)));
  await sample.add(sampling(message(1, author("nari"), "edited meanwhile")));
  expect([...log.values()]).toEqual([
    {
      type: "sampled",
      message: "web:general/1",
      place: { id: "web:general", kind: "channel" },
      language: "en",
      share: 0.01,
      router: 0.2,
      guard: 0.1,
      words: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
  expect(await sample.open(10)).toEqual([
    { message: message(1), guard: 0.1, at: "2026-11-20T10:00:00.000Z" },
  ]);
});

test("a crash between words and log leaves one entry that is true of the words kept", async () => {
  const { sample, again, log, fault } = await world();
  fault.append = new Error("disk full");
  await expect(sample.add(sampling(message(1)))).rejects.toThrow("disk full");
  delete fault.append;
  const later = await again();
  await later.add(sampling(message(1)));
  const [first] = log.values();
  log.clear();
  await later.add(sampling(message(1)));
  expect([...log.values()]).toEqual([first]);
});

test("the desk is given the oldest unlabelled ones, also after a restart", async () => {
  const { sample, again, clock } = await world();
  for (const number of [3, 1, 2, 4]) {
    await sample.add(sampling(message(number)));
    clock.now += 1000;
  }
  await sample.label(label("web:general/1", "mina", "fine"));
  const oldest = ["web:general/3", "web:general/2"];
  expect(idsOf(await sample.open(2))).toEqual(oldest);
  const later = await again();
  expect(idsOf(await later.open(2))).toEqual(oldest);
  expect(idsOf(await later.open(10))).toEqual([...oldest, "web:general/4"]);
  expect(await later.open(0)).toEqual([]);
});

test("each person's first label counts, however often and whatever they say again", async () => {
  const { sample, log } = await world();
  await sample.add(sampling(message(1)));
  expect(await sample.label(label("web:general/1", "mina", "harmful", "e1"))).toEqual({ type: "labelled" });
  expect(await sample.label(label("web:general/1", "mina", "harmful", "e1"))).toEqual({ type: "labelled" });
  expect(await sample.label(label("web:general/1", "mina", "fine", "e2"))).toEqual({ type: "labelled" });
  expect([...log.values()].filter(({ type }) => type === "labelled")).toEqual([
    {
      type: "labelled",
      message: "web:general/1",
      label: "harmful",
      by: "web:mina",
      event: "e1",
    },
  ]);
});

test("two people who disagree, at the same moment too, bring the message back for a third", async () => {
  const { sample } = await world();
  await sample.add(sampling(message(1)));
  await sample.add(sampling(message(2)));
  await Promise.all([
    sample.label(label("web:general/1", "mina", "harmful")),
    sample.label(label("web:general/1", "jun", "fine")),
  ]);
  expect(idsOf(await sample.open(10))).toEqual(["web:general/2", "web:general/1"]);
  await sample.label(label("web:general/1", "sol", "fine"));
  expect(idsOf(await sample.open(10))).toEqual(["web:general/2"]);
});

test("nobody labels their own message, nor one that is not in the sample", async () => {
  const { sample, log } = await world();
  await sample.add(sampling(message(1)));
  log.clear();
  expect(await sample.label(label("web:general/1", "nari", "fine"))).toEqual({
    type: "refused",
    why: "own-message",
  });
  expect(await sample.label(label("web:general/9", "mina", "fine"))).toEqual({
    type: "refused",
    why: "no-such-case",
  });
  expect(log.size).toBe(0);
});

test("words are kept for the retention time from the sampling on, labelled or not", async () => {
  const { sample, clock } = await world();
  await sample.add(sampling(message(1)));
  await sample.add(sampling(message(2)));
  clock.now += 29 * DAY_MS;
  await sample.label(label("web:general/1", "mina", "fine"));
  expect(idsOf(await sample.open(10))).toEqual(["web:general/2"]);
  clock.now += DAY_MS;
  expect(await sample.open(10)).toEqual([]);
  expect(await sample.count("web:nari")).toBe(0);
});

test("a deleted message is withdrawn; a person's are counted and erased", async () => {
  const { sample } = await world();
  for (const number of [1, 2]) await sample.add(sampling(message(number)));
  await sample.add(sampling(message(3, author("dao"))));
  await sample.withdraw("web:general/2");
  expect(idsOf(await sample.open(10))).toEqual(["web:general/1", "web:general/3"]);
  expect([await sample.count("web:nari"), await sample.count("web:dao")]).toEqual([1, 1]);
  expect(await sample.erase("web:nari")).toBe(1);
  expect(await sample.erase("web:nari")).toBe(0);
  expect(idsOf(await sample.open(10))).toEqual(["web:general/3"]);
});
