import type { Place } from "../../core/types.ts";
import type { Budgets } from "./budgets.ts";
import { decide } from "./decide.ts";
import { digestOf } from "./digest.ts";
import { createExemption } from "./exemption.ts";
import { overridesFor, settingsWith } from "./place-settings.ts";
import type { PlacePolicy, Policies } from "./policy.ts";
import { createQuiet } from "./quiet-hours.ts";
import { createRuleMatcher } from "./rules/match-rules.ts";
import type { PolicySettings } from "./settings.ts";

interface PoliciesParts {
  readonly budgets: Budgets;
}

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Policies of so many places are held in memory. */
const MAX_PLACES = 1_000;
/** Of a digest, so much names a version among those of one team. */
const VERSION_CHARS = 12;

/** Names a policy as a whole. */
export function versionOf(settings: PolicySettings): Pick<Policies, "version" | "digest"> {
  const digest = digestOf(settings);
  return { version: digest.slice(0, VERSION_CHARS), digest };
}

/** The policy that the settings make, for every place. Which overrides hold where is looked up once for each place. */
export function createPolicies(settings: PolicySettings, { budgets }: PoliciesParts): Policies {
  const matchRules = createRuleMatcher();
  /** What places with the same overrides share. */
  const shared = new Map<string, Shared>();
  /** By id, name and kind; the one asked for last is the last one. */
  const known = new Map<string, PlacePolicy>();

  function sharedFor(overrides: readonly number[]): Shared {
    const key = overrides.join(" ");
    const found = shared.get(key) ?? share(overrides);
    shared.set(key, found);
    return found;
  }

  type Shared = ReturnType<typeof share>;
  function share(overrides: readonly number[]) {
    const resolved = settingsWith(settings, overrides);
    const languages = new Set(resolved.languages);
    return {
      resolved,
      fixed: {
        mode: resolved.mode,
        contextMessages: resolved.contextMessages,
        twoPersons: resolved.twoPersons,
        timeoutMs: resolved.timeoutMinutes * MINUTE_MS,
        retentionMs: resolved.retentionDays * DAY_MS,
        questions: resolved.questions,
        isExempt: createExemption(resolved.exempt),
        judges: (language) => languages.has(language),
        isQuiet: createQuiet(resolved.quietHours),
        match: (message) => matchRules(resolved.rules, message),
      } satisfies Omit<PlacePolicy, "decide">,
    };
  }

  function policyFor(place: Place): PlacePolicy {
    const { resolved, fixed } = sharedFor(overridesFor(settings, place));
    return {
      ...fixed,
      decide: (findings, matches) => decide(findings, matches, { settings: resolved, place, budgets }),
    };
  }

  return {
    ...versionOf(settings),
    for(place) {
      const key = JSON.stringify([place.id, place.name, place.kind]);
      const policy = known.get(key) ?? policyFor(place);
      known.delete(key);
      known.set(key, policy);
      if (known.size > MAX_PLACES) known.delete(known.keys().next().value as string);
      return policy;
    },
  };
}
