import type { z } from "zod";
import type { $ZodType, $ZodTypes } from "zod/v4/core";

/** The schemas that a schema may stand for, with defaults, preprocessing and unions looked through. */
function reach(schema: $ZodType): readonly $ZodTypes[] {
  const { def } = (schema as $ZodTypes)._zod;
  switch (def.type) {
    case "default":
    case "prefault":
    case "optional":
    case "nullable":
    case "nonoptional":
    case "readonly":
    case "catch":
      return reach(def.innerType);
    case "pipe":
      return [...reach(def.in), ...reach(def.out)];
    case "union":
      return def.options.flatMap(reach);
    default:
      return [schema as $ZodTypes];
  }
}

/**
 * The settings of a group by name; `undefined` when the schema is no group. Of several alternatives it is the one that `value` was meant
 * to be: whose fixed members (`kind: words`) are as in it.
 */
export function membersOf(schema: $ZodType, value?: unknown): Readonly<Record<string, $ZodType>> | undefined {
  const groups = groupsOf(schema);
  return groups.find((members) => isMeant(members, value)) ?? groups[0];
}

function groupsOf(schema: $ZodType): readonly Readonly<Record<string, $ZodType>>[] {
  return reach(schema).flatMap(({ _zod }) => (_zod.def.type === "object" ? [_zod.def.shape] : []));
}

function isMeant(members: Readonly<Record<string, $ZodType>>, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const given: Readonly<Record<string, unknown>> = { ...value };
  return Object.entries(members).every(([name, member]) => {
    const { def } = (member as $ZodTypes)._zod;
    return def.type !== "literal" || def.values.includes(given[name] as string);
  });
}

/** The schema of the setting at `path`, if there is one. */
export function schemaAt(schema: $ZodType, path: readonly PropertyKey[]): $ZodType | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const child = typeof step === "number" ? elementOf(schema) : ownMember(schema, step);
  return child && schemaAt(child, rest);
}

/** What a setting is for, and what it is when the file does not say. */
export function aboutSetting(schema: $ZodType): {
  readonly description?: string;
  readonly byDefault?: unknown;
} {
  const { description } = schema as z.ZodType;
  const { def } = (schema as $ZodTypes)._zod;
  return {
    ...(description === undefined ? {} : { description }),
    ...(def.type === "default" ? { byDefault: def.defaultValue } : {}),
  };
}

function ownMember(schema: $ZodType, name: PropertyKey): $ZodType | undefined {
  for (const members of groupsOf(schema)) if (Object.hasOwn(members, name)) return members[String(name)];
  return undefined;
}

function elementOf(schema: $ZodType): $ZodType | undefined {
  for (const { _zod } of reach(schema)) if (_zod.def.type === "array") return _zod.def.element;
  return undefined;
}
