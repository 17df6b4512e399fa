/**
 * Makes docs/review.png, the picture of docs/review-page.md: `node docs/review-picture.ts`, with Chromium on the PATH. A folder as an argument
 * gets more of them instead: light and dark, wide and narrow, every tab.
 *
 * The page and its server are real; the cases are made up, and put on a scripted desk.
 */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { Browser, Page } from "playwright-core";
import { adapter as web } from "../adapters/web/index.ts";
import { COMMANDS } from "../src/core/index.ts";
import type { Logger, ReviewCase } from "../src/core/ports/index.ts";
import { openStore } from "../src/store/index.ts";
import { evidence, message, person, reviewCase } from "../test/adapters/web/review-cases.ts";
import { createScriptedDesk } from "../test/adapters/web/scripted-desk.ts";
import { findChromium, launchChromium } from "../test/e2e/chromium.ts";

const PICTURE = fileURLToPath(new URL("review.png", import.meta.url));
const SHOWN_AT = "2026-11-20T09:24:00+09:00";
const now = () => Date.parse(SHOWN_AT);
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

const TEXT =
  "Honestly, only a total clown would merge this. Thanks for trying, but p\u200be\u200bople like you should not be let near a keybоard.";
const KOREAN = "이런 것도 못 하면서 왜 여기 있는지 모르겠네. 진짜 한심하다.";
const [jonas, sora, leila, hana, mod] = [
  person(11, "Jonas"),
  person(12, "이소라"),
  person(13, "Leila"),
  person(14, "Hana"),
  person(15, "Minjun"),
];

const cases: readonly ReviewCase[] = [
  reviewCase(
    21,
    message(88, jonas, "JOIN NOW >>> free-gift-cards.example <<<", { sentAt: "2026-11-20T00:01:00.000Z" }),
    {
      sources: ["rule"],
      findings: { part: "text", categories: ["spam"], rules: ["links to unknown hosts"] },
      openedAt: "2026-11-19T23:02:00.000Z",
    },
  ),
  reviewCase(22, message(91, sora, KOREAN), {
    findings: {
      part: "text",
      categories: ["abuse"],
      router: {
        score: 0.74,
        threshold: 0.6,
        labels: ["insult"],
        evidence: evidence(KOREAN, { 한심하다: 2.4, "못 하면서": 0.9 }),
      },
      guard: { unavailable: "unavailable" },
      rules: [],
    },
    claim: { by: mod, until: "2026-11-20T00:32:00.000Z" },
    openedAt: "2026-11-19T23:51:00.000Z",
    moves: ["uphold", "dismiss", "warn", "delete", "timeout", "escalate"],
  }),
  reviewCase(24, message(95, leila, "I did not mean it like that, sorry."), {
    state: "appealed",
    findings: {
      part: "text",
      categories: ["abuse", "threat"],
      guard: { probability: 0.58, categories: ["abuse"], codes: ["S10"] },
      rules: [],
    },
    decision: {
      move: "delete",
      by: mod,
      reason: "We do not talk like that here.",
      at: "2026-11-19T22:51:00.000Z",
    },
    done: [{ step: "remove", at: "2026-11-19T22:51:00.000Z", outcome: "done" }],
    appeal: { words: "It was a joke between Jonas and me, ask him.", at: "2026-11-19T23:40:00.000Z" },
    openedAt: "2026-11-19T23:58:00.000Z",
    moves: ["claim", "uphold", "dismiss"],
  }),
  reviewCase(
    25,
    {
      ...message(0, { id: "discord:77", name: "crow_92", kind: "person" }, "lol ok whatever you say grandpa"),
      id: "discord:812/9001",
      place: { id: "discord:812", name: "off-topic", kind: "channel" },
      link: "https://discord.com/channels/1/812/9001",
    },
    { sources: ["router", "report"], openedAt: "2026-11-20T00:14:00.000Z", twoPersons: true },
  ),
  reviewCase(26, message(104, jonas, TEXT, { sentAt: "2026-11-20T00:20:00.000Z" }), {
    context: [
      message(101, hana, "The migration is ready for review, the tests are green on my machine."),
      message(102, sora, "오후에 같이 볼게요!"),
    ],
    findings: {
      part: "text",
      categories: ["abuse"],
      router: {
        score: 0.93,
        threshold: 0.62,
        labels: ["insult"],
        evidence: evidence(TEXT, {
          "total clown": 2.9,
          "like you should not be": 1.3,
          "Thanks for trying": -1.4,
        }),
      },
      guard: { probability: 0.91, categories: ["abuse"], codes: ["S10"] },
      rules: [],
    },
    history: { cases: 3, upheld: 2, dismissed: 1 },
    reports: [
      { by: hana.id, words: "This is the third time this week.", at: "2026-11-20T00:22:00.000Z" },
      { by: leila.id, words: "", at: "2026-11-20T00:23:00.000Z" },
    ],
    sources: ["router", "guard", "report"],
    openedAt: "2026-11-20T00:20:30.000Z",
  }),
];
const shadowed = reviewCase(19, message(70, leila, "What a stupid idea."), {
  mode: "shadow",
  proposed: ["note", "queue"],
  openedAt: "2026-11-19T21:00:00.000Z",
});
const settled = reviewCase(18, message(66, jonas, "Shut up already"), {
  state: "decided",
  decision: { move: "warn", by: mod, reason: "Please stay polite.", at: "2026-11-19T20:00:00.000Z" },
  done: [{ step: "note", at: "2026-11-19T20:00:00.000Z", outcome: "done" }],
  moves: ["undo"],
  openedAt: "2026-11-19T19:00:00.000Z",
});

const store = await openStore("memory:", { dataFolder: ".", now, log: silent });
const desk = createScriptedDesk();
const chat = await web.create(
  { port: 0, channels: ["general", "release", "design", "잡담"] },
  {
    ...{ store, log: silent, now, selfName: "Maru", commands: COMMANDS, desk },
    mayAnswerIn: () => true,
    secrets: {},
    routes: {},
  },
);
await chat.start(async () => {});
for (const each of [shadowed, settled, ...cases]) desk.put(each);
for (const [index, text] of [
  "See you at lunch?",
  "그 문서는 제가 어제 고쳤어요.",
  "This build is slower than a snail.",
].entries()) {
  desk.sample({ message: message(200 + index, leila, text), guard: 0.04, at: SHOWN_AT });
}
await chat.moderation?.post("2026-11-20", {
  en: "**Yesterday in shadow mode:** 4 cases. 2 would have gone to people, 1 message would have been hidden.\n\nA threshold of **0.66** would have kept it to 3 a day.",
  ko: "**어제 섀도 모드:** 사건 4개. 2개는 사람에게 갔을 거예요.",
});

async function enter(name: string): Promise<string> {
  const response = await fetch(`${chat.address}/api/people`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, locale: "en" }),
  });
  return ((await response.json()) as { token: string }).token;
}

/** Mina's own message is hidden, and she is told. */
async function tellMina(): Promise<void> {
  const mina = person(1, "Mina");
  await fetch(`${chat.address}/api/places/general/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ text: "Your code is a joke.", nonce: "1" }),
  });
  const said = message(1, mina, "Your code is a joke.");
  await chat.moderation?.remove(said);
  await chat.moderation?.timeout(said, now() + 3_600_000);
  const until = new Date(now() + 3_600_000).toISOString();
  await chat.moderation?.tell({
    case: "c30",
    message: said,
    kind: { type: "acted", done: ["remove", "timeout"], until },
    reason: "서로 존중해 주세요.",
    categories: [],
    mayAppeal: true,
  });
}

interface Look {
  readonly colorScheme: "light" | "dark";
  readonly locale: string;
  readonly width: number;
  readonly height: number;
}

async function open(browser: Browser, token: string, { width, height, ...look }: Look): Promise<Page> {
  const context = await browser.newContext({
    ...look,
    viewport: { width, height },
    timezoneId: "Asia/Seoul",
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(SHOWN_AT));
  await page.addInitScript(`sessionStorage.setItem("maru.token", ${JSON.stringify(token)})`);
  await page.goto(chat.reviewAddress ?? "");
  await page.locator(".case-row").first().waitFor();
  return page;
}

const token = await enter("Mina");
await fetch(`${chat.address}/api/review/open`, {
  method: "POST",
  headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
  body: JSON.stringify({ key: chat.reviewAddress?.split("key=")[1] }),
});
const { positionals } = parseArgs({ allowPositionals: true });
const [folder] = positionals;
const browser = await launchChromium(findChromium(process.env["PATH"] ?? "") ?? "chromium");
try {
  const wide = { width: 1440, height: 900 };
  if (folder === undefined) {
    const page = await open(browser, token, { ...wide, colorScheme: "light", locale: "en-GB" });
    await page.keyboard.press("Space");
    await page.screenshot({ path: PICTURE });
    process.stdout.write(`${PICTURE}: ${Math.round((await stat(PICTURE)).size / 1024)} KB\n`);
  } else {
    for (const colorScheme of ["light", "dark"] as const) {
      const page = await open(browser, token, {
        ...wide,
        colorScheme,
        locale: colorScheme === "light" ? "en-GB" : "ko-KR",
      });
      const shoot = (name: string) => page.screenshot({ path: join(folder, `${colorScheme}-${name}.png`) });
      await shoot("veiled");
      await page.keyboard.press("Space");
      await shoot("revealed");
      await page.keyboard.press("x");
      await shoot("reason");
      await page.keyboard.press("Escape");
      for (const [key, name] of [
        ["2", "shadow"],
        ["3", "settled"],
        ["4", "sample"],
        ["5", "report"],
      ] as const) {
        await page.keyboard.press(key);
        await page.locator('[aria-busy="true"]').waitFor({ state: "detached" });
        await page.evaluate("new Promise((done) => setTimeout(done, 250))");
        await shoot(name);
      }
      await page.evaluate("document.querySelector('.report-pane').scrollTop = 700");
      await shoot("report-below");
      await page.context().close();
    }
    await tellMina();
    const told = await open(browser, token, { ...wide, colorScheme: "light", locale: "ko-KR" });
    await told.goto(`${chat.address}/#/general`);
    await told.locator(".message-removed").waitFor();
    await told.screenshot({ path: join(folder, "told.png") });
    await told.getByRole("button", { name: "이의 제기" }).click();
    await told.getByRole("dialog").waitFor();
    await told.screenshot({ path: join(folder, "appeal.png") });
    const door = await open(browser, token, { ...wide, colorScheme: "dark", locale: "en-GB" });
    await door.getByRole("button", { name: "Be somebody else" }).click();
    await door.locator("#name").fill("Ann");
    await door.keyboard.press("Enter");
    await door.locator(".review-door").waitFor();
    await door.screenshot({ path: join(folder, "door.png") });
    const narrow = await open(browser, token, {
      width: 360,
      height: 740,
      colorScheme: "light",
      locale: "en-GB",
    });
    await narrow.screenshot({ path: join(folder, "narrow-list.png") });
    await narrow.locator(".case-row").first().click();
    await narrow.screenshot({ path: join(folder, "narrow-case.png") });
    await narrow.keyboard.press("Escape");
    for (const tab of ["Sample", "Report"]) {
      await narrow.getByRole("tab", { name: tab }).click();
      await narrow.evaluate("new Promise((done) => setTimeout(done, 250))");
      await narrow.screenshot({ path: join(folder, `narrow-${tab}.png`) });
    }
  }
} finally {
  await browser.close();
  await chat.stop();
  await store.close();
}
