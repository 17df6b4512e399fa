import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import type { Job, Position } from "../../src/core/job.ts";
import type { QueueLimits } from "../../src/core/queue-limits.ts";
import { createThreadQueue } from "../../src/core/thread-queue.ts";
import type { PersonId, ThreadId } from "../../src/core/types.ts";

/** A queue under a hand-moved clock, with jobs that end when told to. */
function stage(limits: QueueLimits = { waiting: 50, waitingPerPerson: 50 }, parallel = 1) {
  let clock = 0;
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  const positions = new Map<string, Position>();
  const cancelled: string[] = [];
  const counts: { waiting: number; running: number }[] = [];
  const queue = createThreadQueue(
    limits,
    () => parallel,
    () => clock,
    (now) => counts.push(now),
  );
  const job = (id: string, person: string, thread = id): Job => ({
    id,
    person: `p:${person}` as PersonId,
    thread: `t:${thread}` as ThreadId,
    urgency: person === "maru" ? "background" : "interactive",
    work: "answer",
    run: (signal) => {
      log.push(id);
      return new Promise((resolve) => {
        ends.set(id, resolve);
        signal.addEventListener("abort", () => {
          log.push(`${id} ${signal.reason}`);
          resolve();
        });
      });
    },
    moved: (position) => positions.set(id, position),
    cancelled: (reason) => cancelled.push(`${id} ${reason}`),
  });
  return {
    queue,
    log,
    positions,
    cancelled,
    counts,
    submit: (id: string, person: string, thread?: string) => queue.submit(job(id, person, thread)),
    keep: (id: string, of: string, in_: string) => {
      const { person, thread, cancelled } = job(id, of, in_);
      queue.keep({ id, person, thread, cancelled });
    },
    end: async (id: string, afterMs = 0) => {
      clock += afterMs;
      ends.get(id)?.();
      await new Promise(setImmediate);
    },
  };
}

test("a job that finds a free slot starts at once", () => {
  const { submit, log } = stage();
  expect(submit("a", "alice")).toBe("accepted");
  expect(log).toEqual(["a"]);
});

test("jobs of one thread run one at a time and in order, even when slots are free", async () => {
  const { submit, log, end } = stage(undefined, 4);
  submit("a1", "alice", "x");
  submit("b1", "bob", "x");
  submit("a2", "alice", "x");
  submit("c1", "carol", "y");
  expect(log).toEqual(["a1", "c1"]);
  await end("a1");
  await end("b1");
  expect(log).toEqual(["a1", "c1", "b1", "a2"]);
});

test("a person with many questions does not keep the others waiting", async () => {
  const { submit, log, end } = stage();
  for (const id of ["a1", "a2", "a3", "a4"]) submit(id, "alice");
  submit("b1", "bob");
  submit("c1", "carol");
  for (let ended = 0; ended < 6; ended++) await end(log[ended]!);
  expect(log).toEqual(["a1", "b1", "c1", "a2", "a3", "a4"]);
});

test("the place told is the place that is given", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom("alice", "bob", "carol"), fc.constantFrom("x", "y", "z")), {
        minLength: 2,
        maxLength: 12,
      }),
      async (jobs) => {
        const { submit, positions, log, end } = stage();
        jobs.forEach(([person, thread], index) => {
          submit(`j${index}`, person, thread);
        });
        const promised = new Map([...positions].map(([id, { ahead }]) => [id, ahead]));
        for (let ended = 0; ended < jobs.length; ended++) await end(log[ended]!);
        expect(log).toHaveLength(jobs.length);
        for (const [id, ahead] of promised) expect(log.indexOf(id)).toBe(ahead);
      },
    ),
    { numRuns: 100 },
  );
});

test("what runs in the background beside the only slot is not ahead of anybody", () => {
  const { submit, log, positions } = stage();
  submit("digest", "maru");
  submit("a", "alice");
  submit("b", "bob");
  expect(log).toEqual(["digest", "a"]);
  expect(positions.get("b")).toEqual({ ahead: 1 });
});

test("the time told is unknown at first, then comes from measured jobs", async () => {
  const { submit, positions, end } = stage();
  submit("a", "alice");
  submit("b", "bob");
  submit("c", "carol");
  expect(positions.get("c")).toEqual({ ahead: 2 });
  await end("a", 10_000);
  expect(positions.get("c")).toEqual({ ahead: 1, etaMs: 10_000 });
});

test("a job that outlasts the mean is expected to last longer, the longer it has lasted", async () => {
  const { submit, positions, end } = stage();
  submit("a", "alice");
  await end("a", 10_000);
  submit("b", "bob");
  await end("nobody", 60_000);
  submit("c", "carol");
  expect(positions.get("c")).toEqual({ ahead: 1, etaMs: 30_000 });
});

test("the time told is corrected while one waits", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  onTestFinished(() => void vi.useRealTimers());
  const { submit, positions, end } = stage();
  submit("a", "alice");
  await end("a", 10_000);
  submit("b", "bob");
  submit("c", "carol");
  expect(positions.get("c")).toEqual({ ahead: 1, etaMs: 10_000 });
  await end("nobody", 5_000);
  vi.advanceTimersByTime(5_000);
  expect(positions.get("c")).toEqual({ ahead: 1, etaMs: 5_000 });
  await end("nobody", 35_000);
  vi.advanceTimersByTime(5_000);
  expect(positions.get("c")).toEqual({ ahead: 1, etaMs: 20_000 });
});

test("a full queue refuses, and one person cannot fill it alone", () => {
  const { submit } = stage({ waiting: 3, waitingPerPerson: 2 });
  expect(submit("running", "alice")).toBe("accepted");
  expect(submit("a1", "alice")).toBe("accepted");
  expect(submit("a2", "alice")).toBe("accepted");
  expect(submit("a3", "alice")).toBe("person-full");
  expect(submit("b1", "bob")).toBe("accepted");
  expect(submit("c1", "carol")).toBe("full");
});

test("cancelling aborts a running job with the reason, and frees the slot", async () => {
  const { queue, submit, log, end } = stage();
  submit("a", "alice");
  submit("b", "bob");
  expect(queue.cancel("a", "stopped")).toBe(true);
  await end("a");
  expect(log).toEqual(["a", "a stopped", "b"]);
});

test("cancelling a waiting job never runs it, and moves up those behind it", () => {
  const { queue, submit, log, cancelled, positions } = stage();
  submit("a", "alice");
  submit("b", "bob");
  submit("c", "carol");
  expect(queue.cancel("b", "deleted")).toBe(true);
  expect(cancelled).toEqual(["b deleted"]);
  expect(positions.get("c")?.ahead).toBe(1);
  expect(log).toEqual(["a"]);
  expect(queue.cancel("b", "deleted")).toBe(false);
});

test("stopping a thread stops what runs in it; when nothing runs there, what waits in it", () => {
  const { queue, submit, log, cancelled } = stage();
  submit("a", "alice", "x");
  submit("a2", "alice", "x");
  submit("b", "bob", "y");
  expect(queue.cancelThread("t:x", "stopped")).toBe(1);
  expect(log).toEqual(["a", "a stopped"]);
  expect(queue.cancelThread("t:y", "stopped")).toBe(1);
  expect(cancelled).toEqual(["b stopped"]);
  expect(queue.cancelThread("t:nowhere", "stopped")).toBe(0);
});

test("draining lets running jobs end, starts no others, and hands those back", async () => {
  const { queue, submit, log, cancelled, end } = stage();
  submit("a", "alice");
  submit("b", "bob");
  const drained = queue.drain(60_000);
  expect(submit("late", "carol")).toBe("accepted");
  await end("a");
  await drained;
  expect(log).toEqual(["a"]);
  expect(cancelled.sort()).toEqual(["b shutdown", "late shutdown"]);
});

test("draining cancels what outlasts the grace", async () => {
  const { queue, submit, log } = stage();
  submit("a", "alice");
  await queue.drain(1);
  expect(log).toEqual(["a", "a shutdown"]);
  expect(queue.counts()).toEqual({ waiting: 0, running: 0 });
});

test("a kept place holds up its thread alone, until its job comes back to it", async () => {
  const { queue, submit, keep, log, positions, end } = stage(undefined, 1);
  submit("a1", "alice", "x");
  submit("b1", "bob", "x");
  submit("c1", "carol", "y");
  keep("a1", "alice", "x");
  await end("a1", 10_000);
  await end("c1", 10_000);
  expect(log).toEqual(["a1", "c1"]);
  expect(positions.get("b1")).toEqual({ ahead: 1 });
  expect(queue.counts()).toEqual({ waiting: 2, running: 0 });
  submit("a1", "alice", "x");
  expect(log).toEqual(["a1", "c1", "a1"]);
  await end("a1");
  expect(log).toEqual(["a1", "c1", "a1", "b1"]);
});

test("a place kept for a job that never was in the queue is the last of its thread; given up, the others go on", () => {
  const { queue, submit, keep, log, cancelled } = stage(undefined, 4);
  keep("a1", "alice", "x");
  keep("a1", "alice", "x");
  submit("b1", "bob", "x");
  keep("c1", "carol", "x");
  submit("d1", "dan", "x");
  expect(queue.counts()).toEqual({ waiting: 4, running: 0 });
  queue.leave("a1");
  expect(log).toEqual(["b1"]);
  queue.leave("nobody");
  expect(queue.cancel("b1", "stopped")).toBe(true);
  expect(queue.cancel("c1", "deleted")).toBe(true);
  expect(cancelled).toEqual(["c1 deleted"]);
});

test("a job takes its kept place also when the queue is full", () => {
  const { submit, keep } = stage({ waiting: 1, waitingPerPerson: 1 });
  keep("a1", "alice", "x");
  expect(submit("b1", "bob", "x")).toBe("full");
  expect(submit("a1", "alice", "x")).toBe("accepted");
});
