import { join as joinPath } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { hasLlamaServer, NO_LLAMA_SERVER, runLlamaServer } from "../model/server/llama-server.ts";
import { LLAMA_GUARD } from "../moderation/guard/run-guard.ts";
import { join } from "./person.ts";
import { household, runProgram, startMaru } from "./program.ts";

const done = (messages: readonly { reply?: { state: string } }[]) =>
  messages.some(({ reply }) => reply?.state === "done");

if (!hasLlamaServer) describe("the whole program on a model server", () => it.skip(NO_LLAMA_SERVER));

describe.runIf(hasLlamaServer)("the whole program on a model server", () => {
  it("answers, stops an answer, and tells what it counts; doctor tells what the server serves", async () => {
    await using home = await household({});
    const { path } = await writeScriptedModel(joinPath(home.folder, "chat.gguf"), {
      rules: [
        { reply: "I have no rule." },
        { when: ["hello"], reply: "Hello! 안녕하세요!" },
        { when: ["story"], reply: "once upon a time there was a llama and", endless: true },
      ],
    });
    const server = await runLlamaServer(path, { slots: 2, contextTokens: 4096, key: "a-key-of-its-own" });
    const { path: guardPath } = await writeScriptedModel(
      joinPath(home.folder, "Llama-Guard-3-8B.gguf"),
      LLAMA_GUARD,
    );
    const guard = await runLlamaServer(guardPath, { contextTokens: 4096 });
    await using served = await household({
      model: {
        servers: [{ url: `${server.url}/v1`, keyVariable: "MARU_KEY_TEST" }],
        contextTokens: 4096,
        maxAnswerTokens: 3000,
      },
      moderation: { guard: { servers: [{ url: guard.url }] } },
      log: { level: "debug", format: "json" },
    });
    const env = { MARU_KEY_TEST: "a-key-of-its-own" };

    const doctor = runProgram(["doctor", "--config", served.configFile], env, served.folder);
    expect(await doctor.ended).toBe(0);
    expect(doctor.printed()).toContain(
      `${server.url}/v1 (llama-server) serves chat.gguf: 2 at a time, 4096 tokens.`,
    );

    expect(doctor.printed()).toContain(
      `${guard.url} (llama-server) serves Llama-Guard-3-8B.gguf: 1 at a time, 4096 tokens.`,
    );

    const maru = startMaru(served, env);
    const alice = await join("Alice", () => maru.ready);
    await vi.waitFor(() =>
      expect(maru.printed()).toContain(
        `The guard Llama-Guard-3-8B.gguf (llama-guard-3) of ${new URL(guard.url).host} is ready.`,
      ),
    );
    await alice.post("general", "All of them are idiot filth and should be wiped out");
    const question = await alice.post("general", "@maru hello there");
    const [, first] = await alice.until("general", question.seq, done);
    expect(first).toMatchObject({ text: "Hello! 안녕하세요!", reply: { kind: "answer" } });

    const long = await alice.post("general", "@maru tell me a story");
    await alice.until("general", long.seq, (thread) => thread.some(({ text }) => text.includes("once upon")));
    await alice.post("general", "@maru stop", long.seq);
    const thread = await alice.until("general", long.seq, done);
    expect(thread.find(({ reply }) => reply?.state === "done")?.text).toMatch(/once upon[\s\S]*Stopped\.\*$/);
    const slots = await (
      await fetch(`${server.url}/slots`, { headers: { authorization: "Bearer a-key-of-its-own" } })
    ).json();
    expect((slots as { is_processing: boolean }[]).map((slot) => slot.is_processing)).toEqual([false, false]);

    await vi.waitFor(async () => {
      const told = await (await fetch(`${await maru.ready}/metrics`)).text();
      expect(told).toMatch(/maru_moderation_guard_seconds_count\{outcome="found"\} [1-9]/);
    });
    const metrics = await (await fetch(`${await maru.ready}/metrics`)).text();
    expect(metrics).toMatch(/maru_model_prompt_tokens_total [1-9]/);
    expect(await maru.end("SIGTERM")).toBe(0);
    expect(maru.printed()).toContain(`The model chat.gguf of ${new URL(server.url).host} is ready.`);
    expect(maru.printed()).not.toContain("a-key-of-its-own");
    expect(maru.printed()).not.toMatch(/hello there|once upon/);
  });
});
