import { join as joinPath } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createPageOpener, enter, type PageOpener } from "../adapters/web/page/open-page.ts";
import { writeScriptedModel } from "../fixtures/gguf/index.ts";
import { findChromium, launchChromium, NO_CHROMIUM } from "./chromium.ts";
import { type Household, household, type Program, startMaru } from "./program.ts";

const chromium = findChromium(process.env["PATH"] ?? "");

if (chromium === undefined) describe("the whole program in Chromium", () => it.skip(NO_CHROMIUM));

describe.runIf(chromium)("the whole program in Chromium", () => {
  let browser: Browser;
  let opener: PageOpener;
  let home: Household;
  let maru: Program;

  beforeAll(async () => {
    browser = await launchChromium(chromium ?? "");
    opener = createPageOpener(browser);
    home = await household({
      model: { use: "./chat.gguf", contextTokens: 4096, threads: 1, maxAnswerTokens: 3000 },
      answers: { perMinute: { person: 100, place: 100 } },
    });
    await writeScriptedModel(joinPath(home.folder, "chat.gguf"), {
      rules: [
        { reply: "We meet on **Tuesday**, in the small room." },
        { when: ["story"], reply: "once upon a time there was a llama and", endless: true },
        { when: ["고마워"], reply: "천만에요! 더 궁금한 것이 있으면 물어보세요." },
      ],
    });
    maru = startMaru(home);
    await maru.ready;
  });
  afterEach(() => opener.close());
  afterAll(async () => {
    await browser?.close();
    await maru.end("SIGTERM");
    await home[Symbol.asyncDispose]();
  });

  const say = async (page: Page, place: string, text: string) => {
    const box = page.getByRole("combobox", { name: place });
    await box.fill(text);
    await box.press("Enter");
  };
  const thread = (page: Page) => page.getByRole("complementary");

  it("goes from a question to a streamed answer, stops one, and follows up without a mention", async () => {
    const { page } = await opener.open(await maru.ready);
    await enter(page, "Hana");
    await say(page, "Message #general", "@maru when do we meet?");
    await thread(page).getByText("We meet on Tuesday, in the small room.").waitFor();
    expect(await thread(page).locator("strong", { hasText: "Tuesday" }).count()).toBe(1);

    await say(page, "Reply in the thread", "tell me a story");
    await thread(page).getByText("once upon a time there was a llama and").first().waitFor();
    // By keyboard: a pointer would have to follow the button while the answer grows above it.
    await thread(page).getByRole("button", { name: "Stop" }).press("Enter");
    await thread(page).getByText("Stopped.").waitFor();

    await say(page, "Reply in the thread", "고마워");
    await thread(page).getByText("천만에요! 더 궁금한 것이 있으면 물어보세요.").waitFor();
    await thread(page).getByRole("button", { name: "Good answer" }).last().click();
    await thread(page).locator('[aria-pressed="true"]').waitFor();
  });

  it("lets two people in two tabs talk in one thread, and leaves a message to the other alone", async () => {
    const context = await opener.context();
    const { page: mina } = await opener.open(await maru.ready, context);
    await enter(mina, "Mina");
    const { page: jonas } = await opener.open(await maru.ready, context);
    await enter(jonas, "Jonas");
    await mina.getByRole("link", { name: "random" }).click();
    await say(mina, "Message #random", "@maru when do we meet?");
    await thread(mina).getByText("We meet on Tuesday").waitFor();
    await jonas.getByRole("link", { name: /random/ }).click();
    await jonas.getByRole("button", { name: /1 reply/ }).click();
    await thread(jonas).getByText("We meet on Tuesday").waitFor();
    await say(jonas, "Reply in the thread", "@Mina can you make it?");
    await thread(mina).getByText("can you make it?").waitFor();
    await say(mina, "Reply in the thread", "고마워");
    await thread(jonas).getByText("천만에요!").waitFor();
    expect(await thread(jonas).getByRole("article").count()).toBe(5);
  });
});
