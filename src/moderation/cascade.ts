import {
  BREAKS_RULES,
  type CaseSource,
  type Findings,
  type Guard,
  holdsMessage,
  type Judging,
  type Logger,
  ModelError,
  type ModelErrorCode,
  type Moderation,
  type Observe,
  type Said,
} from "../core/ports/index.ts";
import type { Message, Verdict } from "../core/types.ts";
import type { CaseOpening } from "./cases/index.ts";
import { type PlacePolicy, type Policies, type RuleMatch, unnoticed } from "./policy/index.ts";
import type { Sample } from "./report/index.ts";
import type { Suspicion } from "./suspicion.ts";

export interface CascadeParts {
  readonly suspect: (message: Message) => Promise<Suspicion>;
  readonly policies: Policies;
  /** Absent: people are asked at once. */
  readonly guard?: Guard;
  readonly open: (opening: CaseOpening) => Promise<unknown>;
  /** The message was edited and opens no case: one that it may have is to show how it reads now. */
  readonly edited: (message: Message) => Promise<void>;
  readonly sample: Pick<Sample, "isSampled" | "add">;
  /** The last `count` messages before this one in its thread or conversation, oldest first; nothing where the platform does not give them. */
  readonly contextOf: (message: Message, count: number) => Promise<readonly Message[]>;
  /** Names the router's weights. */
  readonly router: string;
  readonly log: Logger;
  readonly observe: Observe;
  /** Unix ms. */
  readonly now: () => number;
}

/** A message in a place that has a policy for it. */
interface Looked {
  readonly message: Message;
  readonly policy: PlacePolicy;
  readonly suspicion: Suspicion;
  /** Whether router and guard have a say on its language there. */
  readonly isJudged: boolean;
  readonly matches: readonly RuleMatch[];
  readonly isSampled: boolean;
  /** Somebody edited it: it may have a case already. */
  readonly isEdit: boolean;
}

const allow: Verdict = { action: "allow" };
/** What is matched by numbers needs no guard's opinion of the words. */
const COUNTED: readonly RuleMatch["category"][] = ["spam"];

/**
 * The path of a message through moderation: router, the place's rules, guard, policy, case. A clear message costs the router's time and
 * nothing else. In shadow mode nobody waits for a guard either. Whatever keeps the guard from judging, the case goes to people with
 * the router's score: it is neither allowed silently nor punished.
 */
export function createCascade(parts: CascadeParts): Moderation["judge"] {
  const { policies, guard, sample, log, observe, now } = parts;

  async function look(message: Message, policy: PlacePolicy, isEdit: boolean): Promise<Looked> {
    const suspected = await parts.suspect(message);
    const isJudged = policy.judges(suspected.language);
    const suspicion = { ...suspected, isWorthALook: suspected.isWorthALook && isJudged };
    const matches = policy.match(message);
    const isSampled = sample.isSampled(message);
    return { message, policy, suspicion, isJudged, matches, isSampled, isEdit };
  }

  /** Everything that follows from what was seen. */
  async function act(looked: Looked): Promise<Verdict> {
    const { message, policy, suspicion, isJudged, matches, isSampled } = looked;
    const concerns = suspicion.isWorthALook || matches.length > 0;
    if (!concerns && !isSampled) return leave(looked);
    const context = await parts.contextOf(message, policy.contextMessages);
    const asksGuard =
      isSampled || suspicion.isWorthALook || matches.some(({ category }) => !COUNTED.includes(category));
    const heard = asksGuard && isJudged ? await askGuard(looked, context) : undefined;
    if (isSampled) await keepSample(looked, heard?.findings);
    const findings: Findings = {
      part: suspicion.isWorthALook ? suspicion.part : (matches[0]?.part ?? "text"),
      categories: [],
      ...(suspicion.router ? { router: suspicion.router } : {}),
      ...(heard ? { guard: heard.findings } : {}),
      rules: matches.map(({ rule }) => rule),
    };
    // What the router thought not worth a look is shown to moderators, and decides nothing.
    const { router: _, ...withoutRouter } = findings;
    const decided = suspicion.isWorthALook ? findings : withoutRouter;
    const { categories, steps: said } = policy.decide(decided, matches);
    // The sample is there to learn from: what nobody would have looked at but for chance is shown to people, and nothing is done to its author.
    const steps = concerns ? said : unnoticed(said);
    if (steps.length === 0 || policy.mode === "off") return leave(looked);
    await parts.open({
      message,
      context,
      language: suspicion.language,
      sources: sourcesOf(looked, findings),
      mode: policy.mode,
      findings: { ...findings, categories },
      proposed: steps,
      policy: policies.version,
      models: heard?.model === undefined ? [parts.router] : [parts.router, heard.model],
      twoPersons: policy.twoPersons,
      timeoutMs: policy.timeoutMs,
      retentionMs: policy.retentionMs,
      quiet: policy.isQuiet(now()),
    });
    const holds = policy.mode === "active" && holdsMessage(steps);
    return holds ? { action: "hold", reason: categories.join(", ") || "rule" } : allow;
  }

  /** Nothing is to be said about it. */
  async function leave({ message, isEdit }: Pick<Looked, "message" | "isEdit">): Promise<Verdict> {
    if (isEdit) await parts.edited(message);
    return allow;
  }

  async function askGuard(
    { message, policy, suspicion }: Looked,
    context: readonly Message[],
  ): Promise<{ readonly findings: NonNullable<Findings["guard"]>; readonly model?: string } | undefined> {
    if (!guard || guard.health().state === "absent") return undefined;
    const began = now();
    const observed = (outcome: "allowed" | "found" | ModelErrorCode) => {
      const { waiting, shed, oldestMs } = guard.load();
      observe({ type: "guarded", outcome, tookMs: now() - began, waiting, shed, oldestMs });
    };
    try {
      const { model, ...findings } = await guard.judge(
        {
          of: "message",
          text: suspicion.words,
          before: context.map(asSaid),
          rules: policy.questions,
        },
        new AbortController().signal,
      );
      observed(findings.probability < BREAKS_RULES ? "allowed" : "found");
      return { findings, model };
    } catch (error) {
      const why = error instanceof ModelError ? error.code : "failed";
      observed(why);
      // A `ModelError` is a matter of course; anything else is a fault of ours.
      const fault = error instanceof ModelError ? {} : { err: error };
      log.warn({ message: message.id, why, ...fault }, "guard did not judge");
      return { findings: { unavailable: why } };
    }
  }

  async function keepSample(looked: Looked, heard: Findings["guard"]): Promise<void> {
    const { message, policy, suspicion } = looked;
    await sample.add({
      message,
      language: suspicion.language,
      router: suspicion.part === "text" ? (suspicion.router?.score ?? 0) : 0,
      ...(heard && "probability" in heard && suspicion.part === "text" ? { guard: heard.probability } : {}),
      retentionMs: policy.retentionMs,
    });
  }

  return (message, { edited: isEdit } = { edited: false }) => {
    const policy = policies.for(message.place);
    const { author, place } = message;
    // What somebody says to Maru alone concerns nobody else; in a private group its members can report it.
    const isPrivate = place.kind === "direct";
    if (isPrivate || policy.mode === "off" || author.kind !== "person" || policy.isExempt(author))
      // Members may have reported it all the same.
      return { ...passed, settled: leave({ message, isEdit }).then(() => {}) };
    const looked = look(message, policy, isEdit);
    const acted = looked.then(act);
    const settled = acted.then(() => {});
    // Nobody waits where nothing is done.
    return { verdict: policy.mode === "active" ? acted : looked.then(() => allow), settled };
  };
}

const passed: Judging = { verdict: Promise.resolve(allow), settled: Promise.resolve() };

function sourcesOf({ suspicion, matches }: Looked, { guard }: Findings): readonly CaseSource[] {
  const hasGuard = guard !== undefined && "probability" in guard;
  return [
    ...(suspicion.isWorthALook ? (["router"] as const) : []),
    ...(hasGuard ? (["guard"] as const) : []),
    ...(matches.length > 0 ? (["rule"] as const) : []),
  ];
}

const asSaid = ({ author, text }: Message): Said => ({
  by: author.kind === "self" ? "self" : "person",
  text,
});
