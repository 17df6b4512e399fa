import type { App } from "@slack/bolt";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { TakeIn } from "./storing-first.ts";

/** The way on which Slack's events come: one file for each mode. */
export interface Connection {
  /** Bolt's app, for what people do with commands and buttons. */
  readonly app: App;
  /** Resolves when events can come. Rejects with an `OperatorError` when an operator has to do something about it. */
  open(): Promise<void>;
  /** Takes nothing new, lets what is under way be acknowledged, and closes. */
  close(): Promise<void>;
}

export interface ConnectionParts {
  readonly takeIn: TakeIn;
  /** Called whenever events may have been missed, before the first new one comes. */
  readonly connected: () => void;
  /** Slack will not let Maru in again until an operator does something: `remedy`. `undefined`: it has let it in. */
  readonly refused: (remedy: string | undefined) => void;
  readonly log: Logger;
  readonly now: () => number;
}
