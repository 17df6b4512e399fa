import { z } from "zod";
import type { ServerHttp } from "./http.ts";
import { ServerFault } from "./server-fault.ts";
import type { ServerSettings } from "./settings.ts";

/** What a server says of itself, as far as Maru uses it. */
export interface ServerFacts {
  readonly kind: ServerKind;
  /** What the model is called in requests. */
  readonly model: string;
  /** What the model is called before people: without the folders of a path. */
  readonly name: string;
  /** Tokens that prompt and answer may fill together, where it tells. */
  readonly contextTokens?: number;
  /** Requests that it works on at the same time. */
  readonly slots: number;
  /** Whether the model sees images. */
  readonly sees: boolean;
  /** The model's own chat template, where it tells. */
  readonly chatTemplate?: string;
  /** The model's file, where it tells. */
  readonly path?: string;
}

/** `other`: whatever else speaks OpenAI's protocol. */
type ServerKind = "llama-server" | "vllm" | "ollama" | "other";

/** For servers that do not say how many requests they work on at the same time; further ones wait there. */
const USUAL_SLOTS: Readonly<Record<Exclude<ServerKind, "llama-server">, number>> = {
  vllm: 16,
  ollama: 1,
  other: 4,
};

const props = z.object({
  default_generation_settings: z.object({ n_ctx: z.int().positive() }),
  total_slots: z.int().positive(),
  model_path: z.string().optional(),
  chat_template: z.string().optional(),
  modalities: z.object({ vision: z.boolean().optional() }).optional(),
});
const models = z.object({
  data: z.array(
    z.object({
      id: z.string().min(1),
      owned_by: z.string().optional(),
      max_model_len: z.int().positive().nullish(),
    }),
  ),
});
const ollamaLoaded = z.object({
  models: z.array(z.object({ name: z.string(), context_length: z.int().positive().optional() })),
});
/** What Ollama gives a model that is not loaded and names nothing; a prompt that is longer loses its beginning there. Source: Ollama, `docs/faq.md`. */
const OLLAMA_CONTEXT_TOKENS = 4096;
const ollamaVersion = z.object({ version: z.string() });
const ollamaModel = z.object({
  capabilities: z.array(z.string()).optional(),
  template: z.string().optional(),
  parameters: z.string().optional(),
});

/**
 * Asks a server what it is and what it serves. Rejects with a `ServerFault`. Sources: llama.cpp `tools/server/README.md`,
 * vLLM's and Ollama's pages on their OpenAI-compatible servers, Ollama `docs/api.md`.
 */
export async function readFacts(
  http: ServerHttp,
  settings: ServerSettings,
  signal: AbortSignal,
): Promise<ServerFacts> {
  const listed = models.safeParse(await http.json("/v1/models", { signal, brief: true }));
  if (!listed.success) {
    throw new ServerFault(
      "refused",
      `${http.base} does not speak OpenAI's protocol: /v1/models is no list of models`,
    );
  }
  const { data } = listed.data;
  const served = settings.model === undefined ? data[0] : data.find(({ id }) => isNamed(id, settings.model));
  if (served === undefined && (settings.model === undefined || data.length === 0)) {
    throw new ServerFault("refused", `${http.base} serves no model`);
  }
  const known =
    (await unlessOther(() => ofLlamaServer(http, signal))) ??
    (await unlessOther(() => ofOllama(http, settings.model ?? served?.id ?? "", signal)));
  // llama-server serves one model, by whatever name it is asked for.
  if (served === undefined && known?.kind !== "llama-server") {
    const names = data.map(({ id }) => id).join(", ");
    throw new ServerFault("refused", `${http.base} serves no model ${settings.model}; it has: ${names}`);
  }
  const model = settings.model ?? served?.id ?? "";
  const kind = known?.kind ?? (served?.owned_by === "vllm" ? "vllm" : "other");
  const told = served?.max_model_len;
  return {
    ...{ kind, model, name: model.split(/[/\\]/).at(-1) ?? model, sees: settings.sees ?? false },
    slots: settings.parallel ?? (kind === "llama-server" ? 1 : USUAL_SLOTS[kind]),
    ...(told === undefined || told === null ? {} : { contextTokens: told }),
    ...known,
    ...(settings.sees === undefined ? {} : { sees: settings.sees }),
    ...(settings.parallel === undefined ? {} : { slots: settings.parallel }),
  };
}

/** Ollama calls `llama3` by its full name, `llama3:latest`. */
const isNamed = (id: string, wanted: string | undefined) => id === wanted || id === `${wanted}:latest`;

/** What is found out; nothing where the answer shows that it is another kind of server. */
async function unlessOther<Found>(find: () => Promise<Found | undefined>): Promise<Found | undefined> {
  try {
    return await find();
  } catch (error) {
    const isOther =
      error instanceof ServerFault &&
      (error.kind === "refused" || error.kind === "broken") &&
      ![401, 403].includes(error.status ?? 0) &&
      (error.status ?? 0) < 500;
    if (isOther) return undefined;
    throw error;
  }
}

async function ofLlamaServer(http: ServerHttp, signal: AbortSignal) {
  const told = props.safeParse(await http.json("/props", { signal, brief: true }));
  if (!told.success) return undefined;
  const { default_generation_settings, total_slots, model_path, chat_template, modalities } = told.data;
  return {
    kind: "llama-server" as const,
    contextTokens: default_generation_settings.n_ctx,
    slots: total_slots,
    sees: modalities?.vision === true,
    ...(chat_template === undefined ? {} : { chatTemplate: chat_template }),
    ...(model_path === undefined ? {} : { path: model_path }),
  };
}

async function ofOllama(http: ServerHttp, model: string, signal: AbortSignal) {
  const version = ollamaVersion.safeParse(await http.json("/api/version", { signal, brief: true }));
  if (!version.success) return undefined;
  const shown = await http.json("/api/show", { body: { model }, signal, brief: true });
  const { capabilities, template, parameters } = ollamaModel.safeParse(shown).data ?? {};
  const named = Number(/^num_ctx\s+(\d+)\s*$/m.exec(parameters ?? "")?.[1] ?? Number.NaN);
  return {
    kind: "ollama" as const,
    slots: USUAL_SLOTS.ollama,
    sees: capabilities?.includes("vision") === true,
    contextTokens: (await loadedInOllama(http, model, signal)) ?? (named > 0 ? named : OLLAMA_CONTEXT_TOKENS),
    ...(template === undefined ? {} : { chatTemplate: template }),
  };
}

/** The context of a model as it is loaded now, which the server's own settings may have made longer or shorter. */
async function loadedInOllama(
  http: ServerHttp,
  model: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const loaded = ollamaLoaded.safeParse(await http.json("/api/ps", { signal, brief: true }));
  return loaded.data?.models.find(({ name }) => isNamed(name, model))?.context_length;
}
