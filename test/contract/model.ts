import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnswerSchema, Model, ModelError } from "../../src/core/ports/index.ts";
import type { Turn } from "../../src/core/types.ts";

/** What a suite needs to know of the model that it is given. */
export interface ModelHarness {
  /** Starts a model with a context of at most some ten thousand tokens. */
  create(): Promise<Model> | Model;
  /** A question with a short answer that ends by itself. */
  readonly question: string;
  /** All of that answer. */
  readonly answer: string;
  /** A question whose answer never ends by itself. */
  readonly endless: string;
}

const never = new AbortController().signal;
const user = (text: string): Turn[] => [{ role: "user", text }];

/** The suite that every `Model` passes. */
export function modelContract(name: string, harness: ModelHarness): void {
  describe(`${name} is a Model`, () => {
    let model: Model;

    beforeAll(async () => {
      model = await harness.create();
      await model.ready(never);
    });
    afterAll(() => model.stop());

    async function answer(turns: readonly Turn[], maxTokens = 64): Promise<string> {
      return (await Array.fromAsync(model.reply(turns, { signal: never, maxTokens }))).join("");
    }

    it("says what it is once it is ready", () => {
      expect(model.health()).toMatchObject({
        state: "ready",
        name: expect.stringMatching(/./),
        contextTokens: expect.any(Number),
        parallel: expect.any(Number),
        restarts: 0,
      });
    });

    it("streams the whole answer and ends", async () => {
      expect(await answer(user(harness.question))).toBe(harness.answer);
    });

    it("streams: the first piece comes before the answer is done", async () => {
      const pieces = model.reply(user(harness.endless), { signal: never, maxTokens: 64 });
      const first = await pieces[Symbol.asyncIterator]().next();
      expect(first.value).not.toBe("");
    });

    it("writes no more than maxTokens", async () => {
      const pieces = await Array.fromAsync(
        model.reply(user(harness.endless), { signal: never, maxTokens: 7 }),
      );
      expect(pieces.length).toBeGreaterThan(0);
      expect(pieces.length).toBeLessThanOrEqual(7);
    });

    it("tells when it was cut off, and not when it had said all", async () => {
      let cuts = 0;
      const ask = async (question: string, maxTokens: number) => {
        const onCut = () => void cuts++;
        for await (const _ of model.reply(user(question), { signal: never, maxTokens, onCut }));
      };
      await ask(harness.question, 64);
      expect(cuts).toBe(0);
      await ask(harness.endless, 7);
      expect(cuts).toBe(1);
    });

    it("writes nothing when nothing may be written", async () => {
      expect(await answer(user(harness.endless), 0)).toBe("");
    });

    it("ends with `aborted` within one piece of the abort", async () => {
      const stop = new AbortController();
      let before = 0;
      let after = 0;
      const reading = (async () => {
        for await (const _ of model.reply(user(harness.endless), { signal: stop.signal, maxTokens: 500 })) {
          if (stop.signal.aborted) after += 1;
          else before += 1;
          if (before === 5) stop.abort();
        }
      })();
      await expect(reading).rejects.toMatchObject({ code: "aborted" });
      expect(before).toBe(5);
      expect(after).toBeLessThanOrEqual(1);
    });

    it("does not begin what was aborted before", async () => {
      const pieces = model.reply(user(harness.question), { signal: AbortSignal.abort(), maxTokens: 8 });
      await expect(Array.fromAsync(pieces)).rejects.toMatchObject({ code: "aborted" });
      await expect(model.ready(AbortSignal.abort())).rejects.toMatchObject({ code: "aborted" });
    });

    it("is free again when a reader leaves in the middle", async () => {
      for await (const _ of model.reply(user(harness.endless), { signal: never, maxTokens: 500 })) break;
      expect(await answer(user(harness.question))).toBe(harness.answer);
    });

    it("answers requests that come at the same time, each its own", async () => {
      const asked = Array.from({ length: 4 }, () => answer(user(harness.question)));
      const cut = answer(user(harness.endless), 9);
      expect(await Promise.all(asked)).toEqual(asked.map(() => harness.answer));
      expect(await cut).not.toBe("");
    });

    it("lets a request be aborted that waits for its turn, and keeps the others", async () => {
      const stop = new AbortController();
      const first = answer(user(harness.endless), 50);
      const waiting = Array.fromAsync(
        model.reply(user(harness.question), { signal: stop.signal, maxTokens: 8 }),
      );
      const third = answer(user(harness.question));
      stop.abort();
      await expect(waiting).rejects.toMatchObject({ code: "aborted" });
      expect(await first).not.toBe("");
      expect(await third).toBe(harness.answer);
    });

    it("answers as before when it was told to forget everything, also while it answers", async () => {
      const answering = answer(user(harness.question));
      await model.forgetAll();
      expect(await answering).toBe(harness.answer);
      expect(await answer(user(harness.question))).toBe(harness.answer);
    });

    it("counts tokens of each text, in order", async () => {
      const [none, few, many, korean] = await model.countTokens(["", "one", "one two three", "요약해 줘"]);
      expect(none).toBe(0);
      expect(few).toBeGreaterThan(0);
      expect(many).toBeGreaterThan(few ?? 0);
      expect(korean).toBeGreaterThan(0);
      expect(await model.countTokens([])).toEqual([]);
    });

    it("measures the whole prompt, template included, and every turn in it", async () => {
      const one = await model.measure(user("one two"));
      const three = await model.measure([
        ...user("one two"),
        { role: "assistant", text: "three" },
        ...user("four five"),
      ]);
      const [bare] = await model.countTokens(["one two"]);
      expect(one).toBeGreaterThan(bare ?? 0);
      expect(three).toBeGreaterThan(one);
    });

    it("refuses what does not fit with `overflow`, by exactly one token, and drops nothing", async () => {
      const health = model.health();
      const contextTokens = health.state === "ready" ? health.contextTokens : 0;
      const turns = user(`${"word ".repeat(50)}${harness.question}`);
      const room = contextTokens - (await model.measure(turns));
      expect(await answer(turns, room)).toBe(harness.answer);
      await expect(answer(turns, room + 1)).rejects.toMatchObject({ code: "overflow" });
      expect(await answer(user(harness.question))).toBe(harness.answer);
    });

    it("holds an answer to a schema, and streams it", async () => {
      const schema: AnswerSchema = {
        type: "object",
        properties: {
          kind: { enum: ["none", "한국어"] },
          sources: { type: "array", minItems: 2, maxItems: 3, items: { enum: [4, 5] } },
          text: { type: "string", maxLength: 5 },
        },
      };
      for (const question of [harness.question, harness.endless]) {
        const pieces = await Array.fromAsync(
          model.reply(user(question), { signal: never, maxTokens: 200, schema }),
        );
        const told = JSON.parse(pieces.join(""));
        expect(Object.keys(told)).toEqual(["kind", "sources", "text"]);
        expect(["none", "한국어"]).toContain(told.kind);
        expect([2, 3]).toContain(told.sources.length);
        for (const source of told.sources) expect([4, 5]).toContain(source);
        expect([...told.text].length).toBeLessThanOrEqual(5);
      }
      expect(await answer(user(harness.question))).toBe(harness.answer);
    });

    it("refuses a schema that no grammar can be made of with `failed`, and takes the next request", async () => {
      const schema: AnswerSchema = { type: "array", items: { enum: [] } };
      const pieces = model.reply(user(harness.question), { signal: never, maxTokens: 8, schema });
      await expect(Array.fromAsync(pieces)).rejects.toMatchObject({ name: "ModelError", code: "failed" });
      expect(await answer(user(harness.question))).toBe(harness.answer);
    });

    it("takes several turns of one role in a row, and any text", async () => {
      const turns: Turn[] = [
        { role: "system", text: "Be kind." },
        { role: "system", text: "Be brief." },
        { role: "assistant", text: "I am here." },
        { role: "user", text: "" },
        { role: "user", text: "\ud800 \u0000 👩‍👩‍👧 \r\n" },
        { role: "user", text: harness.question },
      ];
      expect(await answer(turns)).toBe(harness.answer);
    });

    it("stops as often as one likes, and takes nothing afterwards", async () => {
      const stopped = await harness.create();
      await stopped.ready(never);
      const cut = Array.fromAsync(stopped.reply(user(harness.endless), { signal: never, maxTokens: 500 }));
      const lost = expect(cut).rejects.toMatchObject({ code: "unavailable" });
      await Promise.all([stopped.stop(), stopped.stop()]);
      await stopped.stop();
      await lost;
      const refused: Partial<ModelError> = { name: "ModelError", code: "unavailable" };
      await expect(stopped.ready(never)).rejects.toMatchObject(refused);
      await expect(stopped.countTokens(["a"])).rejects.toMatchObject(refused);
      await expect(stopped.measure(user("a"))).rejects.toMatchObject(refused);
      await expect(
        Array.fromAsync(stopped.reply(user("a"), { signal: never, maxTokens: 1 })),
      ).rejects.toMatchObject(refused);
    });
  });
}
