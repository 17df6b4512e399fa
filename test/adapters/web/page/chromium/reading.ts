import { expect, it } from "vitest";
import { enter } from "../open-page.ts";
import { inSight, type Stage, thread } from "./stage.ts";

/** Finding one's way through what was said. */
export function reading(stage: Stage): void {
  it("opens a permalink to a message far back, and one to a reply in a thread, and keeps its place while reading on", async () => {
    const { address, join } = await stage.openHall();
    const jonas = await join("Jonas");
    const root = await jonas.post("general", "the very first");
    const reply = await jonas.post("general", "a reply to it", root);
    for (let n = 1; n <= 330; n++) await jonas.post("general", `message number ${n}`);
    const { page } = await stage.opener.open(`${address}/#/general/${reply + 200}`);
    await enter(page, "Hana");
    const marked = page.locator("[class*=message-marked]");
    await marked.getByText("message number 200", { exact: true }).waitFor();
    await expect.poll(() => inSight(page, "message number 200")).toBe(true);

    // Older ones come in above while one scrolls up, and what one looks at stays where it is.
    const topRow = `(() => {
      const list = document.querySelector(".list-scroll");
      const row = [...list.querySelectorAll("[data-seq]")].find((row) => row.getBoundingClientRect().bottom > 200);
      return { seq: row.dataset.seq, top: Math.round(row.getBoundingClientRect().top), rows: list.querySelectorAll("[data-seq]").length };
    })()`;
    const before = (await page.evaluate(`(() => {
      document.querySelector(".list-scroll").scrollTop = 320;
      return ${topRow};
    })()`)) as { seq: string; top: number; rows: number };
    const rows = () => page.locator("main [data-seq]").count();
    await expect.poll(rows).toBeGreaterThan(before.rows);
    expect(await page.evaluate(topRow)).toMatchObject({ seq: before.seq, top: before.top });

    await page.goto(`${address}/#/general/${root}/${reply}`);
    await thread(page).locator("[class*=message-marked]").getByText("a reply to it").waitFor();
    await thread(page).getByText("the very first").waitFor();

    // Further back than one would like to read through: the part around it.
    await page.goto(`${address}/#/general/${root}`);
    await marked.getByText("the very first").waitFor();
    await page.reload();
    await marked.getByText("the very first").waitFor();
    await page.locator(".side-connection-live").waitFor();
    await jonas.post("general", "message number 331");
    await expect.poll(() => inSight(page, "the very first")).toBe(true);
    await page.getByRole("button", { name: "Jump to the latest" }).click();
    await expect.poll(() => inSight(page, "message number 331")).toBe(true);

    await page.goto(`${address}/#/general/99999`);
    await page.getByText("This message is not there any more.").waitFor();
  });

  it("says that a thread was deleted, and takes no reply to it", async () => {
    const { address, join } = await stage.openHall();
    const jonas = await join("Jonas");
    const alone = await jonas.post("general", "nobody replied");
    const root = await jonas.post("general", "somebody replied");
    await jonas.post("general", "the reply", root);
    const remove = (seq: number) =>
      fetch(`${address}/api/messages/general/${seq}`, {
        method: "DELETE",
        headers: { authorization: `Bearer ${jonas.token}` },
      });
    const { page } = await stage.opener.open(`${address}/#/general/${alone}/thread`);
    await enter(page, "Hana");
    const gone = thread(page).getByText("This thread was deleted.");
    const field = thread(page).getByRole("combobox");
    await field.waitFor();
    expect((await remove(alone)).status).toBe(204);
    await gone.waitFor();
    expect(await field.count()).toBe(0);
    expect(await thread(page).getByText("No replies yet").count()).toBe(0);

    expect((await remove(root)).status).toBe(204);
    await page.goto(`${address}/#/general/${root}/thread`);
    await thread(page).getByText("the reply").waitFor();
    await gone.waitFor();
    expect(await field.count()).toBe(0);
    await page.keyboard.press("Escape");
    await thread(page).waitFor({ state: "detached" });
  });

  it("does not take the list away from somebody who reads further up", async () => {
    const { address, join } = await stage.openHall();
    const jonas = await join("Jonas");
    for (let n = 1; n <= 45; n++) await jonas.post("general", `message number ${n}`);
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    await expect.poll(() => inSight(page, "message number 45")).toBe(true);
    await page.getByRole("log").hover();
    await page.mouse.wheel(0, -600);
    await page.getByRole("button", { name: "Jump to the latest" }).waitFor();
    const top = () => page.evaluate("document.querySelector('.list-scroll').scrollTop");
    const before = await top();
    await jonas.post("general", "something new");
    const button = page.getByRole("button", { name: "1 new message" });
    await button.waitFor();
    expect(await top()).toBe(before);
    await button.click();
    await expect.poll(() => inSight(page, "something new")).toBe(true);
    await jonas.post("general", "and more");
    await expect.poll(() => inSight(page, "and more")).toBe(true);
  });

  it("folds the side bar and gives a thread the whole width on a narrow screen", async () => {
    const { address, join } = await stage.openHall();
    const jonas = await join("Jonas");
    const root = await jonas.post("general", "hello");
    await jonas.post("general", "a reply", root);
    const { page } = await stage.opener.open(
      address,
      await stage.opener.context({ viewport: { width: 390, height: 760 } }),
    );
    await enter(page, "Hana");
    const side = page.getByRole("navigation");
    expect(await side.isVisible()).toBe(false);
    await page.getByRole("button", { name: "Show the channels" }).click();
    await side.getByRole("link", { name: "random" }).click();
    await page.getByRole("heading", { level: 1, name: "random" }).waitFor();
    await side.waitFor({ state: "hidden" });
    await page.goto(`${address}/#/general/${root}/thread`);
    await thread(page).getByText("a reply").waitFor();
    expect((await thread(page).boundingBox())?.width).toBeCloseTo(390);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });
}
