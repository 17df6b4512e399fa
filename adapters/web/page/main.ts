/** The page's beginning: takes what it needs from the browser, and puts the parts together. */
import { h, render } from "preact";
import { createApi } from "./api.ts";
import { createCall } from "./call.ts";
import { createChat } from "./chat/chat.ts";
import { createTeller } from "./chat/teller.ts";
import { createWords } from "./i18n/words.ts";
import { createKeepsakes } from "./keepsakes.ts";
import type { WebSocketLike } from "./live.ts";
import { reduceReview } from "./review/reduce-review.ts";
import { createReview } from "./review/review.ts";
import { createReviewApi } from "./review/review-api.ts";
import { emptyReview } from "./review/review-state.ts";
import { formatReviewRoute, parseReviewRoute, parseRoute } from "./route.ts";
import { createStore, createStoreOf } from "./state/store.ts";
import { createTimes } from "./text/time.ts";
import { App } from "./views/app.ts";
import { PageContext } from "./views/page-context.ts";

/** A tab that cannot be seen paints nothing, yet its unread marks and title are to be right. */
const LATEST_PAINT_MS = 250;

const words = createWords(navigator.languages);
document.documentElement.lang = words.locale;

const store = createStore();
const keepsakes = createKeepsakes(window.sessionStorage, window.localStorage);
const now = () => Date.now();
const times = createTimes(words);
const call = createCall((input, init) => window.fetch(input, init));

const nonce = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

function after(ms: number, run: () => void): () => void {
  const timer = window.setTimeout(run, ms);
  return () => window.clearTimeout(timer);
}

const setAddress = (hash: string) => window.history.replaceState(null, "", hash);

const review = createReview({
  store: createStoreOf(
    { ...emptyReview, veiled: keepsakes.veiled(), reasons: keepsakes.reasons() },
    reduceReview,
  ),
  page: store,
  api: createReviewApi(call),
  keepsakes,
  words,
  teller: createTeller({ store, words, after }),
  nonce,
  after,
  setAddress,
});

const chat = createChat({
  store,
  keepsakes,
  words,
  review,
  now,
  nonce,
  after,
  api: createApi(call),
  openSocket() {
    const url = new URL("/api/live", window.location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return new WebSocket(url) as WebSocketLike;
  },
  navigate(hash) {
    if (window.location.hash === hash) showAddress();
    else window.location.hash = hash;
  },
  random: () => Math.random(),
  nextPaint(run) {
    const timer = window.setTimeout(once, LATEST_PAINT_MS);
    const frame = window.requestAnimationFrame(once);
    function once(): void {
      window.clearTimeout(timer);
      window.cancelAnimationFrame(frame);
      run();
    }
  },
});

function showAddress(): void {
  const asked = parseReviewRoute(window.location.hash);
  if (asked !== undefined) {
    // The key lets people in: it is not to stay where others may read it.
    if (asked.key !== undefined) setAddress(formatReviewRoute(asked));
    void review.show(asked);
    return;
  }
  const route = parseRoute(window.location.hash);
  if (route !== undefined) void chat.show(route);
}

window.addEventListener("hashchange", showAddress);
window.addEventListener("online", chat.reconnect);
document.addEventListener("visibilitychange", () => {
  chat.setVisible(!document.hidden);
  if (!document.hidden) chat.reconnect();
});
chat.setVisible(!document.hidden);

render(
  h(PageContext.Provider, { value: { chat, review, store, keepsakes, words, times, now } }, h(App, {})),
  document.body,
);
showAddress();
void chat.start();
