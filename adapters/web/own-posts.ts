import { createHash } from "node:crypto";
import { type OwnPost, PlatformError } from "../../src/core/ports/chat-adapter.ts";
import type { Store } from "../../src/core/ports/store.ts";
import type { PlaceId } from "../../src/core/types.ts";
import type { InTurn } from "../../src/waiting/in-turn.ts";
import { cleanText } from "./clean-text.ts";
import { parsePlaceId } from "./ids.ts";
import { SELF } from "./people.ts";
import type { Places } from "./places.ts";
import type { Showing } from "./showing.ts";

/** What Maru posts of itself: `ChatAdapter.openPost`. */
type OpenPost = (place: PlaceId, key: string) => Promise<OwnPost>;

/** A post that was finished. */
interface Ended {
  readonly seq: number;
}

/**
 * A post is appended in one step, when it is finished. A crash after that, before it is noted as ended, costs the work of
 * making it again: what is appended with the same key adds nothing.
 */
export function createOwnPosts(parts: {
  readonly store: Store;
  readonly places: Places;
  readonly showing: Showing;
  readonly inTurn: InTurn;
  readonly now: () => number;
  readonly during: <Result>(work: () => Promise<Result>) => Promise<Result>;
}): OpenPost {
  const { places, showing, inTurn, now, during } = parts;
  const posts = parts.store.records<Ended>("web/own-posts");

  return async (placeId, key) => {
    const place = places.find(parsePlaceId(placeId) ?? "");
    if (!place) throw new PlatformError("gone", `There is no place ${placeId} to post in.`);
    const name = `${place.id}/${createHash("sha256").update(key).digest("base64url")}`;
    const root = place.kind === "direct" ? { root: 0 } : {};
    let ended = await posts.get<Ended>(name);
    const finished = ended !== undefined;

    /** One step of this post at a time, on what is known of it then. */
    const step = (work: () => Promise<void>) =>
      during(() =>
        inTurn(`own-post ${name}`, async () => {
          ended = await posts.get<Ended>(name);
          await work();
        }),
      );

    return {
      finished,
      finish: (markdown, kind) =>
        step(async () => {
          if (ended) return;
          const at = new Date(now()).toISOString();
          const said = { author: SELF, text: cleanText(markdown), at, ...root, kind };
          const { seq } = await place.archive.append(said, `own/${name}`);
          ended = { seq };
          await posts.set(name, ended);
          await showing.show(place, seq);
        }),
      revise: (markdown) =>
        step(async () => {
          if (!ended) return;
          const { seq } = ended;
          // In turn with what moderators do to it.
          await inTurn(`reply ${place.id}/${seq}`, async () => {
            const { deleted } = await place.archive.since(seq);
            if (!deleted) await place.archive.rewrite(seq, cleanText(markdown));
          });
          await showing.show(place, seq);
        }),
    };
  };
}
