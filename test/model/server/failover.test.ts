import { expect, it, onTestFinished, vi } from "vitest";
import type { ThreadId } from "../../../src/core/types.ts";
import { startFakeServer } from "../../fakes/openai/server.ts";
import { never } from "../llama/run-model.ts";
import { fakeServer, runColdServers, runServers } from "./run-servers.ts";

const chats = (server: { readonly requests: readonly { readonly path: string }[] }) =>
  server.requests.filter(({ path }) => path === "/v1/chat/completions").length;

it.each([
  ["answers 500", { type: "status", status: 500 }],
  ["answers 502 with a page", { type: "status", status: 502, body: "<html>" }],
  ["breaks off before the first piece", { type: "cut", afterPieces: 0 }],
  ["ends without an end", { type: "bytes", bytes: ": ping\n\n" }],
  ["streams something else than JSON", { type: "bytes", bytes: "data: <html>\n\n" }],
  ["streams something else than pieces", { type: "bytes", bytes: 'data: {"choices": 7}\n\n' }],
  ["fails within the stream", { type: "bytes", bytes: 'data: {"error": {"message": "CUDA error"}}\n\n' }],
] as const)("a server that %s before anything was shown is passed over for another", async (_, befall) => {
  const [one, other] = [await fakeServer(), await fakeServer()];
  const { answer } = await runServers([one, other]);
  // Whichever is asked first.
  one.befalls.push(befall);
  other.befalls.push(befall);
  expect(await answer("hello")).toBe("Hello there.");
  expect(chats(one) + chats(other)).toBe(3);
  expect(Math.min(chats(one), chats(other))).toBe(1);
});

it("a thread does not go back to a server that has just failed at its question", async () => {
  const [one, other] = [await fakeServer(), await fakeServer()];
  const { answer, model } = await runServers([one, other]);
  await vi.waitFor(() => expect(model.health()).toMatchObject({ parallel: 8 }));
  const thread: ThreadId = "test:1";
  await answer("hello", { thread });
  const home = chats(one) === 1 ? one : other;
  home.befalls.push(...Array.from({ length: 4 }, () => ({ type: "status", status: 500 }) as const));
  expect(await answer("hello", { thread })).toBe("Hello there.");
  expect(home.befalls).toHaveLength(3);
});

it("a single server that fails once is asked again, and one that goes on failing is given up", async () => {
  const server = await fakeServer();
  const { answer, model } = await runServers([server]);
  server.befalls.push({ type: "status", status: 500 });
  expect(await answer("hello")).toBe("Hello there.");
  server.befalls.push(...Array.from({ length: 4 }, () => ({ type: "status", status: 500 }) as const));
  await expect(answer("hello")).rejects.toMatchObject({ code: "crashed" });
  expect(model.health().state).toBe("ready");
  expect(await answer("hello")).toBe("Hello there.");
});

it("an answer that breaks off after its first piece is not glued together with another: it crashed", async () => {
  const server = await fakeServer();
  const { model } = await runServers([server]);
  server.befalls.push({ type: "cut", afterPieces: 1 });
  const pieces: string[] = [];
  const reading = (async () => {
    const turns = [{ role: "user", text: "hello" }] as const;
    for await (const piece of model.reply(turns, { signal: never, maxTokens: 9 })) pieces.push(piece);
  })();
  await expect(reading).rejects.toMatchObject({ code: "crashed" });
  expect(pieces).toEqual(["Hello"]);
  expect(chats(server)).toBe(1);
});

it("when the only server dies in the middle of an answer, whoever asks again waits until it is back", async () => {
  const server = await startFakeServer();
  const { model, answer } = await runServers([server]);
  server.befalls.push({ type: "stall", afterPieces: 1 });
  const died = (async () => {
    for await (const _ of model.reply([{ role: "user", text: "hello" }], { signal: never, maxTokens: 9 }))
      await server.stop();
  })();
  await expect(died).rejects.toMatchObject({ code: "crashed" });
  expect(model.health().state).toBe("restarting");
  const back = await startFakeServer({ port: Number(new URL(server.url).port) });
  onTestFinished(() => back.stop());
  await model.ready(never);
  expect(await answer("hello")).toBe("Hello there.");
});

it.each([
  ["429 with seconds", 429, (): string => "1"],
  ["503 with a date", 503, (): string => new Date(Date.now() + 2000).toUTCString()],
] as const)("a server that answers %s is left alone for so long", async (_, status, retryAfter) => {
  const [one, other] = [await fakeServer(), await fakeServer()];
  const { answer } = await runServers([one, other]);
  for (const server of [one, other])
    server.befalls.push({ type: "status", status, retryAfter: retryAfter() });
  // Both ask to be left alone; the first to be free again is asked.
  const began = performance.now();
  expect(await answer("hello")).toBe("Hello there.");
  expect(performance.now() - began).toBeGreaterThan(500);
  expect(chats(one) + chats(other)).toBe(3);
});

it("while one server asks to be left alone, the other does its work", async () => {
  const [one, other] = [await fakeServer(), await fakeServer()];
  const { answer } = await runServers([one, other]);
  one.befalls.push({ type: "status", status: 429, retryAfter: "60" });
  const began = performance.now();
  for (let n = 0; n < 6; n++) await answer("hello");
  expect(performance.now() - began).toBeLessThan(5000);
  expect(chats(one)).toBeLessThanOrEqual(1);
});

it("a request that a server refuses is not asked again, and says why", async () => {
  const server = await fakeServer();
  const { answer } = await runServers([server]);
  server.befalls.push({
    type: "status",
    status: 400,
    body: { error: { message: "temperature must be kind" } },
  });
  await expect(answer("hello")).rejects.toMatchObject({
    code: "failed",
    message: expect.stringContaining("HTTP 400: temperature must be kind"),
  });
  expect(chats(server)).toBe(1);
});

it.each([
  [
    "llama-server",
    {
      error: {
        code: 400,
        message: "request (9000 tokens) exceeds the available context size (4096 tokens), try increasing it",
        type: "exceed_context_size_error",
      },
    },
  ],
  [
    "vLLM",
    {
      error: {
        message:
          "This model's maximum context length is 4096 tokens. However, your request has 9000 input tokens.",
        type: "BadRequestError",
      },
    },
  ],
  [
    "OpenAI",
    { error: { message: "too long", code: "context_length_exceeded", type: "invalid_request_error" } },
  ],
  ["Ollama", { error: "the prompt exceeds the context length of the model" }],
])("%s's word for too long a prompt is understood", async (_, body) => {
  const server = await fakeServer();
  const { answer } = await runServers([server]);
  server.befalls.push({ type: "status", status: 400, body });
  await expect(answer("hello")).rejects.toMatchObject({ code: "overflow" });
});

it("the server with the least to do is asked, by its slots", async () => {
  const [small, big] = [await fakeServer(), await fakeServer()];
  const { model, answer } = await runServers([
    { url: small.url, parallel: 1 },
    { url: big.url, parallel: 3 },
  ]);
  await vi.waitFor(() => expect(model.health()).toMatchObject({ parallel: 4 }));
  small.befalls.push({ type: "stall", afterPieces: 1 });
  big.befalls.push(...Array.from({ length: 3 }, () => ({ type: "stall", afterPieces: 1 }) as const));
  const stop = new AbortController();
  const long = Array.from({ length: 4 }, () => answer("hello", { signal: stop.signal }));
  const settled = Promise.allSettled(long);
  await vi.waitFor(() => expect([small.open, big.open]).toEqual([1, 3]));
  // A fifth waits here, not there.
  const waiting = answer("hello");
  stop.abort();
  expect(await waiting).toBe("Hello there.");
  for (const { status } of await settled) expect(status).toBe("rejected");
});

it("a thread goes on where it was, unless that server is busy; and what nobody waits for waits longest", async () => {
  const [one, other] = [await fakeServer(), await fakeServer()];
  const { model, answer } = await runServers([
    { url: one.url, parallel: 1 },
    { url: other.url, parallel: 1 },
  ]);
  await vi.waitFor(() => expect(model.health()).toMatchObject({ parallel: 2 }));
  const thread: ThreadId = "test:1";
  for (let n = 0; n < 5; n++) await answer("hello", { thread });
  expect([chats(one), chats(other)].toSorted()).toEqual([0, 5]);
  const [home, away] = chats(one) === 5 ? [one, other] : [other, one];
  home.befalls.push({ type: "stall", afterPieces: 0 });
  const stop = new AbortController();
  const stalled = answer("hello", { thread, signal: stop.signal }).catch(() => "");
  await vi.waitFor(() => expect(home.open).toBe(1));
  expect(await answer("hello", { thread })).toBe("Hello there.");
  expect(chats(away)).toBe(1);

  away.befalls.push({ type: "stall", afterPieces: 0 });
  const second = answer("hello", { signal: stop.signal }).catch(() => "");
  await vi.waitFor(() => expect(away.open).toBe(1));
  const order: string[] = [];
  const both = [
    answer("hello", { urgency: "background" }).then(() => order.push("background")),
    answer("hello").then(() => order.push("interactive")),
  ];
  stop.abort();
  await Promise.all([...both, stalled, second]);
  expect(order[0]).toBe("interactive");
});

it("a server that is gone is noticed, waited for and used again, and the restart is told", async () => {
  const first = await startFakeServer();
  const { model, answer, observations } = await runServers([first]);
  await first.stop();
  await expect(answer("hello")).rejects.toMatchObject({ name: "ModelError" });
  expect(model.health()).toMatchObject({ state: "restarting", restarts: 0 });
  const again = await fakeServer({ port: Number(new URL(first.url).port) });
  await model.ready(never);
  expect(model.health()).toMatchObject({ state: "ready", restarts: 1 });
  expect(observations).toContainEqual({ type: "model-restarted" });
  expect(await answer("hello")).toBe("Hello there.");
  expect(chats(again)).toBe(1);
});

it("a server that is still loading its model is waited for", async () => {
  const server = await fakeServer();
  server.down = {
    status: 503,
    body: { error: { code: 503, message: "Loading model", type: "unavailable_error" } },
  };
  const { model, answer } = runColdServers([server]);
  await vi.waitFor(() => expect(server.requests.length).toBeGreaterThan(1));
  expect(model.health()).toEqual({ state: "loading" });
  await expect(answer("hello")).rejects.toMatchObject({ code: "unavailable" });
  server.down = undefined;
  await model.ready(never);
  expect(await answer("hello")).toBe("Hello there.");
});

it("when none answers for long, it says which, why, and what to do; and takes up the work when one does", async () => {
  const gone = await startFakeServer();
  await gone.stop();
  const { model } = runColdServers([gone], {}, { patienceMs: 50 });
  await expect(model.ready(never)).rejects.toMatchObject({ code: "unavailable" });
  expect(model.health()).toEqual({
    state: "failed",
    problem: `No model server can be used: ${gone.url} does not answer (ECONNREFUSED).`,
    remedy:
      "Start the server, or correct model.servers in maru.yaml. Maru goes on asking, and uses it as soon as it answers.",
  });
  await fakeServer({ port: Number(new URL(gone.url).port) });
  await vi.waitFor(() => expect(model.health().state).toBe("ready"), { timeout: 10_000 });
});

it.each([
  ["wants a key", { key: "s3cret" }, {}, /HTTP 401: Invalid API Key.*wants a key.*keyVariable/s],
  [
    "has no such model",
    { models: ["a", "b"] },
    { model: "c" },
    /serves no model c; it has: a, b.*Correct model\.servers/s,
  ],
  ["serves none", { models: [] }, {}, /serves no model\..*Correct model\.servers/s],
] as const)("a server that %s is no matter of waiting", async (_, options, settings, words) => {
  const server = await fakeServer(options);
  const { model } = runColdServers([{ url: server.url, ...settings }]);
  await expect(model.ready(never)).rejects.toThrow(words);
});

it("the key goes to its own server alone, and not where that one redirects to", async () => {
  const [one, other] = [await fakeServer({ key: "one" }), await fakeServer({ key: "other" })];
  const { answer, model } = await runServers([
    { url: `${one.url}/v1/`, key: "one" },
    { url: other.url, key: "other" },
  ]);
  await vi.waitFor(() => expect(model.health()).toMatchObject({ parallel: 8 }));
  one.befalls.push({ type: "redirect", to: `${other.url}/v1/chat/completions` });
  for (let n = 0; n < 4; n++) expect(await answer("hello")).toBe("Hello there.");
  for (const [server, key] of [
    [one, "one"],
    [other, "other"],
  ] as const)
    expect(new Set(server.requests.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${key}`]),
    );
});
