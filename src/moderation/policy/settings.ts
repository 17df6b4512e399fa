import type { LadderStep } from "../../core/ports/index.ts";
import type { Category, Locale } from "../../core/types.ts";

/** `moderation.policy` of maru.yaml, with its defaults filled in. Plain data; docs/policy.md says what it means. */
export interface PolicySettings extends PlaceSettings {
  /** The share of all messages that people are asked about at random, 0 to 1. */
  readonly sampleShare: number;
  /** What is different in some places. Where several match, the later one wins. */
  readonly places: readonly PlaceOverride[];
}

/** What holds in one place. */
export interface PlaceSettings {
  readonly mode: "off" | "shadow" | "active";
  readonly categories: Readonly<Record<Category, Ladder>>;
  readonly contextMessages: number;
  readonly twoPersons: boolean;
  readonly timeoutMinutes: number;
  readonly retentionDays: number;
  readonly exempt: {
    /** Names or ids. */
    readonly roles: readonly string[];
    /** Ids only: anybody can take a name. */
    readonly people: readonly string[];
  };
  /** Languages in which the word of router and guard counts. */
  readonly languages: readonly Locale[];
  /** When moderators are not pinged; `false`: they always are. */
  readonly quietHours: QuietHours | false;
  /** For a guard that takes a place's own rules. */
  readonly questions: readonly string[];
  readonly rules: readonly RuleSettings[];
}

/**
 * Where it differs from the base. What stands here replaces the base's; `categories` does so category by category, and a rule
 * takes the place of the base's of the same name, while the base's other rules go on.
 */
export interface PlaceOverride extends Partial<Possibly<Omit<PlaceSettings, "categories">>> {
  /** Names of places, ids (`discord:123`, `123`), or whole platforms (`discord:*`). */
  readonly match: readonly string[];
  readonly categories?: Partial<Possibly<Record<Category, Ladder>>> | undefined;
}

/** What zod makes of optional members: they may also be there and be `undefined`. */
type Possibly<Of> = { readonly [Name in keyof Of]: Of[Name] | undefined };

/**
 * From which probability on each step is taken. What is done to somebody has a fixed threshold; only what merely makes people look
 * may have a budget instead.
 */
export interface Ladder {
  readonly log?: Threshold | undefined;
  readonly note?: number | undefined;
  readonly queue?: Threshold | undefined;
  readonly remove?: number | undefined;
  readonly timeout?: number | undefined;
}

/** A probability from 0 to 1, or the one that about so many messages of the place reach in a day. */
type Threshold = number | { readonly perDay: number };

/** Times of a wall clock, `HH:MM`; `to` before `from` is on the next day. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
  /** A name of the IANA time zone database, e.g. `Asia/Seoul`. */
  readonly timeZone: string;
}

interface RuleBasics {
  readonly name: string;
  readonly category: Category;
  /** Empty: the rule does not hold there. */
  readonly steps: readonly LadderStep[];
  /** Only for messages in these; absent: for all. */
  readonly languages?: readonly Locale[] | undefined;
}

/** A rule of a place's own. */
export type RuleSettings = RuleBasics &
  (
    | { readonly kind: "words"; readonly words: readonly string[] }
    /** In RE2's syntax (https://github.com/google/re2/wiki/Syntax). */
    | { readonly kind: "pattern"; readonly patterns: readonly string[] }
    /** Domains, each with all below it. With `allow`, links to any others match. */
    | { readonly kind: "links"; readonly allow: readonly string[]; readonly deny: readonly string[] }
    | { readonly kind: "flood"; readonly messages: number; readonly seconds: number }
    | { readonly kind: "mentions"; readonly moreThan: number }
  );
