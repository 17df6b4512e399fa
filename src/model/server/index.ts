/** Models that servers run which speak OpenAI's protocol: llama-server, vLLM, Ollama and others. */
export { isOnThisMachine } from "./is-on-this-machine.ts";
export { lookAtServer } from "./look-at-server.ts";
export { createServerModel } from "./server-model.ts";
export { createServerVerdictModel } from "./server-verdict-model.ts";
export type { ServerSettings } from "./settings.ts";
