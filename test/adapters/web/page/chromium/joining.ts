import { expect, it } from "vitest";
import { enter } from "../open-page.ts";
import { composer, row, type Stage } from "./stage.ts";

/** Coming in, other people, and the connection. */
export function joining(stage: Stage): void {
  it("asks who one is, says what is wrong with a name, and remembers people for other tabs", async () => {
    const { address, join } = await stage.openHall();
    await join("Jonas");
    const context = await stage.opener.context();
    const { page, complaints } = await stage.opener.open(address, context);
    const name = page.getByLabel("Display name");
    await page.getByRole("button", { name: "Join the chat" }).click();
    await page.getByRole("alert").getByText("Please write a name.").waitFor();
    await name.fill("Jonas");
    await name.press("Enter");
    await page.getByRole("alert").getByText("called “Jonas” already").waitFor();
    await name.fill("maru");
    await name.press("Enter");
    await page.getByRole("alert").getByText("cannot be used").waitFor();
    expect(await name.getAttribute("aria-invalid")).toBe("true");
    // The browser's console counts refused requests; the page took them in its stride.
    expect(complaints.splice(0).every((complaint) => /status of (?:409|422)/.test(complaint))).toBe(true);

    await enter(page, "Hana");
    await page.getByRole("heading", { name: "This is the beginning of #general" }).waitFor();
    await page.reload();
    await page.getByText("Hana", { exact: true }).waitFor();

    const { page: second } = await stage.opener.open(address, context);
    await second.getByRole("button", { name: "Continue as Hana" }).click();
    await composer(second).fill("Hana's own draft");
    await second.getByRole("button", { name: "Be somebody else" }).click();
    await enter(second, "Sora");
    expect(await composer(second).inputValue()).toBe("");
  });

  it("lets two people in two browsers, and two tabs of one, see each other", async () => {
    const { address } = await stage.openHall();
    const shared = await stage.opener.context();
    const [{ page: hana }, { page: jonas }, { page: sora }] = await Promise.all([
      stage.opener.open(address, shared),
      stage.opener.open(address, shared),
      stage.opener.open(address),
    ]);
    await enter(hana, "Hana");
    await enter(jonas, "Jonas");
    await enter(sora, "소라");
    await composer(hana).fill("Good morning!");
    await composer(hana).press("Enter");
    await row(jonas, "Good morning!").waitFor();
    await row(sora, "Good morning!").waitFor();
    expect(await row(hana, "Good morning!").count()).toBe(1);

    // Elsewhere it becomes an unread mark, and one that names the person is stronger.
    await jonas.getByRole("link", { name: "random" }).click();
    await composer(hana).fill("@Jonas lunch?");
    await composer(hana).press("Enter");
    await jonas.getByRole("link", { name: /general 1 unread message/ }).waitFor();
    await expect.poll(() => jonas.title()).toBe("(1) #random · Maru");
    await jonas.getByRole("link", { name: /general/ }).click();
    await jonas.locator(".mention-own", { hasText: "@Jonas" }).waitFor();
    await jonas.locator(".divider-new").waitFor();
    await expect.poll(() => jonas.title()).toBe("#general · Maru");
  });

  it("says when the connection is lost, loses nothing that was written, and comes back by itself", async () => {
    const opened = await stage.openHall();
    const { address } = opened;
    const { page, complaints } = await stage.opener.open(address);
    await enter(page, "Hana");
    await opened.restart(async () => {
      await page.getByText("Connection lost. Trying again…").waitFor();
      await composer(page).fill("written in between");
      await composer(page).press("Enter");
      await page.getByText("Will be sent when the connection is back").waitFor();
    });
    await page.getByText("Connection lost. Trying again…").waitFor({ state: "detached" });
    await page.locator("[data-seq]").filter({ hasText: "written in between" }).waitFor();
    await page.getByText("Will be sent when the connection is back").waitFor({ state: "detached" });
    expect(await row(page, "written in between").count()).toBe(1);
    expect(opened.core.events).toHaveLength(1);
    expect(
      complaints.splice(0).every((complaint) => /ERR_CONNECTION_REFUSED|WebSocket/.test(complaint)),
    ).toBe(true);
  });
}
