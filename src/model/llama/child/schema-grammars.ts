import type { GbnfJsonObjectSchema, Llama, LlamaGrammar } from "node-llama-cpp";
import { type AnswerSchema, ModelError } from "../../../core/ports/index.ts";

/** Grammars that hold an answer to a schema. */
export interface SchemaGrammars {
  /** Rejects with a `ModelError` (`failed`) where llama.cpp can make none of it. */
  of(schema: AnswerSchema): Promise<LlamaGrammar>;
}

/** Each schema is used for a few answers in a row at most. */
const KEPT = 8;

export function createSchemaGrammars(llama: Pick<Llama, "createGrammarForJsonSchema">): SchemaGrammars {
  const kept = new Map<string, Promise<LlamaGrammar>>();

  async function make(schema: AnswerSchema): Promise<LlamaGrammar> {
    const fault = faultIn(schema, "the answer");
    if (fault !== undefined)
      throw new ModelError("failed", `No grammar can be made of the schema: ${fault}.`);
    try {
      return await llama.createGrammarForJsonSchema(schema as GbnfJsonObjectSchema);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ModelError("failed", `No grammar can be made of the schema: ${why}`, { cause: error });
    }
  }

  return {
    of(schema) {
      const key = JSON.stringify(schema);
      const grammar = kept.get(key) ?? make(schema);
      kept.delete(key);
      kept.set(key, grammar);
      for (const oldest of kept.keys()) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
      }
      return grammar;
    },
  };
}

/** What node-llama-cpp would silently take for something else: an empty choice for text, a kind it does not know for any JSON. */
function faultIn(schema: AnswerSchema, place: string): string | undefined {
  if ("enum" in schema) return schema.enum.length === 0 ? `${place} has nothing to choose from` : undefined;
  switch (schema.type) {
    case "string":
      return undefined;
    case "array":
      if (schema.maxItems !== undefined && schema.maxItems < (schema.minItems ?? 0))
        return `${place} must have at least ${schema.minItems} items and at most ${schema.maxItems}`;
      return faultIn(schema.items, `each item of ${place}`);
    case "object":
      for (const [name, property] of Object.entries(schema.properties)) {
        const fault = faultIn(property, `"${name}" of ${place}`);
        if (fault !== undefined) return fault;
      }
      return undefined;
    default: {
      const { type } = schema satisfies never as { readonly type: unknown };
      return `${place} is of the type ${JSON.stringify(type)}, which is not supported`;
    }
  }
}
