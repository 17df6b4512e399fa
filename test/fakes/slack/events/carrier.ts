import type { Shape } from "../world/shapes.ts";

export type PayloadType = "events_api" | "slash_commands" | "interactive";

/** What is brought to the app, once or several times. */
export interface Parcel {
  readonly type: PayloadType;
  readonly payload: Shape;
  /** For people who read a failure: `/ask`, `message`, `block_actions`. */
  readonly name: string;
}

export interface Retry {
  /** 0: the first attempt. */
  readonly number: number;
  readonly reason: string;
}

/** How an attempt ended. `response`: what the app sent with its acknowledgement. */
export type Outcome =
  | { readonly acked: true; readonly response: unknown }
  | {
      readonly acked: false;
      readonly reason: "timeout" | "no_connection" | "connection_closed" | "connection_failed" | "http_error";
      /** The app asked for no further attempt. */
      readonly final?: boolean;
    };

/** Brings parcels to the app: over a socket, or with signed requests. */
export interface Carrier {
  bring(parcel: Parcel, retry: Retry): Promise<Outcome>;
  /** Resolves when there is a new way to the app; never where there are no connections. */
  newConnection(): Promise<void>;
}

/** docs: apis/events-api#responding and interactivity/handling-user-interaction#acknowledgment_response. */
export const ackWithinMs = 3_000;
