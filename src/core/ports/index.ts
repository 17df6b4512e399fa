/** The ports: what the core asks of the world, and the only thing that other rooms need to know of it. */
export * from "./case-moves.ts";
export * from "./chat-adapter.ts";
export * from "./guard.ts";
export * from "./logger.ts";
export * from "./model.ts";
export * from "./moderation.ts";
export * from "./moderation-actions.ts";
export * from "./observer.ts";
export * from "./operator-error.ts";
export * from "./report.ts";
export * from "./retrieval.ts";
export * from "./review.ts";
export * from "./store.ts";
export * from "./summaries.ts";
export * from "./verdict-model.ts";
