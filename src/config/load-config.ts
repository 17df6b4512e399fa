import type { $ZodIssue, $ZodType } from "zod/v4/core";
import type { AdapterModule } from "../core/ports/chat-adapter.ts";
import { closest } from "./closest.ts";
import { applyEnvironment } from "./environment.ts";
import { type Explained, explainIssue, unknownName } from "./explain-issue.ts";
import { type ConfigFault, formatPath } from "./fault.ts";
import { type Config, settingsSchema } from "./schema.ts";
import { membersOf, schemaAt } from "./schema-tree.ts";
import { secretPaths } from "./secrets.ts";
import { parseYaml, type YamlSource } from "./yaml-source.ts";

/** What the config is made from. */
export interface ConfigSources {
  /** The text of maru.yaml; absent: all defaults. */
  readonly text?: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The platforms that there are; each checks its own section. */
  readonly adapters: readonly AdapterModule[];
}

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config }
  /** Every fault at once, in the order of the file. */
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

/** Checks maru.yaml and the environment's overrides, and fills in the defaults. Pure. */
export function loadConfig({ text = "", env, adapters }: ConfigSources): LoadedConfig {
  const parsed = parseYaml(text);
  if (!parsed.ok) return parsed;
  const { source } = parsed;
  const { data, variableAt } = applyEnvironment(source.data ?? {}, env);

  const secrets = secretPaths(source.data, (path) => isMisspelt(path, source.data, adapters));
  const found: Explained[] = secrets.map((path) => secretInFile(path, adapters));

  const settings = settingsSchema.safeParse(data, { reportInput: true });
  if (!settings.success) found.push(...explain(settings.error.issues, settingsSchema, []));

  const sections = sectionsOf(data);
  const names = adapters.map(({ name }) => name);
  for (const name of Object.keys(sections)) {
    if (!names.includes(name)) {
      found.push({ ...unknownName(["platforms", name], name, names), problem: "is not a platform" });
    }
  }
  found.push(...unknownPlatforms(data, names));
  const platforms: Record<string, unknown> = {};
  for (const { name, config } of adapters) {
    const section = config.safeParse(Object.hasOwn(sections, name) ? sections[name] : undefined, {
      reportInput: true,
    });
    if (section.success) platforms[name] = section.data;
    else found.push(...explain(section.error.issues, config, ["platforms", name]));
  }

  const faults = found
    .filter((one) => secrets.includes(one.path) || !secrets.some((path) => samePath(path, one.path)))
    .map(({ path, inName, problem, remedy }): ConfigFault => {
      const variable = variableAt(path);
      if (variable !== undefined)
        return {
          where: variable,
          problem,
          remedy: `It stands in the environment for ${formatPath(path)}. ${remedy}`,
        };
      return { where: formatPath(path), ...placeOf(source, path, inName), problem, remedy };
    })
    .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  if (!settings.success || faults.length > 0) return { ok: false, faults };
  return { ok: true, config: { ...settings.data, platforms } };
}

function secretInFile(path: readonly PropertyKey[], adapters: readonly AdapterModule[]): Explained {
  const platform = adapters.find(({ name }) => path[0] === "platforms" && path[1] === name);
  const variables =
    platform === undefined || platform.secrets.length === 0 ? "" : ` as ${platform.secrets.join(", ")}`;
  return {
    path,
    inName: true,
    problem: "looks like a secret, which does not belong in this file",
    remedy: `Take it out and put it into the environment${variables}, or into .env; see .env.example.`,
  };
}

/** Whether the name at `path` is nearly, but not quite, that of a setting which its group has. */
function isMisspelt(
  path: readonly PropertyKey[],
  data: unknown,
  adapters: readonly AdapterModule[],
): boolean {
  const name = String(path.at(-1));
  const group = path.slice(0, -1);
  const platform = adapters.find((one) => group[0] === "platforms" && group[1] === one.name);
  const schema =
    platform === undefined ? schemaAt(settingsSchema, group) : schemaAt(platform.config, group.slice(2));
  const members = schema && membersOf(schema, valueAt(data, group));
  if (members === undefined || Object.hasOwn(members, name)) return false;
  return closest(name, Object.keys(members)) !== undefined;
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce((value, step) => (value as Record<PropertyKey, unknown>)[step], data);
}

/** What is missing is told of where its group stands. */
function placeOf(source: YamlSource, path: readonly PropertyKey[], inName: true | undefined) {
  return source.locate(path, inName ? "name" : "value") ?? source.locate(path.slice(0, -1), "value");
}

function explain(
  issues: readonly $ZodIssue[],
  schema: $ZodType,
  above: readonly string[],
): readonly Explained[] {
  return issues
    .flatMap((issue) => explainIssue(issue, schema))
    .map((one) => ({ ...one, path: [...above, ...one.path] }));
}

/** Digests for platforms that there are not. */
function unknownPlatforms(data: unknown, names: readonly string[]): readonly Explained[] {
  const { digests } = (data as { summaries?: { digests?: unknown } | null } | null)?.summaries ?? {};
  if (!Array.isArray(digests)) return [];
  return digests.flatMap((digest: { platform?: unknown } | null, at) => {
    const name = digest?.platform;
    if (typeof name !== "string" || name.trim() === "" || names.includes(name.trim())) return [];
    const path = ["summaries", "digests", at, "platform"];
    const { remedy } = unknownName(path, name, names);
    return [{ path, problem: "is not a platform", remedy }];
  });
}

function sectionsOf(data: unknown): Readonly<Record<string, unknown>> {
  const platforms: unknown = (data as { platforms?: unknown } | null)?.platforms;
  return typeof platforms === "object" && platforms !== null ? (platforms as Record<string, unknown>) : {};
}

function samePath(a: readonly PropertyKey[], b: readonly PropertyKey[]): boolean {
  return a.length === b.length && a.every((step, at) => step === b[at]);
}
