import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import type {
  Guard,
  GuardQuestion,
  GuardVerdict,
  Logger,
  VerdictModel,
  VerdictReadings,
} from "../../../src/core/ports/index.ts";
import { createLlamaVerdictModel, describeModelFile } from "../../../src/model/index.ts";
import type { LlamaVerdictModel } from "../../../src/model/llama/llama-verdict-model.ts";
import type { VerdictSettings } from "../../../src/model/llama/verdict-settings.ts";
import {
  chooseFormat,
  createGuard,
  type GuardFormat,
  type GuardSettings,
  guardExamples,
  readFormats,
} from "../../../src/moderation/guard/index.ts";
import { type ScriptedModelOptions, writeScriptedModel } from "../../fixtures/gguf/index.ts";

export const never = new AbortController().signal;
const QUIET: Logger = { debug() {}, info() {}, warn() {}, error() {} };
const FORMATS = new URL("../../../prompts/guard/", import.meta.url);

export const formats: readonly GuardFormat[] = readdirSync(FORMATS).flatMap((name) =>
  readFormats(name, readFileSync(new URL(name, FORMATS), "utf8")),
);

export function formatNamed(name: string): GuardFormat {
  const found = formats.find((format) => format.name === name);
  if (found === undefined) throw new Error(`no format ${name}`);
  return found;
}

/** A folder that is removed when the tests of the file are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "maru-guard-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A guard that finds `idiot` hateful to 97 %, `dunce` to 80 %, `silly` to 40 %, and all else safe, in Llama Guard's words. */
export const LLAMA_GUARD: Omit<ScriptedModelOptions, "cost"> = {
  name: "Llama Guard 3 8B",
  rules: [
    { reply: "safe" },
    { when: ["idiot"], reply: shares(0.97, "\nS10,S1") },
    { when: ["dunce"], reply: shares(0.8, "\nS10") },
    { when: ["silly"], reply: shares(0.4, "\nS5") },
  ],
};

function shares(unsafe: number, codes: string) {
  return [
    { text: `unsafe${codes}`, share: unsafe },
    { text: "safe", share: 1 - unsafe },
  ];
}

export function message(text: string, rest: Partial<GuardQuestion> = {}): GuardQuestion {
  return { of: "message", text, before: [], ...rest };
}

export interface RunningGuard {
  readonly guard: Guard;
  readonly model: LlamaVerdictModel;
  /** What the model's process said of the questions so far. */
  readonly readings: readonly VerdictReadings[];
  judge(text: string, rest?: Partial<GuardQuestion>): Promise<GuardVerdict>;
  /** Another guard on the same model. */
  with(settings: Partial<GuardSettings>, now?: () => number): RunningGuard;
}

export interface GuardOptions {
  readonly format?: string;
  readonly settings?: Partial<GuardSettings>;
  readonly model?: Partial<VerdictSettings>;
  readonly hangMs?: number;
  readonly log?: Logger;
}

let files = 0;

/** Starts a guard on a scripted model; it is stopped when the test is done. Resolves once it is ready. */
export async function runGuard(
  folder: string,
  scripted: ScriptedModelOptions,
  options: GuardOptions = {},
): Promise<RunningGuard> {
  files += 1;
  const { path } = writeScriptedModel(join(folder, `guard-${files}.gguf`), scripted);
  return startGuard(path, options);
}

export async function startGuard(path: string, options: GuardOptions = {}): Promise<RunningGuard> {
  const file = await describeModelFile(path);
  const format = chooseFormat(formats, file, options.format ?? "auto");
  const log = options.log ?? QUIET;
  const model = createLlamaVerdictModel(
    {
      path,
      contextTokens: 2048,
      parallel: 1,
      threads: 1,
      gpu: false,
      loadDeadlineMs: 60_000,
      section: "moderation.guard",
      examples: guardExamples(format, file),
      ...options.model,
    },
    { log, random: () => 0, ...(options.hangMs === undefined ? {} : { hangMs: options.hangMs }) },
  );
  const readings: VerdictReadings[] = [];
  const watched: VerdictModel = {
    ...model,
    async read(question, signal) {
      const found = await model.read(question, signal);
      readings.push(found);
      return found;
    },
  };
  onTestFinished(() => model.stop());
  await model.ready(never);
  return guardWith(options.settings ?? {});

  function guardWith(settings: Partial<GuardSettings>, now = () => performance.now()): RunningGuard {
    const guard = createGuard({
      model: watched,
      format,
      file,
      settings: { backlog: 100, deadlineMs: 60_000, ...settings },
      log,
      now,
    });
    return {
      guard,
      model,
      readings,
      judge: (text, rest) => guard.judge(message(text, rest), never),
      with: guardWith,
    };
  }
}
