/**
 * Makes docs/page.png, the picture of the README: `node docs/picture.ts`, with Chromium on the PATH.
 *
 * What it shows is the real thing without a model: the team chat, the core and the search; only the people are
 * played, and the clock.
 */
import { stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { adapter as web } from "../adapters/web/index.ts";
import { readPromptFiles, readSummaryPromptFiles } from "../src/cli/read-prompt-files.ts";
import { COMMANDS, createMaru, preparePrompts } from "../src/core/index.ts";
import type { Logger } from "../src/core/ports/index.ts";
import { createAbsentModel } from "../src/model/index.ts";
import { createModeration } from "../src/moderation/index.ts";
import { createPace, createRetrieval } from "../src/search/index.ts";
import { openStore } from "../src/store/index.ts";
import { createSummaries, prepareSummaryPrompts } from "../src/summary/index.ts";
import { findChromium, launchChromium } from "../test/e2e/chromium.ts";

const PICTURE = fileURLToPath(new URL("page.png", import.meta.url));
const SELF = "Maru";

/** What was said, by whom, and at what time of the day before the picture and of its day. */
const SAID: readonly (readonly [when: string, name: string, channel: string, text: string])[] = [
  [
    "2026-11-19T16:02",
    "Jonas",
    "general",
    "The release is planned for **Thursday at 14:00**, if the migration is tested by then.",
  ],
  [
    "2026-11-19T16:04",
    "이소라",
    "general",
    "The migration took 4 minutes on a copy of the data, so the release can go ahead on Thursday. 번역은 제가 오늘 한 번 더 볼게요.",
  ],
  [
    "2026-11-19T16:11",
    "Leila",
    "general",
    "Steps for the day:\n\n- [x] freeze the main branch\n- [x] migration tried on a copy\n- [ ] notes for the team",
  ],
  [
    "2026-11-20T09:12",
    "Jonas",
    "general",
    "Good morning! For whoever sets up a new machine:\n\n```sh\nnpm ci && npm start\n```",
  ],
  ["2026-11-20T09:15", "이소라", "general", "고마워요, @Jonas! 새 노트북에서도 한 번에 됐어요."],
  ["2026-11-20T09:20", "Leila", "design", "The new icons are in the folder."],
  ["2026-11-20T09:21", "이소라", "잡담", "@Hana 점심에 칼국수 어때요?"],
];
const QUESTION = [
  "2026-11-20T09:23",
  "@maru when is the release planned, and how long did the migration take?",
] as const;
const SHOWN_AT = "2026-11-20T09:24";

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
let clock = 0;
const setClock = (time: string) => {
  clock = Date.parse(`${time}:00+09:00`);
};

setClock(SAID[0]?.[0] ?? SHOWN_AT);
const store = await openStore("memory:", { dataFolder: ".", now: () => clock, log: silent });
const chat = await web.create(
  { port: 0, channels: ["general", "release", "design", "잡담"] },
  {
    ...{ store, log: silent, now: () => clock, selfName: SELF, commands: COMMANDS },
    mayAnswerIn: () => true,
    secrets: {},
    routes: {},
  },
);
const model = createAbsentModel("Install one with: npm run maru -- models pull");
const maru = createMaru({
  store,
  adapters: [chat],
  model,
  retrieval: createRetrieval(),
  summaries: createSummaries({
    ...{ store, model, log: silent, timeZone: "Asia/Seoul" },
    prompts: prepareSummaryPrompts(await readSummaryPromptFiles()),
    pace: () => createPace(() => performance.now()),
    now: () => performance.now(),
    unixNow: () => clock,
  }),
  timeZone: "Asia/Seoul",
  moderation: createModeration({}),
  prompts: preparePrompts(await readPromptFiles(), SELF),
  selfName: SELF,
  maxAnswerTokens: 512,
  admission: { bots: "ignore", places: { allow: [], deny: [] }, perMinute: { person: 60, place: 60 } },
  queue: { waiting: 10, waitingPerPerson: 10 },
  log: silent,
  observe() {},
  now: () => performance.now(),
  unixNow: () => clock,
});
await maru.start();
const address = chat.address ?? "";

async function post<Answer>(path: string, body: unknown, token = ""): Promise<Answer> {
  const response = await fetch(address + path, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

const browser = await launchChromium(findChromium(process.env["PATH"] ?? "") ?? "chromium");
try {
  const tokens = new Map<string, string>();
  for (const name of new Set(["Hana", ...SAID.map(([, name]) => name)])) {
    const { token } = await post<{ token: string }>("/api/people", { name, locale: "en" });
    tokens.set(name, token);
  }

  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Asia/Seoul",
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(`${SHOWN_AT}:00+09:00`));
  await page.addInitScript(`sessionStorage.setItem("maru.token", ${JSON.stringify(tokens.get("Hana"))})`);
  await page.goto(address);
  await page.locator(".side-connection-live").waitFor();

  for (const [index, [when, name, channel, text]] of SAID.entries()) {
    setClock(when);
    await post(
      `/api/places/${encodeURIComponent(channel)}/messages`,
      { text, nonce: `said-${index}` },
      tokens.get(name),
    );
  }
  setClock(QUESTION[0]);
  await page.getByRole("combobox", { name: "Message #general" }).fill(QUESTION[1]);
  await page.keyboard.press("Enter");
  await page.getByRole("complementary").getByRole("button", { name: "Good answer" }).click();
  await page.locator('.thumb[aria-pressed="true"]').waitFor();
  await page.locator(".badge-strong").waitFor();
  await page.getByRole("combobox", { name: "Reply in the thread" }).focus();
  await page.mouse.move(700, 20);
  await page.screenshot({ path: PICTURE });
  process.stdout.write(`${PICTURE}: ${Math.round((await stat(PICTURE)).size / 1024)} KB\n`);
} finally {
  await browser.close();
  await maru.stop(0);
  await store.close();
}
