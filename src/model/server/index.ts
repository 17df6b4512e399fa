/** Models that servers run which speak OpenAI's protocol: llama-server, vLLM, Ollama and others. */
export { isOnThisMachine } from "./is-on-this-machine.ts";
export { lookAtServer } from "./look-at-server.ts";
export { createServerModel, type ServerModelParts, type ServerModelSettings } from "./server-model.ts";
export {
  createServerVerdictModel,
  type ServerVerdictParts,
  type ServerVerdictSettings,
} from "./server-verdict-model.ts";
export type { ServerSettings } from "./settings.ts";
