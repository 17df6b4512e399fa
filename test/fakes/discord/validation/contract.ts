import { existsSync, readFileSync } from "node:fs";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";

/** Discord's own description of its REST interface, where the checkout has it beside it. Never part of the project. */
const documentUrl = new URL("../../../../../shared/contracts/discord-openapi.json", import.meta.url);

/** What does not fit the document, in words; empty when all is well. */
export interface Contract {
  /** `query`: names of the parameters in the query. */
  request(method: string, path: string, query: readonly string[], body: unknown): readonly string[];
  response(method: string, path: string, status: number, body: unknown): readonly string[];
  /** Checks a part, e.g. a gateway event, against a named schema. */
  schema(name: string, value: unknown): readonly string[];
}

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Content & { readonly required?: boolean };
  readonly responses: Readonly<Record<string, (Content & { readonly $ref?: string }) | undefined>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | undefined>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/**
 * Keys that discord.js sends and Discord takes, though the document does not list them for every operation:
 * those of a webhook's message on an interaction's answer, and those of a new message on an edit.
 */
const tolerated = new Set([
  "enforce_nonce",
  "tts",
  "nonce",
  "username",
  "avatar_url",
  "message_reference",
  "sticker_ids",
  "poll",
  "attachments",
  "thread_name",
  "applied_tags",
  "type",
  "communicationDisabledUntil",
]);

/** Where the document and Discord differ: it takes this bit set as text, as its prose and discord-api-types say. */
const deviation = /default_member_permissions must be integer/;

let loaded: Contract | null | undefined;

/** The contract, or `undefined` when the document is not there. Read once per process: compiling its schemas takes time. */
export const loadContract = (): Contract | undefined => {
  loaded ??= existsSync(documentUrl)
    ? compile(JSON.parse(readFileSync(documentUrl, "utf8")) as Document)
    : null;
  return loaded ?? undefined;
};

const compile = (document: Document): Contract => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  for (const format of ["int32", "int64", "double", "nonce", "binary"]) ajv.addFormat(format, true);
  ajv.addFormat("snowflake", /^(0|[1-9][0-9]*)$/);
  ajv.addFormat("date-time", (text) => /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)));
  ajv.addFormat("uri", (text) => URL.canParse(text));
  ajv.addSchema(document, "discord");

  const validators = new Map<string, ValidateFunction>();
  const check = (pointer: string, value: unknown): readonly string[] => {
    let validate = validators.get(pointer);
    if (!validate) {
      validate = ajv.compile({ $ref: `discord#${pointer}` });
      validators.set(pointer, validate);
    }
    return validate(value) ? [] : inWords(validate.errors ?? []);
  };

  const operations = Object.entries(document.paths)
    .map(([path, methods]) => ({
      path,
      methods,
      literals: path.split("/").filter((part) => part && !part.startsWith("{")).length,
      matcher: new RegExp(`^${path.replace(/\{[^}]+\}/g, "[^/]+")}$`),
    }))
    .toSorted((a, b) => b.literals - a.literals);
  const find = (method: string, path: string) => {
    const verb = method.toLowerCase();
    const found = operations.find(({ matcher, methods }) => methods[verb] && matcher.test(path));
    const operation = found?.methods[verb];
    return found && operation ? { operation, pointer: `/paths/${escaped(found.path)}/${verb}` } : undefined;
  };

  const names = new Map<Schema, Set<string>>();
  const keysOf = (schema: Schema): Set<string> => {
    const known = names.get(schema);
    if (known) return known;
    const keys = new Set(Object.keys(schema.properties ?? {}));
    names.set(schema, keys);
    const target = schema.$ref && document.components.schemas[schema.$ref.split("/").at(-1) ?? ""];
    const parts = [
      target || undefined,
      ...(schema.allOf ?? []),
      ...(schema.anyOf ?? []),
      ...(schema.oneOf ?? []),
    ];
    for (const part of parts) for (const key of part ? keysOf(part) : []) keys.add(key);
    return keys;
  };

  return {
    schema: (name, value) => check(`/components/schemas/${name}`, value),
    request(method, path, query, body) {
      const found = find(method, path);
      if (!found) return [`there is no ${method} ${path}`];
      const strange = query.filter((name) => !found.operation.parameters?.some((one) => one.name === name));
      if (strange.length > 0) return strange.map((name) => `?${name}= is not a parameter of this operation`);
      const { requestBody } = found.operation;
      const schema = requestBody?.content?.["application/json"]?.schema;
      if (body === undefined) return requestBody?.required && schema ? ["the body is missing"] : [];
      if (!schema) return isEmpty(body) ? [] : ["a body was sent to an operation that takes none"];
      const pointer = `${found.pointer}/requestBody/content/${escaped("application/json")}/schema`;
      const faults = check(pointer, body).filter((fault) => !deviation.test(fault));
      const keys = keysOf(schema);
      const unknown =
        keys.size === 0 || typeof body !== "object" || body === null || Array.isArray(body)
          ? []
          : Object.keys(body).filter((key) => !keys.has(key) && !tolerated.has(key));
      return [...faults, ...unknown.map((key) => `/${key} is not a field of this operation`)];
    },
    response(method, path, status, body) {
      const found = find(method, path);
      if (!found) return [`there is no ${method} ${path}`];
      const answers = found.operation.responses;
      const key = answers[status] ? String(status) : `${Math.floor(status / 100)}XX`;
      const answer = answers[key];
      if (!answer) return [`${status} is not an answer of this operation`];
      if (answer.$ref)
        return check(`${answer.$ref.slice(1)}/content/${escaped("application/json")}/schema`, body);
      if (!answer.content) return body === undefined ? [] : ["a body came back where none is documented"];
      return check(`${found.pointer}/responses/${key}/content/${escaped("application/json")}/schema`, body);
    },
  };
};

/** A part of a JSON pointer within a URI fragment. */
const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));

const isEmpty = (body: unknown): boolean =>
  typeof body === "object" && body !== null && Object.keys(body).length === 0;

const inWords = (errors: readonly ErrorObject[]): string[] =>
  errors
    .filter(({ keyword }) => !["anyOf", "oneOf", "if"].includes(keyword))
    .slice(0, 8)
    .map(({ instancePath, message, params: { allowedValues } }) => {
      const choices = allowedValues ? ` ${JSON.stringify(allowedValues).slice(0, 80)}` : "";
      return `${instancePath || "/"} ${message}${choices}`;
    });
