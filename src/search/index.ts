/** Search: the earlier messages that bear on a question, for answering without a model. */
export { createRetrieval } from "./retrieval.ts";
