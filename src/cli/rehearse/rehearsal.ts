import type { Config } from "../../config/index.ts";
import type { Findings, Guard } from "../../core/ports/index.ts";
import type { Message } from "../../core/types.ts";
import {
  type CascadeParts,
  createCascade,
  createRouting,
  createSuspecting,
  createThresholds,
  suspectNothing,
} from "../../moderation/index.ts";
import {
  createPolicies,
  openBudgets,
  type PlaceSettings,
  type PolicySettings,
  settingsWith,
} from "../../moderation/policy/index.ts";
import { openStore } from "../../store/index.ts";
import { pause } from "../pause.ts";
import type { ShippedRouter } from "../read-router.ts";
import { silentLog } from "../silent-log.ts";
import type { Performed } from "./performed.ts";

interface RehearsalParts {
  readonly moderation: Config["moderation"];
  readonly shipped: ShippedRouter;
  readonly guard?: Guard;
  /** Unix ms: the time of the history, as far as it was read. */
  readonly now: () => number;
  readonly contextOf: CascadeParts["contextOf"];
}

/** One policy on its way through a history. */
interface Rehearsal {
  readonly version: string;
  perform(message: Message): Promise<Performed>;
  /** So many messages of which the guard's word would have been asked for more than people's looking; `undefined` where no guard is lacking. */
  unheard(): number | undefined;
  /** So many messages the router would have sent on, but as much was sent on as may be. */
  overBudget(): number;
  close(): Promise<void>;
}

const isGuards = (step: string) => step === "note" || step === "remove" || step === "timeout";

/** Whether a step that takes a guard's word is asked for in any place. */
function takesGuard(policy: PolicySettings): boolean {
  const everywhere: readonly PlaceSettings[] = [
    policy,
    ...policy.places.map((_, at) => settingsWith(policy, [at])),
  ];
  return everywhere.some(({ categories }) =>
    Object.values(categories).some((ladder) =>
      Object.entries(ladder).some(([step, threshold]) => threshold !== undefined && isGuards(step)),
    ),
  );
}

/** Takes messages through the very parts of a running Maru, with a memory of their own, and only notes what would be done. */
export async function openRehearsal(parts: RehearsalParts): Promise<Rehearsal> {
  const { moderation, shipped, guard, now } = parts;
  const { router, standard, id } = shipped;
  const store = await openStore("memory:", { dataFolder: ".", now: Date.now, log: silentLog });
  const budgets = await openBudgets({ log: silentLog, now });
  const policies = createPolicies(moderation.policy, { budgets });
  const thresholds = createThresholds({
    store,
    log: silentLog,
    budget: moderation.budget,
    standard,
    weights: id,
  });
  let overBudget = 0;
  let unheard = 0;
  const routing = createRouting({
    router,
    thresholds,
    log: silentLog,
    observe: (event) => {
      if (event.type === "routed" && event.route === "over-budget") overBudget++;
    },
    now: () => performance.now(),
    pause,
  });
  const opened = new Map<string, Pick<Performed, "steps" | "findings">>();
  const cascade = createCascade({
    suspect: moderation.router ? createSuspecting({ router, routing, standard }) : suspectNothing,
    policies,
    ...(guard ? { guard } : {}),
    open: async ({ message, sources, proposed, findings }) => {
      opened.set(message.id, { steps: proposed, findings });
      if (!guard && sources.includes("router") && isHeavier(message, findings)) unheard++;
    },
    async edited() {},
    sample: { isSampled: () => false, add: async () => {} },
    contextOf: parts.contextOf,
    router: id,
    log: silentLog,
    observe() {},
    now,
  });

  /** Whether more would be done if a guard had said what the router says. */
  function isHeavier({ place }: Message, { part, router }: Findings): boolean {
    if (!router) return false;
    const said = { probability: router.score, categories: [], codes: [] };
    const { steps } = policies
      .for(place)
      .decide({ part, categories: [], router, guard: said, rules: [] }, []);
    return steps.some(isGuards);
  }

  return {
    version: policies.version,
    unheard: () => (!guard && takesGuard(moderation.policy) ? unheard : undefined),
    async perform(message) {
      const policy = policies.for(message.place);
      if (policy.mode === "off" || policy.isExempt(message.author))
        return { mode: policy.mode, isLookedAt: false, steps: [] };
      await cascade(message).settled;
      const performed = opened.get(message.id);
      opened.delete(message.id);
      return {
        mode: policy.mode,
        isLookedAt: true,
        steps: performed?.steps ?? [],
        ...(performed?.findings ? { findings: performed.findings } : {}),
      };
    },
    overBudget: () => overBudget,
    close: () => store.close(),
  };
}
