/** Search: the earlier messages that bear on a question, for answering without a model. */
export { createPace } from "./pace.ts";
export { createRetrieval } from "./retrieval.ts";
