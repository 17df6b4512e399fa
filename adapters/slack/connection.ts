import type { App } from "@slack/bolt";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Fault } from "./fault.ts";
import type { TakeIn } from "./storing-first.ts";

/** The way on which Slack's events come: one file for each mode. */
export interface Connection {
  /** Bolt's app, for what people do with commands and buttons. */
  readonly app: App;
  /**
   * Resolves when events can come. Rejects when that does not succeed at once, with an `OperatorError` when an operator has to do
   * something about it.
   *
   * @param signal gives it up
   */
  open(signal: AbortSignal): Promise<void>;
  /** Takes nothing new, lets what is under way be acknowledged, and closes. */
  close(): Promise<void>;
}

export interface ConnectionParts {
  readonly takeIn: TakeIn;
  /** Called whenever events may have been missed, before the first new one comes. */
  readonly connected: () => void;
  readonly fault: Pick<Fault, "set">;
  readonly log: Logger;
  readonly now: () => number;
}
