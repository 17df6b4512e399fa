import type { Command } from "commander";
import type { Config } from "../config/index.ts";
import type { AdapterModule } from "../core/ports/chat-adapter.ts";
import { settingsWith, versionOf } from "../moderation/policy/index.ts";
import type { CommandIo } from "./models.ts";
import { abilitiesText, type PlatformAbilities } from "./policy/abilities.ts";
import { policyTable } from "./policy/policy-table.ts";
import { printable } from "./printable.ts";
import { secretsFor } from "./secrets-for.ts";

interface PolicyCommandParts {
  readonly io: CommandIo;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The config, or `undefined` once its faults have been printed and the exit code is set. */
  readonly settings: () => Promise<
    { readonly config: Config; readonly adapters: readonly AdapterModule[] } | undefined
  >;
}

/** Mounts `policy check`: says whether the policy of maru.yaml is right, what it comes to in each place, and what platforms cannot do of it. */
export function addPolicy(program: Command, { io, env, settings }: PolicyCommandParts): void {
  program
    .command("policy")
    .description("moderation's policy")
    .command("check")
    .description("check the policy of the config, and show what it comes to in each place")
    .action(async () => {
      const checked = await settings();
      if (checked === undefined) return;
      const { policy } = checked.config.moderation;
      io.stdout.write(`Policy ${versionOf(policy).version} is right.\n\n`);
      io.stdout.write(policyTable(policy));
      const platforms = abilitiesOf(checked.config, checked.adapters, env);
      io.stdout.write(`\n${abilitiesText(policy, platforms)}`);
      for (const sentence of offText(checked.config.moderation)) io.stdout.write(`\n${sentence}\n`);
    });
}

/** The guard's format that takes a place's own questions; docs/models.md. */
const QUESTIONED = "custom";
/** Those that come with Maru and do not; others are the operator's own. */
const SHIPPED = /^(?:llama-guard|qwen3guard)-/;

/** What of moderation is switched off although the policy counts on it. */
function offText({ router, guard, policy }: Config["moderation"]): readonly string[] {
  const noticed = policy.places.some(({ mode }, at) => {
    const { categories } = settingsWith(policy, [at]);
    const ladders = Object.values(categories);
    return mode === "active" && ladders.some(({ note, remove, timeout }) => note ?? remove ?? timeout);
  });
  return [
    ...questionsText(guard, policy),
    ...(router ? [] : ["moderation.router is off: messages are only checked by rules."]),
    ...(guard.use === "none" && noticed
      ? ["moderation.guard.use is none: of what the categories ask for, nothing beyond queue is ever done."]
      : []),
  ];
}

/** Whether the place's own questions are asked, where there are any: only one format asks them. */
function questionsText(
  { use, format }: Config["moderation"]["guard"],
  { questions, places }: Config["moderation"]["policy"],
): readonly string[] {
  if (questions.length === 0 && !places.some((place) => place.questions?.length)) return [];
  if (use === "none") return ["questions are asked nowhere: moderation.guard.use is none."];
  if (format === QUESTIONED)
    return [`questions are asked beside Maru's own: moderation.guard.format is ${QUESTIONED}.`];
  if (format !== "auto" && !SHIPPED.test(format))
    return [
      `questions are asked if the format ${printable(format)} is one that asks rule by rule (turn: user).`,
    ];
  return [
    `questions are asked nowhere: moderation.guard.format is ${printable(format)}, and of those that come with Maru only ${QUESTIONED} takes them.`,
  ];
}

/** Of the platforms that are on. */
function abilitiesOf(
  { platforms }: Config,
  adapters: readonly AdapterModule[],
  env: PolicyCommandParts["env"],
): readonly PlatformAbilities[] {
  return adapters.flatMap((module) => {
    const section = platforms[module.name];
    if (section === null || section === undefined) return [];
    return [{ name: module.name, can: module.abilities?.(section, secretsFor(module, env)) }];
  });
}
