import type { Api } from "../api.ts";
import type { Words } from "../i18n/words.ts";
import type { Keepsakes } from "../keepsakes.ts";
import type { WebSocketLike } from "../live.ts";
import type { Review } from "../review/review.ts";
import type { Store } from "../state/store.ts";
/** What the page's doings need of the browser and of each other. */
export interface ChatParts {
  readonly store: Store;
  readonly api: Api;
  readonly keepsakes: Keepsakes;
  readonly words: Words;
  /** What moderators do; told of what concerns them. */
  readonly review: Pick<Review, "take" | "refresh">;
  openSocket(): WebSocketLike;
  /** Puts a route (`#/general`) into the address bar, which then shows it. */
  navigate(hash: string): void;
  /** Unix ms. */
  now(): number;
  /** 0 to 1. */
  random(): number;
  /** A fresh nonce for a message. */
  nonce(): string;
  /** Runs once after so many ms; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
  /** Runs when the browser paints next, or soon where the tab cannot be seen. */
  nextPaint(run: () => void): void;
}
