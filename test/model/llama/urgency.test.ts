import { expect, it } from "vitest";
import { createRounds, type Rounds } from "../../../src/model/llama/child/rounds.ts";
import { runEngine } from "./run-engine.ts";
import { asked, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
const { path } = writeModel(folder, "model.gguf");

/** An answer that ends when it is told to. */
function endless(engine: Awaited<ReturnType<typeof runEngine>>) {
  const stop = new AbortController();
  const begun = Promise.withResolvers<void>();
  const ended = engine
    .ask(asked("count"), { maxTokens: 3000, signal: stop.signal, onStart: () => begun.resolve() })
    .catch(() => undefined);
  return {
    begun: begun.promise,
    async end() {
      stop.abort(new Error("enough"));
      await ended;
    },
  };
}

it("whoever waits for an answer passes what nobody waits for", async () => {
  const engine = await runEngine({ path, parallel: 1 });
  const busy = endless(engine);
  await busy.begun;
  const order: string[] = [];
  const background = [1, 2].map((name) =>
    engine.ask(asked("hello"), { urgency: "background", onStart: () => order.push(`background ${name}`) }),
  );
  const person = engine.ask(asked("hello"), { onStart: () => order.push("person") });
  await busy.end();
  await Promise.all([...background, person]);
  expect(order).toEqual(["person", "background 1", "background 2"]);
});

it("what nobody waits for leaves the last free slot to people, but not for ever", async () => {
  let now = 1_000_000;
  const engine = await runEngine({ path, parallel: 2, now: () => now });
  const busy = endless(engine);
  await busy.begun;
  const order: string[] = [];
  const background = engine.ask(asked("hello"), {
    urgency: "background",
    onStart: () => order.push("background"),
  });
  await engine.ask(asked("hello"), { onStart: () => order.push("person") });
  expect(order).toEqual(["person"]);
  now += 61_000;
  await engine.ask(asked("hello"), { onStart: () => order.push("person") });
  await background;
  expect(order).toEqual(["person", "background", "person"]);
  await busy.end();
});

/** Takes part in so many rounds. */
async function takePart(rounds: Rounds, times: number, tokens: number, background: boolean, did: () => void) {
  await rounds.compute(async () => {
    // Until all are there.
    await undefined;
    for (let time = 0; time < times; time++) {
      await rounds.step({ tokens, background }, async () => did());
    }
  });
}

it("all that write take part in every round, and one chunk of a prompt", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  const done: string[] = [];
  await Promise.all([
    takePart(rounds, 4, 1, false, () => done.push("a")),
    takePart(rounds, 4, 1, false, () => done.push("b")),
    takePart(rounds, 2, 128, false, () => done.push("chunk")),
    takePart(rounds, 2, 128, false, () => done.push("chunk")),
  ]);
  expect(done.join(" ")).toBe("a b chunk a b chunk a b chunk a b chunk");
});

it("of several prompts, the shortest and the first take turns", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  const done: string[] = [];
  const read = (name: string, chunks: number, begunAt: number) =>
    rounds.compute(async () => {
      await undefined;
      for (let left = chunks; left > 0; left--) {
        const part = { tokens: 128, background: false, prompt: { left: left * 128, begunAt } };
        await rounds.step(part, async () => void done.push(name));
      }
    });
  await Promise.all([read("long", 6, 1), read("longer", 8, 2), read("short", 2, 3)]);
  expect(done.join(" ")).toBe(
    "long short long short long long long long longer longer longer longer longer longer longer longer",
  );
});

it("work that fails before it has begun fails alone, and the others go on", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  const fail = () => {
    throw new RangeError("disposed");
  };
  await expect(rounds.step({ tokens: 1, background: false }, fail)).rejects.toThrow("disposed");
  await expect(rounds.alone(fail)).rejects.toThrow("disposed");
  expect(await rounds.step({ tokens: 1, background: false }, async () => "done")).toBe("done");
});

it("who is stopped while others take their turn does not wait for his own", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  const part = { tokens: 128, background: false };
  const busy = Promise.withResolvers<void>();
  const first = rounds.step(part, () => busy.promise);
  const stop = new AbortController();
  const second = rounds.step(part, async () => "was read", stop.signal);
  stop.abort(new Error("enough"));
  await expect(second).rejects.toThrow("enough");
  busy.resolve();
  await first;
  expect(await rounds.step(part, async () => "goes on")).toBe("goes on");
});

it("what nobody waits for gets a quarter of the time while somebody waits, and all of it otherwise", async () => {
  let now = 0;
  const rounds = createRounds({ promptTokens: 128, now: () => now });
  const done: string[] = [];
  const did = (what: string) => () => {
    done.push(what);
    now += 10;
  };
  await Promise.all([
    takePart(rounds, 12, 1, false, did("person")),
    takePart(rounds, 6, 64, true, did("background")),
  ]);
  const contested = done.slice(0, done.lastIndexOf("person") + 1);
  expect(contested.filter((what) => what === "background").length).toBe(2);
  expect(done.slice(contested.length)).toEqual(Array(4).fill("background"));
});

it("what must happen alone happens between two rounds, and does not wait for the answers to end", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  let stepping = false;
  const steps: number[] = [];
  const writing = rounds.compute(async () => {
    for (let step = 0; step < 20; step++) {
      await rounds.step({ tokens: 1, background: false }, async () => {
        stepping = true;
        await new Promise((resolve) => setImmediate(resolve));
        stepping = false;
        steps.push(step);
      });
    }
  });
  const seen = await rounds.alone(async () => ({ stepping, after: steps.length }));
  await writing;
  expect(seen.stepping).toBe(false);
  expect(seen.after).toBeLessThan(20);
});
