import { expect, test } from "vitest";
import { formatFault, loadConfig } from "../../src/config/index.ts";
import { TEMPLATE_NAMES } from "../../src/model/llama/settings.ts";
import { slack, web } from "./adapters.ts";

const adapters = [web, slack];

function faultsOf(text: string, env: Record<string, string> = {}) {
  const loaded = loadConfig({ text, env, adapters });
  return loaded.ok ? [] : loaded.faults;
}

function configOf(text: string | undefined, env: Record<string, string> = {}) {
  const loaded = loadConfig({ text, env, adapters });
  if (!loaded.ok) throw new Error(loaded.faults.map((fault) => formatFault(fault, "maru.yaml")).join("\n"));
  return loaded.config;
}

test("no file, an empty one, and one of blanks and comments all give the defaults", () => {
  const defaults = configOf(undefined);
  expect(defaults).toMatchObject({
    data: { folder: "./data", store: "sqlite:maru.db" },
    model: { use: "auto", contextTokens: 8192, lora: [] },
    platforms: { web: { port: 7227, channels: ["general", "random"] }, slack: null },
  });
  expect(configOf("")).toEqual(defaults);
  expect(configOf("# nothing\n")).toEqual(defaults);
  expect(configOf("model:\n  threads:\n  # use: auto\nplatforms:\n  web:\n")).toEqual(defaults);
});

test("what the file says counts, and the rest keeps its default", () => {
  const config = configOf(`
model: { use: "hf:user/repo:Q4_K_M", threads: 4, gpu: false, lora: [{ path: a.gguf }] }
answers: { places: { deny: [random] }, perMinute: { person: 2 } }
platforms: { slack: { socket: true } }
`);
  expect(config.model).toMatchObject({ threads: 4, gpu: false, lora: [{ path: "a.gguf", scale: 1 }] });
  expect(config.answers).toEqual({
    bots: "ignore",
    places: { allow: [], deny: ["random"] },
    perMinute: { person: 2, place: 30 },
  });
  expect(config.platforms).toEqual({
    web: { port: 7227, channels: ["general", "random"] },
    slack: { socket: true },
  });
});

test("every fault is told at once, in the order of the file, each with its place and what to do", () => {
  const text = `model:
  contextTokns: 5
  maxAnswerTokens: lots
  threads: 0
  template: lama3
  lora:
    - scale: 99
queue: 7
answers:
  places:
    allow: general
platforms:
  web:
    port: 99999
    chanels: [a]
`;
  expect(faultsOf(text).map((fault) => formatFault(fault, "maru.yaml").split("\n"))).toEqual([
    ["maru.yaml:2:3 model.contextTokns is not a setting.", "  Did you mean contextTokens?"],
    [
      "maru.yaml:3:20 model.maxAnswerTokens must be a number.",
      "  Tokens that one answer may have. Take it out for the default, 1024.",
    ],
    [
      "maru.yaml:4:12 model.threads must be at least 1.",
      '  Threads that compute: auto, or a number. Take it out for the default, "auto".',
    ],
    [
      expect.stringMatching(/^maru.yaml:5:13 model.template must be auto, llama2, .* or general/),
      "  Did you mean llama3?",
    ],
    [expect.stringMatching(/^maru.yaml:7:7 model.lora\[0\].path is missing/), "  The adapter's .gguf file."],
    [expect.stringMatching(/^maru.yaml:7:14 model.lora\[0\].scale must be at most 10/), expect.anything()],
    [
      "maru.yaml:8:8 queue must be a group of settings.",
      "  Write its settings below it, indented: waiting, waitingPerPerson.",
    ],
    [expect.stringMatching(/^maru.yaml:11:12 answers.places.allow must be a list/), expect.anything()],
    [
      expect.stringMatching(/^maru.yaml:14:11 platforms.web.port must be at most 65535/),
      "  Take it out for the default, 7227.",
    ],
    ["maru.yaml:15:5 platforms.web.chanels is not a setting.", "  Did you mean channels?"],
  ]);
});

test("an unknown setting that resembles none is told which ones there are", () => {
  expect(faultsOf("shutdown:\n  colour: blue\n")).toEqual([
    expect.objectContaining({ where: "shutdown.colour", remedy: "Take it out. Known here: graceSeconds." }),
  ]);
});

test("an unknown platform is told which ones there are", () => {
  expect(faultsOf("platforms:\n  wb: {}\n  irc: {}\n")).toEqual([
    { where: "platforms.wb", line: 2, column: 3, problem: "is not a platform", remedy: "Did you mean web?" },
    {
      where: "platforms.irc",
      line: 3,
      column: 3,
      problem: "is not a platform",
      remedy: "Take it out. Known here: web, slack.",
    },
  ]);
});

test("names that JavaScript objects have by nature are unknown like any other", () => {
  const wheres = faultsOf("__proto__: {model: {use: x}}\nconstructor: 1\nplatforms: {toString: {}}\n").map(
    ({ where }) => where,
  );
  expect(wheres).toEqual(["__proto__", "constructor", "platforms.toString"]);
});

test.each([
  ["platforms:\n  slack:\n    botToken: abc\n", "platforms.slack.botToken"],
  ["platforms:\n  slack:\n    bot_token: abc\n", "platforms.slack.bot_token"],
  ["password: x\n", "password"],
  ["model:\n  apiKey: x\n", "model.apiKey"],
  ["web:\n  signing-secret: x\n", "web.signing-secret"],
  ["assistant:\n  name: xoxb-123\n", "assistant.name"],
  ["model:\n  use: hf_abcdefghijkl\n", "model.use"],
])("a secret in the file is a fault that never repeats it: %j", (text, where) => {
  const fault = faultsOf(text).find((one) => one.where === where);
  expect(fault).toMatchObject({
    problem: expect.stringMatching(/secret/),
    remedy: expect.stringContaining(".env.example"),
  });
  expect(JSON.stringify(faultsOf(text))).not.toMatch(/xoxb-123|hf_abc/);
});

test("a secret of a platform is told which variables that platform reads", () => {
  expect(faultsOf("platforms:\n  slack:\n    botToken: abc\n")[0]?.remedy).toContain("SLACK_BOT_TOKEN");
});

test.each([
  ["model:\n  chunkToken: 4\n", "model.chunkToken", "Did you mean chunkTokens?"],
  ["model:\n  chunkToken: auto\n", "model.chunkToken", "Did you mean chunkTokens?"],
  ["model:\n  maxAnswerToken: 4\n", "model.maxAnswerToken", "Did you mean maxAnswerTokens?"],
  [
    "moderation:\n  guard:\n    contextToken: 4096\n",
    "moderation.guard.contextToken",
    "Did you mean contextTokens?",
  ],
  ["queue:\n  token: 4\n", "queue.token", "Take it out. Known here: waiting, waitingPerPerson."],
])("a misspelt number of tokens is no secret: %j", (text, where, remedy) => {
  expect(faultsOf(text)).toEqual([expect.objectContaining({ where, problem: "is not a setting", remedy })]);
});

test.each([
  "model: { chunkToken: xoxb-123 }",
  "model: { token: abc }",
  "model: { password: 12345678 }",
  "platforms: { slack: { socket: true, token: xoxb-123 } }",
])("a secret stays one, whatever its name resembles: %s", (text) => {
  expect(faultsOf(text)).toEqual([
    expect.objectContaining({ problem: expect.stringContaining("looks like a secret") }),
  ]);
});

test("numbers of tokens are no secrets", () => {
  expect(faultsOf("model:\n  contextTokens: 2048\n  maxAnswerTokens: 100\n")).toEqual([]);
});

test("an answer cannot fill the whole context, but the default gives way to a small one", () => {
  expect(faultsOf("model:\n  contextTokens: 4096\n  maxAnswerTokens: 9000\n")).toEqual([
    expect.objectContaining({
      where: "model.maxAnswerTokens",
      line: 3,
      problem: expect.stringContaining("less than contextTokens"),
    }),
  ]);
  expect(faultsOf("model: { contextTokens: 512 }\n")).toEqual([]);
});

test("contexts in 8 bits cannot be had without the attention that they need", () => {
  expect(faultsOf("model: { flashAttention: false, cacheType: q8_0 }\n")).toEqual([
    expect.objectContaining({
      where: "model.cacheType",
      problem: expect.stringContaining("flashAttention"),
    }),
  ]);
  expect(faultsOf("model: { cacheType: q8_0 }\n")).toEqual([]);
  expect(faultsOf("model: { flashAttention: false }\n")).toEqual([]);
});

test("MARU_DATA and MARU_PORT win over the file", () => {
  const config = configOf("data: { folder: here }\nplatforms: { web: { port: 1, channels: [a] } }\n", {
    MARU_DATA: "/srv/maru",
    MARU_PORT: "8080",
  });
  expect(config.data.folder).toBe("/srv/maru");
  expect(config.platforms).toMatchObject({ web: { port: 8080, channels: ["a"] } });
});

test("an empty variable counts as not set", () => {
  expect(configOf("", { MARU_DATA: "", MARU_PORT: " " })).toEqual(configOf(""));
});

test("MARU_PORT does not turn a platform on that is off", () => {
  expect(configOf("platforms: { web: false }", { MARU_PORT: "8080" }).platforms).toMatchObject({ web: null });
});

test.each(["http", "-1", "80.5", "99999", "0x50"])(
  "MARU_PORT=%s is a fault that names the variable",
  (port) => {
    expect(faultsOf("", { MARU_PORT: port })).toEqual([
      {
        where: "MARU_PORT",
        problem: expect.stringMatching(/^must be/),
        remedy: expect.stringContaining("platforms.web.port"),
      },
    ]);
  },
);

test.each([
  ["a: [1\n\tb: 2", /not valid YAML/],
  ["model:\n  use: a\n  use: b\n", /stands twice/],
  ["- a\n- b\n", /must be a group/],
  ["just text", /must be a group/],
  ["--- \na: 1\n---\nb: 2\n", /not valid YAML/],
  [`a: &a [${"x,".repeat(99)}]\nb: &b [${"*a,".repeat(99)}]\nc: [${"*b,".repeat(99)}]`, /cannot be used/],
])("a file that is no group of settings is told so, with no crash: %j", (text, problem) => {
  const [first] = faultsOf(text);
  expect(first).toMatchObject({
    problem: expect.stringMatching(problem),
    remedy: expect.stringMatching(/\w/),
  });
});

test("the templates that can be named are those that the model room knows", () => {
  for (const template of ["auto", ...TEMPLATE_NAMES])
    expect(configOf(`model: { template: ${template} }`).model.template).toBe(template);
});
