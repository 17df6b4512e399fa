import { readdir, readFile, writeFile } from "node:fs/promises";
import { join as joinPath } from "node:path";
import { expect, test } from "vitest";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { join } from "./person.ts";
import { household, runProgram, startMaru } from "./program.ts";

const done = (messages: readonly { reply?: { state: string } }[]) =>
  messages.some(({ reply }) => reply?.state === "done");

test("a newcomer's first start, with no config and no model, answers from earlier messages and says how to get a model", async () => {
  await using home = await household({});
  const maru = runProgram(["start"], { MARU_DATA: home.dataFolder }, home.folder);
  const alice = await join("Alice", () => maru.ready);
  await alice.post("general", "The staging password rotates every Friday at noon.");
  const question = await alice.post("general", "@maru when does the staging password rotate?");
  const [, reply] = await alice.until("general", question.seq, done);
  expect(reply?.reply?.kind).toBe("extractive");
  expect(reply?.text).toContain("> The staging password rotates every Friday at noon.");
  expect(reply?.text).toContain(`${await maru.ready}/#/general/1`);
  expect(reply?.text).toContain("npm run maru -- models pull");
  expect(maru.printed()).toContain("npm run maru -- models pull");
  expect(await maru.end("SIGTERM")).toBe(0);
});

test("with a model it streams, follows up, serves health and metrics, and ends cleanly", async () => {
  await using home = await household({
    model: { use: "./chat.gguf", contextTokens: 2048, threads: 1, maxAnswerTokens: 128 },
  });
  await writeScriptedModel(joinPath(home.folder, "chat.gguf"), {
    rules: [
      { reply: "I have no rule." },
      { when: ["hello"], reply: "Hello! 안녕하세요!" },
      { when: ["again"], reply: "And again." },
    ],
  });
  const maru = startMaru(home);
  const alice = await join("Alice", () => maru.ready);
  const question = await alice.post("general", "@maru hello there");
  const [, first] = await alice.until("general", question.seq, done);
  expect(first).toMatchObject({ text: "Hello! 안녕하세요!", reply: { kind: "answer" } });
  await alice.post("general", "once again please", question.seq);
  const thread = await alice.until(
    "general",
    question.seq,
    (messages) => messages.filter((m) => m.reply?.state === "done").length === 2,
  );
  expect(thread.at(-1)?.text).toBe("And again.");

  const health = await alice.call("GET", "/healthz");
  expect(health.status).toBe(200);
  expect(await health.json()).toMatchObject({ status: "ok", model: "ready", store: "ok" });
  const metrics = await (await alice.call("GET", "/metrics")).text();
  expect(metrics).toMatch(/maru_[a-z_]*answer[a-z_]*\{[^}]*outcome="model"[^}]*\} 2/);
  expect(await maru.end("SIGINT")).toBe(0);
});

test("the log of a whole conversation holds not one of its words or names", async () => {
  const ANSWER = "Flamingoanswer is pink";
  await using home = await household({
    model: { use: "./chat.gguf", contextTokens: 2048, threads: 1, maxAnswerTokens: 128 },
    log: { level: "debug", format: "json" },
  });
  await writeScriptedModel(joinPath(home.folder, "chat.gguf"), { rules: [{ reply: ANSWER }] });
  const maru = startMaru(home);
  const alice = await join("Zanzibarname", () => maru.ready);
  await alice.post("general", "Overheardword spoken here");
  const question = await alice.post("general", "@maru Questionword?");
  await alice.until("general", question.seq, done);
  await alice.post("general", "Followupword please", question.seq);
  await alice.until(
    "general",
    question.seq,
    (messages) => messages.filter((m) => m.reply?.state === "done").length === 2,
  );
  const command = await alice.post("general", "@maru privacy");
  await alice.until("general", command.seq, done);
  await alice.call("PATCH", `/api/messages/general/${question.seq}`, { text: "@maru Editedword" });
  await alice.call("PUT", `/api/messages/general/${question.seq + 1}/rating`, { rating: "up" });
  await alice.call("DELETE", `/api/messages/general/${question.seq}`);
  await alice.call("POST", "/api/places/general/messages", "{broken Brokenword");
  expect(await maru.end("SIGTERM")).toBe(0);
  const log = maru.printed();
  expect(log).toContain("ready");
  for (const word of [
    "flamingo",
    "zanzibar",
    "overheardword",
    "questionword",
    "followupword",
    "editedword",
    "brokenword",
  ])
    expect(log.toLowerCase()).not.toContain(word);
});

test("a deleted message, its answer, and what was quoted of it leave no word in the data folder", async () => {
  await using home = await household({ model: { use: "none" } });
  const maru = startMaru(home);
  const alice = await join("Alice", () => maru.ready);
  await alice.post("general", "The harbour opens at seven.");
  const question = await alice.post("general", "@maru when does the harbour open, Hippopotamus?");
  await alice.until("general", question.seq, done);
  expect((await alice.call("DELETE", `/api/messages/general/${question.seq}`)).status).toBe(204);
  await alice.until("general", question.seq, (messages) =>
    messages.every(({ author }) => author.kind !== "self"),
  );
  expect(await maru.end("SIGTERM")).toBe(0);
  const files = await readdir(home.dataFolder);
  const bytes = await Promise.all(files.map((file) => readFile(joinPath(home.dataFolder, file), "latin1")));
  expect(bytes.join()).toContain("The harbour opens at seven.");
  expect(bytes.join()).not.toContain("Hippopotamus");
  expect(bytes.join()).not.toContain("I looked up what was said");
});

test("a damaged model is named with a remedy, and Maru answers without it", async () => {
  await using home = await household({ model: { use: "./broken.gguf" } });
  await writeFile(joinPath(home.folder, "broken.gguf"), "<!DOCTYPE html><html>Please log in</html>");
  const maru = startMaru(home);
  const alice = await join("Alice", () => maru.ready);
  await alice.post("general", "The harbour opens at seven.");
  const question = await alice.post("general", "@maru when does the harbour open?");
  const [, reply] = await alice.until("general", question.seq, done);
  expect(reply?.reply?.kind).toBe("extractive");
  expect(maru.printed()).toContain("is a web page, not a model");
  expect(await maru.end("SIGTERM")).toBe(0);
});

test("a second start on the same data says that the first is running, and which process it is", async () => {
  await using home = await household({});
  const first = startMaru(home);
  await first.ready;
  const second = startMaru(home);
  expect(await second.ended).toBe(1);
  expect(second.printed()).toContain(String(first.pid));
  expect(second.printed()).toContain("MARU_DATA");
  expect(await first.end("SIGTERM")).toBe(0);
});

test("a data folder that cannot be written is named with a remedy", async () => {
  await using home = await household({});
  await writeFile(joinPath(home.folder, "file"), "");
  const maru = startMaru(home, { MARU_DATA: joinPath(home.folder, "file", "data") });
  expect(await maru.ended).toBe(1);
  expect(maru.printed()).toContain("MARU_DATA");
});

test("a port in use is named with a remedy", async () => {
  await using home = await household({});
  const first = startMaru(home);
  const { port } = new URL(await first.ready);
  await using other = await household({});
  const second = startMaru(other, { MARU_PORT: port });
  expect(await second.ended).toBe(1);
  expect(second.printed()).toContain(port);
  expect(second.printed()).toContain("MARU_PORT");
  expect(second.printed()).not.toMatch(/^ +at /m);
  expect(await first.end("SIGTERM")).toBe(0);
});

test("every fault of the config is told at once, each with its path, and nothing starts", async () => {
  await using home = await household({ model: { usee: "x" }, queue: { waiting: -1 } });
  const maru = startMaru(home);
  expect(await maru.ended).toBe(1);
  expect(maru.printed()).toContain("model.usee");
  expect(maru.printed()).toContain("queue.waiting");
});

test("an answer cut off by a shutdown is taken up by the next start", async () => {
  await using home = await household({
    model: { use: "./chat.gguf", contextTokens: 2048, threads: 1, maxAnswerTokens: 1024 },
    shutdown: { graceSeconds: 0 },
  });
  const endless = { rules: [{ reply: "on and on", endless: true }] };
  await writeScriptedModel(joinPath(home.folder, "chat.gguf"), endless);
  const first = startMaru(home);
  let maru = first;
  const alice = await join("Alice", () => maru.ready);
  const question = await alice.post("general", "@maru go");
  await alice.until("general", question.seq, (messages) => (messages[1]?.text.length ?? 0) > 10);
  expect(await first.end("SIGTERM")).toBe(0);

  await writeScriptedModel(joinPath(home.folder, "chat.gguf"), { rules: [{ reply: "The end." }] });
  maru = startMaru(home);
  const messages = await alice.until("general", question.seq, done);
  expect(messages.slice(1).map(({ text }) => text)).toEqual(["The end."]);
  expect(await maru.end("SIGTERM")).toBe(0);
});
