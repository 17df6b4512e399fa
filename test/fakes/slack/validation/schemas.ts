import { readFileSync } from "node:fs";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

interface Line {
  readonly versions?: Readonly<Record<string, string>>;
  readonly of?: string;
  readonly schema?: { readonly definitions: Readonly<Record<string, Definition>> };
}

interface Definition {
  readonly properties?: Readonly<Record<string, { readonly const?: unknown }>>;
}

const lines = readFileSync(new URL("../schemas/slack-schemas.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Line);

/** Of the SDK from whose types the schemas were made. */
export const schemaVersions = lines[0]!.versions!;

const schemas = new Map(lines.slice(1).map(({ of, schema }) => [of!, schema!]));
const ajv = new Ajv({ strict: false, allErrors: true, verbose: true });
const compiled = new Map<string, ValidateFunction>();

/** Whether the fake knows the arguments of a method. */
export const knowsMethod = (method: string): boolean => schemas.has(method);

/** What is wrong with something by the schema of a method's arguments, or of a `view`; empty when nothing is. */
export const faultsBySchema = (of: string, value: unknown): string[] => {
  let check = compiled.get(of);
  if (!check) {
    check = ajv.compile(schemas.get(of) as object);
    compiled.set(of, check);
  }
  return check(value) ? [] : worded(check.errors ?? []);
};

/** The same for one part, such as `SectionBlock` or `Button`, of the schema of blocks. */
const faultsByPart = (part: string, value: unknown): string[] => {
  let check = compiled.get(`part ${part}`);
  if (!check) {
    const { definitions } = schemas.get("block")!;
    check = ajv.compile({ $ref: `#/definitions/${part}`, definitions });
    compiled.set(`part ${part}`, check);
  }
  return check(value) ? [] : worded(check.errors ?? []);
};

/** By the value of `type`: the definition of that block. */
const blockParts = new Map(
  Object.entries(schemas.get("block")!.definitions).flatMap(([name, { properties }]) =>
    name.endsWith("Block") && typeof properties?.["type"]?.const === "string"
      ? [[properties["type"].const, name] as const]
      : [],
  ),
);
// The SDK writes an image block as one of two.
blockParts.set("image", "ImageBlock");

/** What is wrong with a block, by the SDK's type of it. */
export const faultsOfBlock = (block: { readonly type?: unknown }): string[] => {
  const part = typeof block.type === "string" ? blockParts.get(block.type) : undefined;
  return part ? faultsByPart(part, block) : [`unsupported type: ${String(block.type)} [json-pointer:/type]`];
};

/** Of the many errors that a union of types gives, those of the alternative that fits best. */
const worded = (errors: readonly ErrorObject[]): string[] => {
  const telling = errors.filter(({ keyword }) => !["anyOf", "oneOf", "if", "not"].includes(keyword));
  const alternatives = [...Map.groupBy(telling, alternativeOf).values()];
  const meant = alternatives.filter((group) => !group.some(isOtherType));
  const fewestFirst = (meant.length > 0 ? meant : alternatives).toSorted((a, b) => a.length - b.length);
  const words = (fewestFirst[0] ?? errors).map(({ instancePath, message, params }) => {
    const extra = params["additionalProperty"] ?? params["allowedValue"];
    return `${message}${extra === undefined ? "" : ` (${String(extra)})`} [json-pointer:${instancePath}]`;
  });
  return [...new Set(words)].slice(0, 5);
};

const alternativeOf = ({ schemaPath }: ErrorObject): string =>
  (/^.*?\/anyOf\/\d+/.exec(schemaPath) ?? /^#\/definitions\/\w+/.exec(schemaPath) ?? [""])[0];

/** The alternative is for another `type` of block or element than the one that was sent. */
const isOtherType = ({ keyword, instancePath }: ErrorObject): boolean =>
  keyword === "const" && instancePath.endsWith("/type");
