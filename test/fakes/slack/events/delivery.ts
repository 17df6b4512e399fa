import type { Clock } from "../clock.ts";
import type { Blame } from "../violations.ts";
import type { Carrier, Outcome, Parcel } from "./carrier.ts";

/** What became of an event, a command or a click. */
export interface Delivery {
  readonly parcel: Parcel;
  attempts: number;
  state: "on its way" | "acknowledged" | "given up";
  /** What the app sent with its acknowledgement. */
  response: unknown;
}

export interface Deliveries {
  readonly all: readonly Delivery[];
  /** An event: brought again when the app takes no notice. */
  event(parcel: Parcel): Delivery;
  /** A command, click or view: brought once, and somebody waits for it. */
  once(parcel: Parcel): Promise<Delivery>;
}

/** docs: apis/events-api#retries: nearly at once, after a minute, after five minutes. */
const retriesAfterMs = [0, 60_000, 300_000];

export const createDeliveries = (parts: {
  readonly clock: Clock;
  readonly carrier: () => Carrier;
  readonly redelivery: boolean;
  readonly blame: Blame;
  readonly tell: () => void;
}): Deliveries => {
  const { clock, carrier, blame, tell } = parts;
  const all: Delivery[] = [];

  const attempt = async (delivery: Delivery, reason: string): Promise<Outcome> => {
    const number = delivery.attempts;
    delivery.attempts += 1;
    const outcome = await carrier().bring(delivery.parcel, { number, reason });
    if (outcome.acked) {
      delivery.state = "acknowledged";
      delivery.response = outcome.response;
    }
    tell();
    return outcome;
  };

  const open = (parcel: Parcel): Delivery => {
    const delivery: Delivery = { parcel, attempts: 0, state: "on its way", response: undefined };
    all.push(delivery);
    return delivery;
  };

  const pause = (ms: number): Promise<void> =>
    ms === 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(ms, resolve));

  const bringUntilTaken = async (delivery: Delivery): Promise<void> => {
    let outcome = await attempt(delivery, "");
    for (const afterMs of parts.redelivery ? retriesAfterMs : []) {
      if (outcome.acked || outcome.final) break;
      // What was under way on a connection that closed comes again as soon as there is another one.
      const refreshed = outcome.reason === "connection_closed";
      await (refreshed
        ? Promise.race([carrier().newConnection(), pause(retriesAfterMs[1]!)])
        : pause(afterMs));
      outcome = await attempt(delivery, outcome.reason);
    }
    if (!outcome.acked) delivery.state = "given up";
    tell();
  };

  return {
    all,
    event: (parcel) => {
      const delivery = open(parcel);
      void bringUntilTaken(delivery);
      return delivery;
    },
    once: async (parcel) => {
      const delivery = open(parcel);
      const outcome = await attempt(delivery, "");
      if (outcome.acked) return delivery;
      delivery.state = "given up";
      if (outcome.reason === "timeout" || outcome.reason === "http_error")
        blame(parcel.name, `was not acknowledged within 3 seconds (${outcome.reason})`);
      tell();
      return delivery;
    },
  };
};
