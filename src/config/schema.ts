import { z } from "zod";
import { policySchema } from "./policy-schema.ts";
import { eitherFileOrServers, servers } from "./server-schema.ts";
import { section, text, whole } from "./setting.ts";
import { summariesSchema } from "./summaries-schema.ts";

/** What an answer may have where nobody said so. */
const ANSWER_TOKENS = 1024;

/** Where nobody said how long answers may be, they keep to half of a small context by themselves. */
const roomForQuestions = {
  check: ({ contextTokens, maxAnswerTokens }: { contextTokens: number; maxAnswerTokens: number }) =>
    maxAnswerTokens < contextTokens || maxAnswerTokens === ANSWER_TOKENS,
  fault: {
    path: ["maxAnswerTokens"],
    error: "must be less than contextTokens, which the conversation and its answer fill together",
  },
};

const attentionForCache = {
  check: ({ flashAttention, cacheType }: { flashAttention: "auto" | boolean; cacheType: string }) =>
    flashAttention !== false || cacheType !== "q8_0",
  fault: { path: ["cacheType"], error: "cannot be q8_0 while flashAttention is false, which it needs" },
};

/** The file's own sections. Each platform's section is checked by that platform's adapter. */
export const settingsSchema = z.strictObject({
  data: section({
    folder: text()
      .default("./data")
      .describe("Folder for everything Maru keeps, relative to where it is started. MARU_DATA overrides it."),
    store: z
      .string()
      .regex(/^(memory:|sqlite:.+)$/, { error: "must be sqlite:<file> or memory:" })
      .default("sqlite:maru.db")
      .describe("sqlite:<file within the data folder>, or memory: to forget everything at the end."),
  }),
  assistant: section({
    name: z
      .string()
      .trim()
      .regex(/^[^\s@#:`*_~<>]{1,32}$/u, {
        error: "must be one word of 1 to 32 characters without @ # : ` * _ ~ < >",
      })
      .default("Maru")
      .describe("The assistant's name; people call it with @name."),
  }),
  model: section({
    use: text()
      .default("auto")
      .describe(
        "auto (the best installed one), none, a path to a .gguf file, an hf: URI, or a name from `models`.",
      ),
    contextTokens: whole(512, 1_048_576)
      .default(8192)
      .describe("Tokens that a conversation and its answer may fill together; more takes more memory."),
    maxAnswerTokens: whole(16, 131_072).default(ANSWER_TOKENS).describe("Tokens that one answer may have."),
    deadlineSeconds: whole(5, 86_400)
      .default(300)
      .describe("Seconds that one answer may take, from its turn on."),
    threads: z
      .union([z.literal("auto"), whole(1, 1024)])
      .default("auto")
      .describe("Threads that compute: auto, or a number."),
    gpu: z
      .union([z.literal("auto"), z.literal(false)])
      .default("auto")
      .describe("auto uses a graphics card when there is one, false never does."),
    parallel: z
      .union([z.literal("auto"), whole(1, 64)])
      .default("auto")
      .describe("Answers that are written at the same time, each with its own context: auto, or a number."),
    chunkTokens: z
      .union([z.literal("auto"), whole(16, 2048)])
      .default("auto")
      .describe(
        "Tokens of prompts that are read between two tokens of the answers under way: auto, or a number.",
      ),
    flashAttention: z
      .union([z.literal("auto"), z.boolean()])
      .default("auto")
      .describe("Whether attention is computed in pieces: auto, true or false."),
    cacheType: z
      .enum(["f16", "q8_0"])
      .default("f16")
      .describe(
        "How exactly contexts are held: q8_0 takes little more than half the memory; slower on processors.",
      ),
    mmap: z
      .union([z.literal("auto"), z.boolean()])
      .default("auto")
      .describe("Whether the model's file is mapped into memory: auto, true, or false (read)."),
    build: z
      .enum(["ready-made", "openmp"])
      .default("ready-made")
      .describe("The build of llama.cpp: ready-made, or the one with OpenMP that tune made on this machine."),
    speculation: z
      .enum(["off", "lookup"])
      .default("off")
      .describe("lookup guesses words that stood in the prompt; only one answer is written at a time then."),
    keepOnDiskGb: z
      .number()
      .min(0)
      .max(10_000)
      .default(4)
      .describe(
        "Gigabytes of conversations that the model has read and need not read again, kept in the data folder; 0: none.",
      ),
    template: z
      .enum(["auto", "llama2", "llama3", "llama3.1", "alpaca", "chatml", "qwen", "gemma", "file", "general"])
      .default("auto")
      .describe("Chat template: auto goes by the model's file; file is the one that stands in it."),
    lora: z
      .array(
        z.strictObject({
          path: text().describe("The adapter's .gguf file."),
          scale: z
            .number()
            .min(-10)
            .max(10)
            .default(1)
            .describe("How strongly it acts: 1 as trained, 0 not at all."),
        }),
      )
      .default([])
      .describe("LoRA adapters, as a list of {path, scale}."),
    servers: servers.describe(
      "Servers that run the model instead of Maru, as a list of {url, model, parallel, keyVariable, sees}.",
    ),
  })
    .refine(eitherFileOrServers.check, eitherFileOrServers.fault)
    .refine(roomForQuestions.check, roomForQuestions.fault)
    .refine(attentionForCache.check, attentionForCache.fault),
  answers: section({
    bots: z
      .enum(["ignore", "answer"])
      .default("ignore")
      .describe("What happens when another bot addresses Maru: ignore or answer."),
    places: section({
      allow: z
        .array(text())
        .default([])
        .describe("Names or ids of the only channels where Maru answers; empty: everywhere."),
      deny: z
        .array(text())
        .default([])
        .describe("Names or ids of channels where Maru never answers; wins over allow."),
    }),
    perMinute: section({
      person: whole(1, 100_000).default(6).describe("Questions that one person may ask in a minute."),
      place: whole(1, 100_000).default(30).describe("Questions that one channel may ask in a minute."),
    }),
  }),
  moderation: section({
    router: z.boolean().default(true).describe("Whether every message is scored for hate, on this machine."),
    budget: z
      .number()
      .min(0.0001)
      .max(0.5)
      .default(0.02)
      .describe("The share of a channel's messages that may be sent on for a second look."),
    guard: section({
      use: text()
        .default("auto")
        .describe(
          "auto (the best installed guard model), none, a path to a .gguf file, or a name from `models`.",
        ),
      format: text()
        .default("auto")
        .describe("How the model is asked: auto goes by its file, or a name of a file in prompts/guard."),
      parallel: whole(1, 64).default(4).describe("Messages that are judged at the same time."),
      contextTokens: whole(512, 131_072)
        .default(4096)
        .describe("Tokens that one message may fill with what it is judged by."),
      threads: z
        .union([z.literal("auto"), whole(1, 1024)])
        .default("auto")
        .describe("Threads that compute: auto, or a number."),
      gpu: z
        .union([z.literal("auto"), z.literal(false)])
        .default("auto")
        .describe("auto uses a graphics card when there is one, false never does."),
      deadlineSeconds: whole(1, 3600)
        .default(30)
        .describe(
          "Seconds that judging one message may take, waiting included; then people are asked without it.",
        ),
      backlog: whole(1, 100_000)
        .default(200)
        .describe("Messages that may wait for the guard; for further ones people are asked without it."),
      servers: servers.describe(
        "Servers that run the guard model instead of Maru, as a list of {url, model, parallel, keyVariable}.",
      ),
    }).refine(eitherFileOrServers.check, eitherFileOrServers.fault),
    answers: section({
      links: z
        .array(text())
        .default([])
        .describe("Domains that answers may link to; others only as they stood in the conversation."),
    }),
    policy: policySchema,
  }),
  summaries: summariesSchema,
  queue: section({
    waiting: whole(1, 500)
      .default(50)
      .describe("Questions that may wait for their turn; further ones are declined."),
    waitingPerPerson: whole(1, 500).default(3).describe("Questions of one person that may wait."),
  }),
  shutdown: section({
    graceSeconds: z
      .number()
      .min(0)
      .max(3600)
      .default(10)
      .describe(
        "Seconds that answers in flight get to end when Maru is stopped; the rest is taken up at the next start.",
      ),
  }),
  log: section({
    level: z.enum(["debug", "info", "warn", "error"]).default("info").describe("The least that is logged."),
    format: z
      .enum(["auto", "json", "pretty"])
      .default("auto")
      .describe("json for machines, pretty for people; auto: pretty in a terminal."),
  }),
  platforms: z
    .record(z.string(), z.unknown())
    .prefault({})
    .describe("One section for each platform that Maru is to work on."),
});

type Settings = z.output<typeof settingsSchema>;

/** Everything that maru.yaml can say, checked, with defaults for what it does not. */
export type Config = Omit<Settings, "platforms"> & {
  /** By adapter name, as that adapter's own schema parsed it; `null` for a platform that is off. */
  readonly platforms: Readonly<Record<string, unknown>>;
};
