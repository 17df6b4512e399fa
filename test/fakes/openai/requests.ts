import { z } from "zod";

/** What each kind of server takes. Sources: OpenAI's reference of its API; of vLLM's server, "Extra parameters"; of Ollama, `docs/openai.md`. */
const part = z.union([
  z.strictObject({ type: z.literal("text"), text: z.string() }),
  z.strictObject({
    type: z.literal("image_url"),
    image_url: z.strictObject({
      url: z.string().regex(/^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/=]+$/),
    }),
  }),
]);

const messages = z
  .array(
    z.union([
      z.strictObject({ role: z.literal("system"), content: z.string() }),
      z.strictObject({ role: z.literal("user"), content: z.union([z.string(), z.array(part)]) }),
      z.strictObject({ role: z.literal("assistant"), content: z.string() }),
    ]),
  )
  .min(1)
  .refine((list) => {
    const turns = list.filter(({ role }, at) => role !== "system" || at > 0);
    return turns.every(({ role }, at) => role === (at % 2 === 0 ? "user" : "assistant"));
  }, "Conversation roles must alternate user/assistant/user/assistant/...");

const known = {
  model: z.string().min(1),
  messages,
  max_tokens: z.int().positive(),
  stream: z.boolean().optional(),
  stream_options: z.strictObject({ include_usage: z.boolean() }).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().gt(0).max(1).optional(),
  logprobs: z.boolean().optional(),
  top_logprobs: z.int().min(0).max(20).optional(),
  response_format: z
    .strictObject({
      type: z.literal("json_schema"),
      json_schema: z.strictObject({
        name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
        strict: z.boolean(),
        schema: z.looseObject({}),
      }),
    })
    .optional(),
};

const ofVllm = {
  chat_template_kwargs: z.strictObject({ enable_thinking: z.boolean() }).optional(),
};

export const chatRequest = (kind: "vllm" | "ollama" | "other") =>
  z.strictObject({ ...known, ...(kind === "vllm" ? ofVllm : {}) });

export const completionRequest = z.strictObject({
  model: z.string().min(1),
  prompt: z.string(),
  max_tokens: z.int().positive(),
  temperature: z.number(),
  logprobs: z.int().min(0).max(20).optional(),
  add_special_tokens: z.boolean().optional(),
});
