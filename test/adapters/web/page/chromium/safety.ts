import { expect, it } from "vitest";
import { enter } from "../open-page.ts";
import { XSS_CORPUS } from "../xss-corpus.ts";
import { composer, row, type Stage, thread } from "./stage.ts";

/** What people write is data, never code. */
export function safety(stage: Stage): void {
  it("runs nothing of what people write, and loads nothing from elsewhere", async () => {
    const { address, join } = await stage.openHall((question) => ({ pieces: [question.text] }));
    const mallory = await join("Mallory");
    for (const vector of XSS_CORPUS) await mallory.post("general", vector);
    await mallory.post("general", `${">".repeat(9_000)} deep`);
    await mallory.post("general", "the last one");
    const { page, alarms } = await stage.opener.open(address);
    await enter(page, '<img src=x onerror="__canary(1)">');
    await row(page, "the last one").waitFor();
    await composer(page).fill(`@maru ${XSS_CORPUS.join("\n\n")}`);
    await composer(page).press("Enter");
    await thread(page).getByRole("button", { name: "Good answer" }).waitFor();
    // What stands there may be pointed at and clicked, too.
    const strange = await page.evaluate(`(() => {
      for (const each of document.querySelectorAll(".prose *")) {
        each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
        if (!(each instanceof HTMLAnchorElement) && each.tagName !== "BUTTON") each.click();
      }
      return [...document.querySelectorAll(".prose *")].filter((each) =>
        /^(?:script|img|iframe|svg|math|style|form|input|link|base|details|object|embed)$/i.test(each.tagName) ||
        [...each.attributes].some(({ name }) => name.startsWith("on") || name === "style" || name === "srcdoc") ||
        (each instanceof HTMLAnchorElement && each.hasAttribute("href") && !/^(?:https?|mailto):$/.test(each.protocol))
      ).map((each) => each.outerHTML);
    })()`);
    expect(strange).toEqual([]);
    expect(alarms).toEqual([]);
  });
}
