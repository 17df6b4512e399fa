import { expect, it } from "vitest";
import { enter } from "../open-page.ts";
import { composer, hasFocus, row, type Stage, thread } from "./stage.ts";

/** Writing, in any language, and what becomes of it. */
export function writing(stage: Stage): void {
  it("speaks Korean where the browser does, and never sends half a syllable", async () => {
    const { address, core } = await stage.openHall();
    const context = await stage.opener.context({ locale: "ko-KR" });
    const { page } = await stage.opener.open(address, context);
    expect(await page.evaluate("document.documentElement.lang")).toBe("ko");
    await page.getByRole("heading", { name: "어서 오세요" }).waitFor();
    await enter(page, "민수");
    const field = page.getByRole("combobox", { name: "#general 채널에 메시지 쓰기" });
    await field.focus();
    const keys = await context.newCDPSession(page);
    await keys.send("Input.imeSetComposition", { text: "안녀", selectionStart: 2, selectionEnd: 2 });
    // Enter while a syllable is composed belongs to the input method: the page sees it as key 229 …
    const enterForTheInputMethod = { key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 };
    await keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...enterForTheInputMethod });
    await keys.send("Input.dispatchKeyEvent", { type: "keyUp", ...enterForTheInputMethod });
    expect(await field.inputValue()).toBe("안녀");
    // … or as an Enter that says that it belongs to a composition.
    await field.dispatchEvent("keydown", { key: "Enter", isComposing: true });
    expect(await field.inputValue()).toBe("안녀");
    await keys.send("Input.imeSetComposition", { text: "안녕", selectionStart: 2, selectionEnd: 2 });
    await keys.send("Input.insertText", { text: "안녕" });
    expect(await field.inputValue()).toBe("안녕");
    expect(core.events).toEqual([]);
    await field.press("Enter");
    await row(page, "안녕").waitFor();
    expect(core.events).toMatchObject([{ type: "message", message: { text: "안녕" } }]);
    expect(await field.inputValue()).toBe("");
  });

  it("edits and deletes one's own messages, also by keyboard alone", async () => {
    const { address, join } = await stage.openHall();
    const jonas = await join("Jonas");
    await jonas.post("general", "not Hana's");
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    await composer(page).fill("Helo");
    await composer(page).press("Enter");
    await row(page, "Helo").getByText("you").waitFor();
    await composer(page).press("ArrowUp");
    const field = page.getByRole("combobox", { name: "Edit your message" });
    await field.fill("Hello");
    await field.press("Enter");
    await row(page, "Hello").getByText("edited").waitFor();
    await expect.poll(() => composer(page).evaluate(hasFocus)).toBe(true);

    // From the field back into the list, along its messages, and to what can be done with one.
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate("document.activeElement.closest('[data-seq]') !== null")).toBe(true);
    await row(page, "Hello").focus();
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate("document.activeElement.textContent")).toContain("not Hana's");
    await page.keyboard.press("ArrowDown");
    const remove = row(page, "Hello").getByRole("button", { name: "Delete" });
    for (let tabs = 0; tabs < 6 && !(await remove.evaluate(hasFocus)); tabs++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await row(page, "Hello").waitFor({ state: "detached" });
    expect(await row(page, "not Hana's").getByRole("button", { name: "Delete" }).count()).toBe(0);
  });

  it("edits a thread's first message in the pane where one asked to, and nowhere else", async () => {
    const { address, join } = await stage.openHall();
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    await composer(page).fill("Helo");
    await composer(page).press("Enter");
    await row(page, "Helo").hover();
    await row(page, "Helo").getByRole("button", { name: "Reply in thread" }).click();
    const panel = thread(page);
    const main = page.getByRole("main");
    await panel.getByText("No replies yet").waitFor();
    const field = page.getByRole("combobox", { name: "Edit your message" });
    for (const pane of [panel, main]) {
      const article = pane.getByRole("article").filter({ hasText: "Hel" });
      await article.hover();
      // What is typed at once goes into the field; a lone `?` would open the list of shortcuts.
      await article.getByRole("button", { name: "Edit" }).focus();
      await page.keyboard.press("Enter");
      await page.keyboard.type("?");
      await expect
        .poll(() => pane.getByRole("combobox", { name: "Edit your message" }).inputValue())
        .toMatch(/^Hel.*\?$/);
      expect(await field.count()).toBe(1);
      expect(await field.evaluate(hasFocus)).toBe(true);
      expect(await page.getByRole("dialog").count()).toBe(0);
      await field.press("Escape");
      await field.waitFor({ state: "detached" });
    }
    for (const [pane, name] of [
      [panel, "Reply in the thread"],
      [main, "Message #general"],
    ] as const) {
      await composer(page, name).press("ArrowUp");
      await pane.getByRole("combobox", { name: "Edit your message" }).waitFor();
      expect(await field.count()).toBe(1);
      expect(await field.evaluate(hasFocus)).toBe(true);
      await field.press("Escape");
    }
    await (await join("Jonas")).post("general", "the end");
    await row(page, "the end").waitFor();
    expect(await panel.isVisible()).toBe(true);
  });

  it("completes people and commands, keeps drafts, and jumps between places by keyboard", async () => {
    const { address, join } = await stage.openHall(() => ({ pieces: ["I am Maru."], kind: "notice" }));
    const jonas = await join("Jonas");
    await jonas.post("general", "hi");
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    await row(page, "hi").waitFor();
    await composer(page).pressSequentially("see @jo");
    expect(await composer(page).getAttribute("aria-expanded")).toBe("true");
    await page.getByRole("option", { name: "Jonas" }).waitFor();
    await composer(page).press("Enter");
    expect(await composer(page).inputValue()).toBe("see @Jonas ");

    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("heading", { level: 1, name: "random" }).waitFor();
    await page.keyboard.press("Control+k");
    await expect.poll(() => page.getByRole("dialog").getByRole("combobox").evaluate(hasFocus)).toBe(true);
    await page.keyboard.type("gen");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "general" }).waitFor();
    expect(await composer(page).inputValue()).toBe("see @Jonas ");
    await page.reload();
    expect(await composer(page).inputValue()).toBe("see @Jonas ");

    await composer(page).fill("");
    await composer(page).pressSequentially("/h");
    await page.getByRole("option", { name: /help/ }).click();
    await composer(page).press("Enter");
    await thread(page).getByText("Note from Maru").waitFor();
    await thread(page).getByRole("button", { name: "Close the thread" }).focus();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  it("refuses what is too long before it is sent", async () => {
    const { address } = await stage.openHall();
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    await composer(page).fill("x".repeat(16_001));
    await page.getByRole("alert").getByText("1 characters over the limit").waitFor();
    expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
    await composer(page).fill("x".repeat(16_000));
    await page.getByRole("button", { name: "Send" }).click();
    await row(page, "xxxx").waitFor();
  });

  it("says why a message could not be stored, and sends it again when asked", async () => {
    const { address, core } = await stage.openHall();
    const { page, complaints } = await stage.opener.open(address);
    await enter(page, "Hana");
    await page.route("**/api/places/*/messages", (route) =>
      route.request().method() === "POST"
        ? route.fulfill({
            status: 507,
            json: { error: { code: "store-full", message: "The disk is full." } },
          })
        : route.fallback(),
    );
    await composer(page).fill("important");
    await composer(page).press("Enter");
    await page.getByText("Not sent. Maru’s disk is full, so nothing could be stored.").waitFor();
    expect(core.events).toEqual([]);
    await page.unroute("**/api/places/*/messages");
    await page.getByRole("button", { name: "Send again" }).click();
    await page.getByText("Not sent.").waitFor({ state: "detached" });
    await page.locator("[data-seq]").filter({ hasText: "important" }).waitFor();
    expect(core.events).toHaveLength(1);
    expect(complaints.splice(0)).toEqual([expect.stringContaining("507")]);
  });
}
