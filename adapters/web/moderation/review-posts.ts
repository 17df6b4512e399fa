import type { Store } from "../../../src/core/ports/store.ts";
import type { Locale } from "../../../src/core/types.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import type { ReviewPost } from "../shared/moderation-wire.ts";

/** What Maru posted for moderators, the daily report above all. Calls reject with a `StoreError`. */
export interface ReviewPosts {
  /** `undefined` when this key was posted before. */
  add(key: string, markdown: Readonly<Record<Locale, string>>): Promise<ReviewPost | undefined>;
  /** Newest first. */
  all(): Promise<readonly ReviewPost[]>;
}

const KEEP = 30;

export function createReviewPosts(store: Store, inTurn: InTurn, now: () => number): ReviewPosts {
  const records = store.records<readonly ReviewPost[]>("web/review-posts");
  const all = async () => (await records.get<readonly ReviewPost[]>("all")) ?? [];
  return {
    all,
    add: (key, markdown) =>
      inTurn("web/review-posts", async () => {
        const posts = await all();
        if (posts.some((post) => post.key === key)) return undefined;
        const post = { key, at: new Date(now()).toISOString(), markdown };
        await records.set("all", [post, ...posts].slice(0, KEEP));
        return post;
      }),
  };
}
