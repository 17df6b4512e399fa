import type { Teller } from "../chat/teller.ts";
import type { Words } from "../i18n/words.ts";
import type { Keepsakes } from "../keepsakes.ts";
import type { Store, StoreOf } from "../state/store.ts";
import type { ReviewApi } from "./review-api.ts";
import type { ReviewHappening, ReviewState } from "./review-state.ts";

/** What reviewing needs of the browser and of the rest of the page. */
export interface ReviewParts {
  readonly store: StoreOf<ReviewState, ReviewHappening>;
  readonly page: Store;
  readonly api: ReviewApi;
  readonly keepsakes: Keepsakes;
  readonly words: Words;
  readonly teller: Teller;
  nonce(): string;
  /** Puts a route into the address bar that shows already, so that a reload shows it again. */
  setAddress(hash: string): void;
  /** Runs once after so many ms; the answer cancels it. */
  after(ms: number, run: () => void): () => void;
}
