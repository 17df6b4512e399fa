import type { Locator, Page } from "playwright-core";
import type { Message } from "../../../../../src/core/types.ts";
import type { OpenChat, OpenChatOptions } from "../open-chat.ts";
import type { PageOpener } from "../open-page.ts";
import type { Script } from "../scripted-core.ts";

/** What the tests in the browser play on. */
export interface Stage {
  readonly opener: PageOpener;
  /** Opens a fresh chat for the test, closed after it; without a script nothing is answered. */
  openHall(
    script?: (question: Message) => Script | undefined,
    more?: Omit<OpenChatOptions, "script">,
  ): Promise<OpenChat>;
}

/** An answer that goes through everything that an answer can go through. */
export const LONG: Script = {
  status: [{ state: "queued", ahead: 2, etaMs: 40_000 }, { state: "thinking" }],
  pieces: ["We settled on **Thursday**.", "\n\n- build\n- check", "\n\nThat is all."],
};

export const composer = (page: Page, name = "Message #general"): Locator =>
  page.getByRole("combobox", { name });
export const thread = (page: Page): Locator => page.getByRole("complementary");
export const row = (page: Page, text: string): Locator => page.getByRole("article").filter({ hasText: text });

export const hasFocus = (element: { ownerDocument: { activeElement: unknown } }) =>
  element.ownerDocument.activeElement === element;

export async function inSight(page: Page, text: string): Promise<boolean> {
  const box = await page.getByRole("article").filter({ hasText: text }).last().boundingBox();
  const list = await page.getByRole("log").first().boundingBox();
  return (
    box !== null && list !== null && box.y >= list.y - 1 && box.y + box.height <= list.y + list.height + 1
  );
}
