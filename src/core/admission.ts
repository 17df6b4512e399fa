import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { allows } from "../text/choice.ts";
import type { Message, Place } from "./types.ts";

export interface AdmissionRules {
  /** Whether messages of other bots are answered when they address Maru. */
  readonly bots: "ignore" | "answer";
  /** Ids or names of places. An empty `allow` means everywhere; `deny` wins. Direct places are always allowed. */
  readonly places: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  /** Questions that are taken in a minute. */
  readonly perMinute: { readonly person: number; readonly place: number };
}

export type Entry = "admitted" | "self" | "bot" | "place";

export type Rate =
  | { readonly ok: true }
  /** `tell`: worth a word to the person; after as many words as there were questions, no more until the minute is over. */
  | {
      readonly ok: false;
      readonly limit: "person" | "place";
      readonly waitMs: number;
      readonly tell: boolean;
    };

export interface Admission {
  /** Whether Maru may answer the message; `place`: it does not answer there, but moderates. */
  enter(message: Message): Entry;
  /** Counts a question against its author's and its place's rate. */
  question(message: Message): Promise<Rate>;
}

const WINDOW_SECONDS = 60;

/** Whether Maru may answer in a place. */
export function admittedPlaces({ places }: Pick<AdmissionRules, "places">): (place: Place) => boolean {
  const isChosen = allows(places);
  return ({ id, name, kind }) => kind === "direct" || isChosen([id, id.slice(id.indexOf(":") + 1), name]);
}

export function createAdmission(rules: AdmissionRules): Admission {
  const mayAnswerIn = admittedPlaces(rules);
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
  const person = limiter(rules.perMinute.person);
  const place = limiter(rules.perMinute.place);

  return {
    enter(message) {
      if (message.author.kind === "self") return "self";
      if (message.author.kind === "bot" && rules.bots === "ignore") return "bot";
      return mayAnswerIn(message.place) ? "admitted" : "place";
    },

    async question(message) {
      for (const [limit, limiter, key, points] of [
        ["person", person, message.author.id, rules.perMinute.person],
        ["place", place, message.place.id, rules.perMinute.place],
      ] as const) {
        try {
          await limiter.consume(key);
        } catch (refusal) {
          if (!(refusal instanceof RateLimiterRes)) throw refusal;
          return {
            ok: false,
            limit,
            waitMs: refusal.msBeforeNext,
            tell: message.author.kind === "person" && refusal.consumedPoints <= 2 * points,
          };
        }
      }
      return { ok: true };
    },
  };
}
