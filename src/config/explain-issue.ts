import type { $ZodIssue, $ZodType } from "zod/v4/core";
import { closest } from "./closest.ts";
import { aboutSetting, membersOf, schemaAt } from "./schema-tree.ts";

/** A fault without its place in the file. */
export interface Explained {
  readonly path: readonly PropertyKey[];
  /** The fault is in the setting's name, not in its value. */
  readonly inName?: true;
  readonly problem: string;
  readonly remedy: string;
}

/** Says in plain words what zod found in settings checked by `schema`, and what to do about it. */
export function explainIssue(issue: $ZodIssue, schema: $ZodType): readonly Explained[] {
  if (issue.code === "unrecognized_keys") {
    const known = Object.keys(membersOf(schemaAt(schema, issue.path) ?? schema, issue.input) ?? {});
    return issue.keys.map((key) => unknownName([...issue.path, key], key, known));
  }
  if (issue.code === "invalid_union") {
    const inner = furthest(issue.errors);
    if (inner !== undefined) {
      return inner.flatMap((one) => explainIssue({ ...one, path: [...issue.path, ...one.path] }, schema));
    }
  }
  return [
    { path: issue.path, problem: problemOf(issue), remedy: remedyOf(issue, schemaAt(schema, issue.path)) },
  ];
}

/** A name that is none of the known ones. */
export function unknownName(path: readonly PropertyKey[], name: string, known: readonly string[]): Explained {
  const meant = closest(name, known);
  return {
    path,
    inName: true,
    problem: "is not a setting",
    remedy: meant === undefined ? `Take it out. Known here: ${known.join(", ")}.` : `Did you mean ${meant}?`,
  };
}

/** The alternative of a union that was meant: the one that got past its own type. */
function furthest(alternatives: readonly (readonly $ZodIssue[])[]): readonly $ZodIssue[] | undefined {
  return alternatives.find((issues) =>
    issues.every(
      ({ code, path }) => path.length > 0 || (code !== "invalid_type" && code !== "invalid_value"),
    ),
  );
}

function problemOf(issue: $ZodIssue): string {
  // A schema's own words are better than any made here.
  if (!/^(Invalid|Too small|Too big|Unrecognized)/.test(issue.message))
    return issue.message.replace(/\.$/, "");
  if (issue.code === "invalid_type" && issue.input === undefined) return "is missing";
  return `must be ${expectation(issue)}`;
}

function expectation(issue: $ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return KINDS[issue.expected] ?? issue.expected;
    case "invalid_value":
      return oneOf(issue.values.map(String));
    case "invalid_union":
      return [...new Set(issue.errors.flat().map(expectation))].join(" or ");
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return `right (${issue.message})`;
  }
}

function remedyOf(issue: $ZodIssue, schema: $ZodType | undefined): string {
  const meant = typeof issue.input === "string" ? closest(issue.input, knownTo(issue)) : undefined;
  if (meant !== undefined) return `Did you mean ${meant}?`;
  const members = schema && membersOf(schema, issue.input);
  const { description, byDefault } = schema === undefined ? {} : aboutSetting(schema);
  if (members !== undefined && description === undefined)
    return `Write its settings below it, indented: ${Object.keys(members).join(", ")}.`;
  const byDefaultText =
    byDefault === undefined ? "" : `Take it out for the default, ${JSON.stringify(byDefault)}.`;
  return (
    [description, byDefaultText].filter(Boolean).join(" ") ||
    "Correct it, or take it out; see maru.example.yaml."
  );
}

/** The values that there are: a schema's own issue tells them as `params.known`. */
function knownTo(issue: $ZodIssue): readonly string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  if (issue.code === "custom") return (issue.params?.["known"] as readonly string[] | undefined) ?? [];
  return [];
}

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list, e.g. [one, two]",
  object: "a group of settings",
  record: "a group of settings",
};

function unitOf(origin: string): string {
  switch (origin) {
    case "string":
      return " characters long";
    case "array":
      return " entries long";
    default:
      return "";
  }
}

function oneOf(values: readonly string[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
