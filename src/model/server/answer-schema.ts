import { type AnswerSchema, ModelError } from "../../core/ports/index.ts";

/** As servers take it: JSON Schema in which everything is said. Throws a `ModelError` (`failed`) for one that nothing can satisfy. */
export function toJsonSchema(schema: AnswerSchema): object {
  return convert(schema, "the answer");
}

function convert(schema: AnswerSchema, place: string): object {
  if ("enum" in schema) {
    if (schema.enum.length === 0) throw impossible(`${place} has nothing to choose from`);
    return { enum: schema.enum };
  }
  switch (schema.type) {
    case "string":
      return { type: "string", ...(schema.maxLength === undefined ? {} : { maxLength: schema.maxLength }) };
    case "array": {
      const { minItems, maxItems } = schema;
      if (maxItems !== undefined && maxItems < (minItems ?? 0))
        throw impossible(`${place} must have at least ${minItems} items and at most ${maxItems}`);
      return {
        type: "array",
        items: convert(schema.items, `each item of ${place}`),
        ...(minItems === undefined ? {} : { minItems }),
        ...(maxItems === undefined ? {} : { maxItems }),
      };
    }
    case "object": {
      const entries = Object.entries(schema.properties);
      return {
        type: "object",
        properties: Object.fromEntries(
          entries.map(([name, property]) => [name, convert(property, `"${name}" of ${place}`)]),
        ),
        required: entries.map(([name]) => name),
        additionalProperties: false,
      };
    }
    default: {
      const { type } = schema satisfies never as { readonly type: unknown };
      throw impossible(`${place} is of the type ${JSON.stringify(type)}, which is not supported`);
    }
  }
}

function impossible(why: string): ModelError {
  return new ModelError("failed", `No grammar can be made of the schema: ${why}.`);
}

/** Whether a whole answer is JSON that satisfies the schema: servers differ in what they hold a model to. */
export function satisfies(text: string, schema: AnswerSchema): boolean {
  try {
    return matches(JSON.parse(text), schema);
  } catch {
    return false;
  }
}

function matches(value: unknown, schema: AnswerSchema): boolean {
  if ("enum" in schema) return schema.enum.some((choice) => choice === value);
  switch (schema.type) {
    case "string":
      return typeof value === "string" && [...value].length <= (schema.maxLength ?? Number.POSITIVE_INFINITY);
    case "array":
      return (
        Array.isArray(value) &&
        value.length >= (schema.minItems ?? 0) &&
        value.length <= (schema.maxItems ?? Number.POSITIVE_INFINITY) &&
        value.every((item) => matches(item, schema.items))
      );
    case "object": {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
      const wanted = Object.entries(schema.properties);
      // `JSON.parse` keeps the order of names, but for those that are numbers: both sides have these first.
      const names = Object.keys(value);
      return (
        names.length === wanted.length &&
        wanted.every(
          ([name, property], at) =>
            names[at] === name && matches((value as Readonly<Record<string, unknown>>)[name], property),
        )
      );
    }
    default:
      return schema satisfies never;
  }
}
