import type { Config } from "../../config/index.ts";
import type { Guard } from "../../core/ports/index.ts";
import type { Message } from "../../core/types.ts";
import type { CommandIo } from "../models.ts";
import { asOperatorError } from "../moderate/read-entries.ts";
import type { Outlet } from "../outlet.ts";
import { readRouter } from "../read-router.ts";
import { outcomeText } from "./findings-text.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { openHistory } from "./open-history.ts";
import { isModeChanged, type Performed } from "./performed.ts";
import { createRecentMessages } from "./recent-messages.ts";
import { openRehearsal } from "./rehearsal.ts";
import { createStriking, exampleOf } from "./striking.ts";
import { createTally } from "./tally.ts";

interface RehearseOptions {
  /** A file, folder or zip; `-` is standard input. */
  readonly input: string;
  /** The present policy, and the one that it is compared with, if any. */
  readonly policies: readonly Config["moderation"][];
  readonly guard?: Guard;
  readonly examples: number;
  /** Whether people's words are shown. */
  readonly words: boolean;
}

export interface RehearseParts {
  readonly cwd: string;
  readonly stdin: () => AsyncIterable<Uint8Array>;
  readonly stdout: Outlet;
  readonly stderr: CommandIo["stderr"];
}

/** So many problems are told one by one. */
const MAX_TOLD = 20;
/** A guard judges several messages at once. */
const AT_ONCE = 8;

/**
 * Takes a history through the policies and says what each would have done. Resolves to whether everything could be read and judged.
 * Rejects with an `OperatorError` when there is nothing to read or the router is missing.
 */
export async function rehearse(options: RehearseOptions, parts: RehearseParts): Promise<boolean> {
  const { guard, policies } = options;
  const shipped = await readRouter();
  const history = await openHistory(options.input, parts);
  const clock = { at: 0 };
  const recent = createRecentMessages();
  const shared = {
    shipped,
    ...(guard ? { guard: onceEach(guard) } : {}),
    now: () => clock.at,
    contextOf: async (message: Message, count: number) => recent.before(message, count),
  };
  const rehearsals = await Promise.all(
    policies.map((moderation) => openRehearsal({ ...shared, moderation })),
  );
  const tally = createTally(policies.length);
  const groups = createGroups(policies.length, options.examples);
  let problems = 0;
  let unjudged = 0;
  const tell = (line: string) => parts.stderr.write(`${line}\n`);

  try {
    const performing: Promise<void>[] = [];
    for await (const batch of history)
      for (const entry of batch) {
        if ("problem" in entry) {
          problems++;
          if (problems <= MAX_TOLD) tell(entry.problem);
          continue;
        }
        performing.push(perform(entry));
        if (performing.length >= (guard ? AT_ONCE : 1)) await performing.shift();
      }
    await Promise.all(performing);
  } catch (error) {
    throw asOperatorError(options.input, error);
  } finally {
    for (const rehearsal of rehearsals) await rehearsal.close();
  }
  if (problems > MAX_TOLD) tell(`… and ${problems - MAX_TOLD} more like these.`);
  if (unjudged > 0)
    tell(`The guard could not judge ${unjudged} of the messages: the router's word counts there.`);
  for (const [at, rehearsal] of rehearsals.entries()) {
    const which = rehearsals.length === 1 ? "" : at === 0 ? ", by the present policy" : ", by the new one";
    const unheard = rehearsal.unheard();
    if (unheard !== undefined)
      tell(
        `note, remove and timeout take a guard's word, and none was asked: ${unheard} ${unheard === 1 ? "message" : "messages"} that the router puts above their thresholds ${unheard === 1 ? "counts" : "count"} as queue${which}. --guard asks it.`,
      );
    if (rehearsal.overBudget() > 0)
      tell(`${rehearsal.overBudget()} more were worth a look, beyond the budget of their places${which}.`);
  }
  const versions = rehearsals.map(({ version }) => version);
  await parts.stdout.write(
    outcomeText({ tally, versions, examples: groups.list(), withWords: options.words }),
  );
  return problems === 0 && unjudged === 0;

  async function perform({ message, isTimed }: Extract<HistoryEntry, { message: Message }>): Promise<void> {
    if (isTimed) clock.at = Date.parse(message.sentAt);
    recent.add(message);
    const performances: Performed[] = [];
    for (const rehearsal of rehearsals) performances.push(await rehearsal.perform(message));
    const heard = performances.flatMap(({ findings }) => findings?.guard ?? []);
    if (heard.some((word) => "unavailable" in word)) unjudged++;
    tally.add(message, isTimed, performances);
    groups.add(message, performances);
  }
}

/** Examples by what is told of them: of two policies, by how they differ. */
function createGroups(policies: number, max: number) {
  const groups = (
    policies === 1
      ? ["Something would be done with"]
      : [
          "Only the present policy would act on",
          "Only the new one would act on",
          "Both would, but differently, on",
        ]
  ).map((title) => ({ title, count: 0, striking: createStriking(max) }));
  return {
    add(message: Message, performances: readonly Performed[]): void {
      const group = groups[groupOf(performances)];
      if (group === undefined) return;
      group.count++;
      group.striking.add(exampleOf(message, performances));
    },
    list: () => groups.map(({ title, count, striking }) => ({ title, count, list: striking.list() })),
  };
}

/** Which group a message belongs to; -1: none. */
function groupOf(performances: readonly Performed[]): number {
  const [present = "", other] = performances.map(({ steps }) => steps.join(" "));
  if (other === undefined) return present === "" ? -1 : 0;
  if (other === "") return present === "" ? -1 : 0;
  if (present === "") return 1;
  // What is only noted in shadow mode is done in an active place.
  return present === other && !isModeChanged(performances) ? -1 : 2;
}

/** Two policies ask the same of a message most of the time: it is judged once. */
function onceEach(guard: Guard): Guard {
  const asked = new Map<string, ReturnType<Guard["judge"]>>();
  return {
    ...guard,
    judge(question, signal) {
      const key = JSON.stringify(question);
      const answer = asked.get(key) ?? guard.judge(question, signal);
      asked.set(key, answer);
      if (asked.size > 4 * AT_ONCE) asked.delete(asked.keys().next().value as string);
      return answer;
    },
  };
}
