import { h } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ReviewRoom } from "../review-views/review-room.ts";
import type { State } from "../state/state.ts";
import { html, type View } from "./html.ts";
import { usePage } from "./page-context.ts";

/** The review page, which is loaded when somebody opens it: most people never do. */
export function LateReviewRoom({ state }: { state: State }): View {
  const { words } = usePage();
  const [room, setRoom] = useState<{ readonly Room: typeof ReviewRoom }>();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    import("../review-views/review-room.ts").then(
      (loaded) => setRoom({ Room: loaded.ReviewRoom }),
      () => setFailed(true),
    );
  }, []);

  if (room) return h(room.Room, { state });
  return html`<main class="pane" aria-busy=${failed ? "false" : "true"}>
    <p class="starting" role="status">${words.say(failed ? "problem.offline" : "reply.waiting")}</p>
  </main>`;
}
