import type { JudgedPart, LadderStep } from "../../../core/ports/index.ts";
import type { Locale, Message } from "../../../core/types.ts";
import { detectLocale } from "../../../text/language.ts";
import { createNewNames } from "../../new-names.ts";
import { unnoticed } from "../ladder.ts";
import type { RuleMatch } from "../policy.ts";
import type { RuleSettings } from "../settings.ts";
import { compileRule } from "./compile-rule.ts";
import type { CompiledRule, MatchKind, ReadPart } from "./compiled-rule.ts";
import { type Readings, readingsOf } from "./readings.ts";

/** Looks at messages with the rules of a policy, each of which is compiled once, wherever it holds. */
export function createRuleMatcher() {
  const compiled = new Map<RuleSettings, CompiledRule>();
  const isNewName = createNewNames(({ place, author }) => `${place.id} ${author.id}`);

  function compiledOf(rule: RuleSettings): CompiledRule {
    const known = compiled.get(rule) ?? compileRule(rule);
    compiled.set(rule, known);
    return known;
  }

  /** The first match. */
  function matchOf(
    rule: RuleSettings,
    message: Message,
    parts: () => readonly ReadPart[],
  ): RuleMatch | undefined {
    const { of, matches } = compiledOf(rule);
    const { name, category } = rule;
    if (of === "message") {
      const kind = matches(message);
      const steps = stepsFor(rule.steps, kind, "text");
      if (steps.length === 0) return undefined;
      return { rule: name, part: "text", category, steps, ...(kind === "again" ? { isAgain: true } : {}) };
    }
    for (const part of parts()) {
      const steps = stepsFor(rule.steps, matches(part), part.part);
      if (steps.length > 0) return { rule: name, part: part.part, category, steps };
    }
    return undefined;
  }

  return (rules: readonly RuleSettings[], message: Message): readonly RuleMatch[] => {
    let parts: readonly ReadPart[] | undefined;
    let language: Locale | undefined;
    const partsOnce = () => {
      parts ??= partsOf(message, isNewName(message)).map(readOnce);
      return parts;
    };
    return rules.flatMap((rule) => {
      if (rule.steps.length === 0) return [];
      if (rule.languages !== undefined) {
        language ??= detectLocale(message.text, message.author.locale ?? "en");
        if (!rule.languages.includes(language)) return [];
      }
      return matchOf(rule, message, partsOnce) ?? [];
    });
  };
}

/** What is done for a match: nothing to anybody for what was only hidden, nor to a message for its author's name. */
function stepsFor(
  steps: readonly LadderStep[],
  kind: MatchKind | undefined,
  part: JudgedPart,
): readonly LadderStep[] {
  switch (kind) {
    case undefined:
      return [];
    case "hidden":
      return unnoticed(steps);
    case "again":
      return steps.filter((step) => step === "remove" || step === "timeout");
    case "written":
      return part === "author-name" ? unnoticed(steps) : steps;
    default:
      return kind satisfies never;
  }
}

/** Several rules read a part, and some none. */
function readOnce({ part, text }: Pick<ReadPart, "part" | "text">): ReadPart {
  let known: Readings | undefined;
  return {
    part,
    text,
    readings: () => {
      known ??= readingsOf(text);
      return known;
    },
  };
}

function partsOf(
  { text, author, threadTitle, fileNames = [] }: Message,
  withName: boolean,
): readonly Pick<ReadPart, "part" | "text">[] {
  return [
    { part: "text", text },
    ...(withName ? [{ part: "author-name" as const, text: author.name }] : []),
    ...(threadTitle === undefined ? [] : [{ part: "thread-title" as const, text: threadTitle }]),
    ...fileNames.map((name) => ({ part: "file-name" as const, text: name })),
  ];
}
