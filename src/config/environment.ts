/** Environment variables that override settings, and the settings they override. */
const OVERRIDES = [
  { variable: "MARU_DATA", path: ["data", "folder"], parse: (text: string) => text },
  // What is no number stays text, so that the setting's own check refuses it.
  {
    variable: "MARU_PORT",
    path: ["platforms", "web", "port"],
    parse: (text: string) => (/^\d+$/.test(text) ? Number(text) : text),
  },
] as const;

/** The settings with the environment's overrides, and which variable each overridden path came from. */
export interface Overridden {
  readonly data: unknown;
  /** The variable that set the value at this path, if one did. */
  variableAt(path: readonly PropertyKey[]): string | undefined;
}

/** Lays `MARU_DATA` and `MARU_PORT` over the file's settings; empty variables count as not set. */
export function applyEnvironment(
  data: unknown,
  env: Readonly<Record<string, string | undefined>>,
): Overridden {
  const used = new Map<string, string>();
  let result = data;
  for (const { variable, path, parse } of OVERRIDES) {
    const text = env[variable]?.trim();
    if (text === undefined || text === "") continue;
    const overridden = withValue(result, path, parse(text));
    if (overridden === undefined) continue;
    result = overridden;
    used.set(path.join("."), variable);
  }
  return { data: result, variableAt: (path) => used.get(path.map(String).join(".")) };
}

/** `undefined` when something on the way is not a group: a platform that is off, or a fault of the file. */
function withValue(data: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined) return value;
  if (data !== undefined && (typeof data !== "object" || data === null || Array.isArray(data)))
    return undefined;
  const group = (data ?? {}) as Readonly<Record<string, unknown>>;
  const child = withValue(Object.hasOwn(group, step) ? group[step] : undefined, rest, value);
  return child === undefined ? undefined : { ...group, [step]: child };
}
