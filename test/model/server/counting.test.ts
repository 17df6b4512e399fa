import { afterEach, expect, it, vi } from "vitest";
import { fakeServer, runServers } from "./run-servers.ts";

afterEach(() => void vi.useRealTimers());

/** Seconds go by at once. */
const pass = async (seconds: number) => void (await vi.advanceTimersByTimeAsync(seconds * 1000));

it.each(["counts", "measures"] as const)(
  "whoever %s on a server that says nothing waits five seconds for it, whoever else waits there",
  async (what) => {
    const server = await fakeServer({ kind: "vllm" });
    const { model, answer } = await runServers([server], { deadlineMs: 600_000 });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    server.isSilent = true;
    const before = server.requests.length;
    const stop = new AbortController();
    // As many questions as may be counted at a time, which wait for its word without an end.
    const questions = [1, 2].map(() => answer("hello", { signal: stop.signal }));
    const stopped = Promise.allSettled(questions);
    await vi.waitFor(() => expect(server.requests.length).toBe(before + 2));
    const counting = what === "counts" ? model.countTokens(["hello"]) : model.measure([]);
    const refused = expect(counting).rejects.toMatchObject({ code: "unavailable" });
    await pass(5);
    await refused;
    // And Stop ends also what waits for its turn.
    const stopThird = new AbortController();
    const third = expect(answer("hello", { signal: stopThird.signal })).rejects.toMatchObject({
      code: "aborted",
    });
    await pass(1);
    stopThird.abort();
    await third;
    stop.abort();
    await stopped;
  },
);

it("many texts are counted part by part, each in its place", async () => {
  const { model } = await runServers([await fakeServer({ kind: "vllm" })]);
  const lengths = Array.from({ length: 100 }, (_, at) => at % 7);
  const counts = await model.countTokens(lengths.map((words) => "word ".repeat(words)));
  expect(counts).toEqual(lengths);
  expect(await model.countTokens([])).toEqual([]);
});
