import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";

/** A tab, and what went wrong in it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console (broken CSP rules among them), uncaught errors, dialogs. */
  readonly complaints: string[];
  /** Requests to anywhere else than the chat, and calls of the canary. */
  readonly alarms: string[];
}

export interface PageOpener {
  context(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** A tab of the context (or of one of its own) on the chat. */
  open(address: string, context?: BrowserContext): Promise<WatchedPage>;
  /** Closes everything, and says so when a page complained that was not expected to. */
  close(): Promise<void>;
}

export function createPageOpener(browser: Browser): PageOpener {
  const contexts: BrowserContext[] = [];
  const watched: WatchedPage[] = [];

  async function context(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const opened = await browser.newContext({
      locale: "en-GB",
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    opened.setDefaultTimeout(15_000);
    contexts.push(opened);
    return opened;
  }

  return {
    context,
    async open(address, given) {
      const page = await (given ?? (await context())).newPage();
      const complaints: string[] = [];
      const alarms: string[] = [];
      await page.exposeFunction("__canary", (what: string) => alarms.push(`canary: ${what}`));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.stack ?? error.message));
      page.on("dialog", (dialog) => {
        alarms.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("request", (request) => {
        const url = new URL(request.url());
        if (url.protocol !== "data:" && url.host !== new URL(address).host) alarms.push(`request: ${url}`);
      });
      const opened = { page, complaints, alarms };
      watched.push(opened);
      await page.goto(address);
      return opened;
    },
    async close() {
      await Promise.all(contexts.splice(0).map((opened) => opened.close()));
      for (const { complaints, alarms } of watched.splice(0))
        expect({ complaints, alarms }).toEqual({ complaints: [], alarms: [] });
    },
  };
}

/** Comes in as somebody. */
export async function enter(page: Page, name: string): Promise<void> {
  await page.locator("#name").fill(name);
  await page.locator("#name").press("Enter");
  await page.locator(".side-connection-live").waitFor({ state: "attached" });
}
