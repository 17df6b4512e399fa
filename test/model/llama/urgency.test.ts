import type { LlamaContextSequence, Token } from "node-llama-cpp";
import { expect, it } from "vitest";
import { paceSequence } from "../../../src/model/llama/child/paced-sequence.ts";
import { createRounds, type Part, type Rounds } from "../../../src/model/llama/child/rounds.ts";
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

const TOKEN: Part = { tokens: 1, background: false, askedAt: 0 };
const CHUNK: Part = { tokens: 128, background: false, askedAt: 0 };

/** Takes part in so many rounds. */
async function takePart(rounds: Rounds, times: number, tokens: number, background: boolean, did: () => void) {
  await rounds.compute(async () => {
    // Until all are there.
    await undefined;
    for (let time = 0; time < times; time++) {
      await rounds.step({ tokens, background, askedAt: 0 }, async () => did());
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

/** Reads a prompt in so many chunks, each as large as a round takes. */
async function read(
  rounds: Rounds,
  name: string,
  { chunks, begunAt, background = false }: { chunks: number; begunAt: number; background?: boolean },
  done: string[],
  did: () => void = () => undefined,
) {
  await rounds.compute(async () => {
    await undefined;
    for (let left = chunks; left > 0; left--) {
      const part = { ...CHUNK, background, prompt: { left: left * 128, begunAt } };
      await rounds.step(part, async () => {
        done.push(name);
        did();
      });
    }
  });
}

it("of several prompts, the shortest and the first take turns", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  const done: string[] = [];
  await Promise.all([
    read(rounds, "long", { chunks: 6, begunAt: 1 }, done),
    read(rounds, "longer", { chunks: 8, begunAt: 2 }, done),
    read(rounds, "short", { chunks: 2, begunAt: 3 }, done),
  ]);
  expect(done.join(" ")).toBe(
    "long short long short long long long long longer longer longer longer longer longer longer longer",
  );
});

it("work that fails before it has begun fails alone, and the others go on", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  const fail = () => {
    throw new RangeError("disposed");
  };
  await expect(rounds.step(TOKEN, fail)).rejects.toThrow("disposed");
  await expect(rounds.alone(fail)).rejects.toThrow("disposed");
  expect(await rounds.step(TOKEN, async () => "done")).toBe("done");
});

it("who is stopped while others take their turn does not wait for his own", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  const busy = Promise.withResolvers<void>();
  const first = rounds.step(CHUNK, () => busy.promise);
  const stop = new AbortController();
  const second = rounds.step(CHUNK, async () => "was read", stop.signal);
  stop.abort(new Error("enough"));
  await expect(second).rejects.toThrow("enough");
  busy.resolve();
  await first;
  expect(await rounds.step(CHUNK, async () => "goes on")).toBe("goes on");
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

it("what nobody waits for gets its quarter also while somebody's prompt is read, and answers get a token in every round", async () => {
  let now = 0;
  const rounds = createRounds({ promptTokens: 128, now: () => now });
  const done: string[] = [];
  const took = { token: 0, chunk: 0, background: 0 };
  const did = (what: keyof typeof took, tookMs: number) => () => {
    done.push(what);
    if (done.includes("chunk") && took.chunk < 24 * 128) took[what] += tookMs;
    now += tookMs;
  };
  await Promise.all([
    takePart(rounds, 60, 1, false, did("token", 1)),
    takePart(rounds, 24, 128, false, did("chunk", 128)),
    takePart(rounds, 12, 64, true, did("background", 64)),
  ]);
  const share = took.background / (took.token + took.chunk + took.background);
  expect(share).toBeGreaterThan(0.15);
  expect(share).toBeLessThan(0.25);
  const ofRounds = done.slice(0, done.lastIndexOf("chunk") + 1);
  expect(ofRounds.filter((_, at) => at % 2 === 0)).toEqual(Array(ofRounds.length / 2).fill("token"));
});

it("prompts that people wait for keep their turns between those that nobody waits for", async () => {
  let now = 0;
  const rounds = createRounds({ promptTokens: 128, now: () => now });
  const done: string[] = [];
  await Promise.all([
    read(rounds, "long", { chunks: 9, begunAt: 1 }, done, () => now++),
    read(rounds, "short", { chunks: 3, begunAt: 2 }, done, () => now++),
    read(rounds, "first of nobody", { chunks: 2, begunAt: 3, background: true }, done, () => now++),
    read(rounds, "second of nobody", { chunks: 1, begunAt: 4, background: true }, done, () => now++),
  ]);
  const [nobody, people] = [
    done.filter((name) => /nobody/.test(name)),
    done.filter((name) => !/nobody/.test(name)),
  ];
  expect(nobody).toEqual(["first of nobody", "first of nobody", "second of nobody"]);
  expect(people.slice(0, 6)).toEqual(["long", "short", "long", "short", "long", "short"]);
  expect(done.lastIndexOf("second of nobody")).toBeLessThan(done.lastIndexOf("long"));
});

it("what was asked for a minute ago is read like a question", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 60_000 });
  const done: string[] = [];
  await Promise.all([
    read(rounds, "person", { chunks: 4, begunAt: 59_000 }, done),
    read(rounds, "aged", { chunks: 6, begunAt: 1, background: true }, done),
  ]);
  expect(done.join(" ")).toBe("aged person aged person aged person aged person aged aged");
});

it.each([
  ["rests like what nobody waits for", 0, 2],
  ["counts like a question when it was asked for a minute ago", -60_000, 6],
])("an answer that nobody waits for %s", async (_, askedAt, tokens) => {
  let now = 0;
  const rounds = createRounds({ promptTokens: 128, now: () => now });
  const written: string[] = [];
  const write = (name: string, most: number, background: boolean) =>
    rounds.compute(async () => {
      await undefined;
      const sequence = {
        async *evaluate() {
          for (let token = 0; token < most; token++) {
            written.push(name);
            now += 10;
            yield token;
          }
        },
      };
      const paced = paceSequence(sequence as unknown as LlamaContextSequence, rounds);
      paced.begin({ background, askedAt });
      await Array.fromAsync(paced.sequence.evaluate([0 as Token]));
    });
  await Promise.all([write("person", 12, false), write("nobody", 6, true)]);
  const contested = written.slice(0, written.lastIndexOf("person") + 1);
  expect(contested.filter((name) => name === "nobody")).toHaveLength(tokens);
});

it("whose prompt has been read does not wait for the chunks of others with his first word", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  const done: string[] = [];
  const first = rounds.compute(async () => {
    await undefined;
    await rounds.step({ ...TOKEN, first: true }, async () => void done.push("first"));
    await rounds.step(TOKEN, async () => void done.push("second"));
  });
  await Promise.all([first, read(rounds, "chunk", { chunks: 2, begunAt: 0 }, done)]);
  expect(done.join(" ")).toBe("first second chunk chunk");
});

it("short prompts that end are read together, and without a chunk of a longer one beside them", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  const done: string[] = [];
  const prompt = (name: string, begunAt: number, tokens: number, chunks: number) =>
    rounds.compute(async () => {
      await undefined;
      for (let left = chunks; left > 0; left--)
        await rounds.step(
          { ...TOKEN, tokens, prompt: { left: left * tokens, begunAt } },
          async () => void done.push(name),
        );
    });
  await Promise.all([
    takePart(rounds, 5, 1, false, () => done.push("|")),
    prompt("long", 0, 100, 2),
    prompt("middle", 1, 69, 1),
    prompt("short", 2, 30, 1),
    prompt("shorter", 3, 29, 1),
  ]);
  expect(done.join(" ")).toBe("| long | shorter short | long | middle |");
});

it("when things that must happen alone have taken a while, answers get a token before the next", async () => {
  let now = 0;
  const rounds = createRounds({ promptTokens: 128, now: () => now });
  const done: string[] = [];
  const alone = () =>
    rounds.alone(async () => {
      now += 130;
      done.push("alone");
    });
  const writing = takePart(rounds, 6, 1, false, () => done.push("token"));
  await Promise.all([writing, ...Array.from({ length: 6 }, alone)]);
  expect(done.join(" ")).not.toMatch(/alone alone alone/);
  expect(done.join(" ")).toMatch(/alone alone token/);
  expect(done).toHaveLength(12);
});

it("what must happen alone happens between two rounds, and does not wait for the answers to end", async () => {
  const rounds = createRounds({ promptTokens: 128, now: () => 0 });
  let stepping = false;
  const steps: number[] = [];
  const writing = rounds.compute(async () => {
    for (let step = 0; step < 20; step++) {
      await rounds.step(TOKEN, async () => {
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
