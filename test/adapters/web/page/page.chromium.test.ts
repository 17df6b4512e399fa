import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, it } from "vitest";
import { findChromium, launchChromium, NO_CHROMIUM } from "../../../e2e/chromium.ts";
import { asking } from "./chromium/asking.ts";
import { joining } from "./chromium/joining.ts";
import { looks } from "./chromium/looks.ts";
import { moderated } from "./chromium/moderated.ts";
import { reading } from "./chromium/reading.ts";
import { reviewing } from "./chromium/reviewing.ts";
import { safety } from "./chromium/safety.ts";
import { summarising } from "./chromium/summarising.ts";
import { writing } from "./chromium/writing.ts";
import { type OpenChat, openChat } from "./open-chat.ts";
import { createPageOpener, type PageOpener } from "./open-page.ts";

const chromium = findChromium(process.env["PATH"] ?? "");

if (chromium === undefined) {
  process.stderr.write(`The page's tests in a browser were ${NO_CHROMIUM}\n`);
  describe("the page in Chromium", () => it.skip(NO_CHROMIUM));
}

describe.runIf(chromium)("the page in Chromium", () => {
  let browser: Browser;
  let opener: PageOpener;
  let chat: OpenChat | undefined;

  beforeAll(async () => {
    browser = await launchChromium(chromium ?? "");
    opener = createPageOpener(browser);
  });
  afterAll(() => browser?.close());
  afterEach(async () => {
    try {
      await opener.close();
    } finally {
      await chat?.close();
      chat = undefined;
    }
  });

  const stage = {
    get opener() {
      return opener;
    },
    async openHall(
      script: Parameters<typeof openChat>[0]["script"] = () => undefined,
      more: Omit<Parameters<typeof openChat>[0], "script"> = {},
    ) {
      chat = await openChat({ script, ...more });
      return chat;
    },
  };
  joining(stage);
  asking(stage);
  summarising(stage);
  reading(stage);
  writing(stage);
  safety(stage);
  looks(stage);
  reviewing(stage);
  moderated(stage);
});
