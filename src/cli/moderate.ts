import { OperatorError } from "../core/ports/operator-error.ts";
import type { Router, RouterLanguage } from "../moderation/router/index.ts";
import type { CommandIo } from "./models.ts";
import type { Entry } from "./moderate/entry.ts";
import { asOperatorError, openInput } from "./moderate/read-entries.ts";
import { explainText, scoreText } from "./moderate/score-text.ts";
import { type LookThresholds, learnThresholds } from "./moderate/thresholds.ts";
import type { Outlet } from "./outlet.ts";
import { readRouter } from "./read-router.ts";

export interface ModerateOptions {
  /** A file, folder or zip; `-` is standard input. */
  readonly input: string;
  /** From this score on to the guard; absent: the router's own thresholds. */
  readonly threshold?: number;
  /** Send this share of `benign`'s messages on. */
  readonly budget?: number;
  readonly benign?: string;
  /** At most so many parts of a message are shown. */
  readonly evidence: number;
}

interface ModerateParts {
  readonly cwd: string;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly stdout: Outlet;
  readonly stderr: CommandIo["stderr"];
}

/** So many problems are told one by one. */
const MAX_TOLD = 20;
/** Results are written in pieces of about so many characters. */
const PIECE_CHARS = 32_000;

/**
 * Scores messages, one line of JSON each, in order; a word about how it went on stderr. Resolves to whether everything
 * could be read. Rejects with an `OperatorError` when there is nothing to read or the router is missing.
 */
export async function moderate(options: ModerateOptions, parts: ModerateParts): Promise<boolean> {
  const { router, header } = await readRouter();
  const tell = (line: string) => parts.stderr.write(`${line}\n`);
  const told = createProblems(tell);
  const standard = { en: header.threshold.en.look, ko: header.threshold.ko.look };
  const thresholds = await chooseThresholds();

  const input = await openInput(options.input, parts);
  const count = { guard: 0, clear: 0 };
  try {
    for await (const batch of input.entries) if (!(await scoreBatch(batch))) return told.count === 0;
  } catch (error) {
    throw asOperatorError(options.input, error);
  }
  told.rest();
  const { guard, clear } = count;
  tell(`${messages(guard + clear)}: ${guard} to the guard, ${clear} clear.${left(told.count)}`);
  return told.count === 0;

  /** `false` once nobody reads the results any more. */
  async function scoreBatch(batch: readonly Entry[]): Promise<boolean> {
    let piece = "";
    for (const entry of batch) {
      if ("problem" in entry) {
        told.add(entry.problem);
        continue;
      }
      piece += await resultLine(entry);
      if (piece.length < PIECE_CHARS) continue;
      if (!(await parts.stdout.write(piece))) return false;
      piece = "";
    }
    return piece === "" || parts.stdout.write(piece);
  }

  async function resultLine({ id, text }: Extract<Entry, { text: string }>): Promise<string> {
    const score = await scoreText(router, text);
    const route = score !== undefined && score.look >= thresholds[score.language] ? "guard" : "clear";
    count[route]++;
    const result = {
      score: rounded(score?.look ?? 0),
      labels: score?.labels ?? [],
      route,
      evidence: score === undefined ? [] : await evidenceOf(router, text, options.evidence),
    };
    return `{"id":${id},${JSON.stringify(result).slice(1)}\n`;
  }

  async function chooseThresholds(): Promise<LookThresholds> {
    const { threshold, budget, benign } = options;
    if (threshold !== undefined) return { en: threshold, ko: threshold };
    if (budget === undefined || benign === undefined) return standard;
    const learned = await learnThresholds(await openInput(benign, parts), budget, router).catch(
      (error: unknown) => {
        throw asOperatorError(benign, error);
      },
    );
    for (const problem of learned.problems) told.add(`${benign}: ${problem}`);
    const { en, ko } = learned.counts;
    if (en + ko === 0) throw new OperatorError(`${benign} holds no messages to learn a threshold from.`);
    tell(
      `Thresholds of ${messages(en + ko)}: ${rounded(learned.thresholds.en)} for ${nameOf.en} (${en}), ${rounded(learned.thresholds.ko)} for ${nameOf.ko} (${ko}).`,
    );
    // Where nothing is to be sent on, no number of messages would be enough.
    if (learned.shared.length > 0 && budget > 0) tell(sharedBy(learned.shared, budget));
    return learned.thresholds;
  }
}

/** That languages have no threshold of their own, and what that would take. */
function sharedBy(few: readonly RouterLanguage[], budget: number): string {
  const named = few.map((language) => nameOf[language]).join(" and ");
  const least = messages(Math.ceil(1 / budget));
  return `A threshold of a language's own takes ${least}: for ${named} that of all messages together is used.`;
}

const nameOf: Readonly<Record<RouterLanguage, string>> = { en: "English", ko: "Korean" };

async function evidenceOf(router: Router, text: string, max: number) {
  const parts = await explainText(router, text, max);
  return parts.map((part) => ({ ...part, weight: rounded(part.weight) }));
}

/** Tells what could not be read: the first of it one by one, the rest as a number. */
function createProblems(tell: (line: string) => void) {
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(problem: string) {
      count++;
      if (count <= MAX_TOLD) tell(problem);
    },
    rest() {
      if (count > MAX_TOLD) tell(`… and ${count - MAX_TOLD} more like these.`);
    },
  };
}

const messages = (count: number) => (count === 1 ? "1 message" : `${count} messages`);
const left = (count: number) =>
  count === 0 ? "" : ` ${count === 1 ? "1 problem" : `${count} problems`}: see above.`;

/** Six digits that count: more than the router is sure of. */
const rounded = (value: number) => Number(value.toPrecision(6));
