import type { AnswerSchema } from "../../core/ports/index.ts";
import { toJsonSchema } from "./answer-schema.ts";
import type { ChatRequestMessage } from "./messages.ts";
import { NO_THOUGHTS } from "./tokens.ts";
import type { Upstream } from "./watch-servers.ts";

/** As the embedded model samples. */
const SAMPLING = { temperature: 0.6, top_p: 0.9 } as const;
/**
 * llama-server notices that somebody left when it writes; so it is to write how far it is with a long prompt, after each batch. Source:
 * llama.cpp, `tools/server/README.md`.
 */
const NOTICE_LEAVING = { return_progress: true } as const;
const SAMPLING_IN_SCHEMA = { temperature: 0 } as const;
/** Source: OpenAI's reference of `/v1/chat/completions`; `chat_template_kwargs` is known to llama-server and vLLM. */
export function chatRequest(
  { facts }: Upstream,
  messages: readonly ChatRequestMessage[],
  { maxTokens, schema }: { readonly maxTokens: number; readonly schema: AnswerSchema | undefined },
): object {
  const knowsKwargs = facts.kind === "llama-server" || facts.kind === "vllm";
  return {
    model: facts.model,
    messages,
    max_tokens: maxTokens,
    stream: true,
    stream_options: { include_usage: true },
    ...(knowsKwargs ? NO_THOUGHTS : {}),
    ...(facts.kind === "llama-server" ? NOTICE_LEAVING : {}),
    ...(schema === undefined ? SAMPLING : SAMPLING_IN_SCHEMA),
    ...(schema === undefined
      ? {}
      : {
          response_format: {
            type: "json_schema",
            json_schema: { name: "answer", strict: true, schema: toJsonSchema(schema) },
          },
        }),
  };
}
