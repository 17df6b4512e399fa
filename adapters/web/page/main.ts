/** The page's beginning: takes what it needs from the browser, and puts the parts together. */
import { h, render } from "preact";
import { createApi } from "./api.ts";
import { createChat } from "./chat/chat.ts";
import { createWords } from "./i18n/words.ts";
import { createKeepsakes } from "./keepsakes.ts";
import type { WebSocketLike } from "./live.ts";
import { parseRoute } from "./route.ts";
import { createStore } from "./state/store.ts";
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

const chat = createChat({
  store,
  keepsakes,
  words,
  now,
  api: createApi((input, init) => window.fetch(input, init)),
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
  nonce: () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
      "",
    ),
  after(ms, run) {
    const timer = window.setTimeout(run, ms);
    return () => window.clearTimeout(timer);
  },
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
  h(
    PageContext.Provider,
    { value: { chat, store, keepsakes, words, times: createTimes(words), now } },
    h(App, {}),
  ),
  document.body,
);
showAddress();
void chat.start();
