import { expect, it } from "vitest";
import { enter } from "../open-page.ts";
import { composer, LONG, row, type Stage, thread } from "./stage.ts";

/** Questions and their answers. */
export function asking(stage: Stage): void {
  it("shows an answer from its place in the queue to its end, stops it, and goes on in the thread", async () => {
    const { address, core } = await stage.openHall(() => LONG);
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    core.pause();
    await composer(page).fill("@maru when do we release?");
    await composer(page).press("Enter");

    // The thread opens by itself, with the answer's place in the queue.
    const panel = thread(page);
    await panel.getByText("2 ahead, about 40 s").waitFor();
    core.step();
    await panel.getByText("Thinking…").waitFor();
    core.step();
    await panel.getByText("We settled on Thursday.").waitFor();
    expect(await panel.locator("strong").textContent()).toBe("Thursday");
    await panel.getByText("Writing…").waitFor();
    core.step();
    await panel.getByRole("listitem").filter({ hasText: "check" }).waitFor();

    await panel.getByRole("button", { name: "Stop" }).click();
    await panel.getByText("Stopped.").waitFor();
    await panel.getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });
    expect(core.events.at(-1)).toMatchObject({ type: "stop", question: "web:general/1" });

    // A follow-up needs no mention; Esc stops too, and a second Esc closes the thread.
    const reply = composer(page, "Reply in the thread");
    await reply.fill("and at what time?");
    await reply.press("Enter");
    await panel.getByText("2 ahead, about 40 s").waitFor();
    await reply.press("Escape");
    await expect.poll(() => core.events.filter(({ type }) => type === "stop").length).toBe(2);
    await panel.getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });

    core.run();
    await reply.fill("once more, please");
    await reply.press("Enter");
    await panel.getByText("That is all.").waitFor();
    // Screen readers hear the answer once, when it is there.
    await expect
      .poll(() => page.locator("[aria-live=polite]").textContent())
      .toBe("Maru has answered: We settled on Thursday. build check That is all.");
    const good = panel.getByRole("button", { name: "Good answer" }).last();
    await good.click();
    await expect.poll(() => good.getAttribute("aria-pressed")).toBe("true");
    expect(core.events.at(-1)).toMatchObject({ type: "feedback", rating: "up" });
    await good.click();
    await expect.poll(() => good.getAttribute("aria-pressed")).toBe("false");
    expect(core.events.at(-1)).toMatchObject({ type: "feedback", rating: null });

    await reply.press("Escape");
    await panel.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^5 replies/ }).click();
    await thread(page).getByText("That is all.").waitFor();
  });

  it("marks quoted answers and notices, and quotes lead to what they quote", async () => {
    const { address, join } = await stage.openHall((question) =>
      question.text.includes("help")
        ? { pieces: ["I am **Maru**."], kind: "notice" }
        : {
            pieces: [`Earlier messages:\n\n> We ship on Thursday.\n>\n> — [Jonas](<${address}/#/general/1>)`],
            kind: "extractive",
          },
    );
    const jonas = await join("Jonas");
    await jonas.post("general", "We ship on Thursday.");
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    await composer(page).fill("@maru when do we ship?");
    await composer(page).press("Enter");
    await thread(page).getByText("Quoted from this channel, no model").waitFor();
    await thread(page).getByRole("link", { name: "Jonas" }).click();
    await expect.poll(() => page.url()).toBe(`${address}/#/general/1`);
    await page.locator("[class*=message-marked]").getByText("We ship on Thursday.").waitFor();
    await composer(page).fill("@maru help");
    await composer(page).press("Enter");
    await thread(page).getByText("Note from Maru").waitFor();
    expect(await thread(page).getByRole("button", { name: "Good answer" }).count()).toBe(0);
  });

  it("answers in a conversation with Maru alone, with no mention and no thread", async () => {
    const { address, core } = await stage.openHall(() => LONG);
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    core.pause();
    await page.getByRole("link", { name: "Maru" }).click();
    await page.getByRole("heading", { name: "Just you and Maru" }).waitFor();
    await page.getByRole("button", { name: "What did we decide about the release?" }).click();
    await expect.poll(() => composer(page, "Ask Maru").inputValue()).toMatch(/^What did we decide/);
    await composer(page, "Ask Maru").press("Enter");
    await page.getByText("2 ahead, about 40 s").waitFor();
    expect(core.events).toMatchObject([{ message: { text: "What did we decide about the release?" } }]);
    core.step(2);
    await row(page, "We settled on Thursday.").getByRole("button", { name: "Stop" }).click();
    await page.locator("em", { hasText: "Stopped." }).waitFor();
    expect(await thread(page).count()).toBe(0);
  });

  it("stops the answer whose button is pressed, and Esc the one that is being written", async () => {
    const { address, core } = await stage.openHall(({ text }) =>
      text.includes("later") ? { status: LONG.status ?? [], pieces: ["Later."] } : { pieces: LONG.pieces },
    );
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    core.pause();
    await composer(page).fill("@maru now");
    await composer(page).press("Enter");
    const panel = thread(page);
    await panel.getByText("We settled on Thursday.").waitFor();
    const reply = composer(page, "Reply in the thread");
    const waiting = panel.getByText("2 ahead, about 40 s");
    for (const [index, text] of ["later one", "later two"].entries()) {
      await reply.fill(text);
      await reply.press("Enter");
      await expect.poll(() => waiting.count()).toBe(index + 1);
    }

    // Held back, so that what the page says meanwhile can be seen.
    const arrived = Promise.withResolvers<void>();
    await page.route("**/stop", async (route) => {
      await arrived.promise;
      await route.continue();
    });
    const rows = panel.getByRole("article");
    const last = rows.filter({ hasText: "2 ahead" }).last();
    await last.getByRole("button", { name: "Stop" }).click();
    await panel.getByText("Stopping…").waitFor();
    expect(await panel.getByText("Stopping…").count()).toBe(1);
    expect(await waiting.count()).toBe(1);
    expect(await panel.getByText("Writing…").count()).toBe(1);
    arrived.resolve();
    await panel.getByText("Stopped.").waitFor();
    const stops = () => core.events.flatMap((event) => (event.type === "stop" ? [event.question] : []));
    const idOf = (text: string) =>
      core.events.flatMap((event) =>
        event.type === "message" && event.message.text === text ? [event.message.id] : [],
      )[0];
    expect(stops()).toEqual([idOf("later two")]);
    expect(await panel.getByText("Writing…").count()).toBe(1);

    await reply.press("Escape");
    await expect.poll(stops).toEqual([idOf("later two"), idOf("@maru now")]);
    await panel.getByText("Writing…").waitFor({ state: "detached" });
    expect(await waiting.count()).toBe(1);
  });

  it("stops an answer in the conversation with Maru alone by Esc, wherever the focus is", async () => {
    const { address, core } = await stage.openHall(() => LONG);
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    core.pause();
    await page.getByRole("link", { name: "Maru" }).click();
    const stops = () => core.events.filter(({ type }) => type === "stop").length;
    for (const focus of ["in the field", "elsewhere"]) {
      const before = stops();
      await composer(page, "Ask Maru").fill(`asked ${focus}`);
      await composer(page, "Ask Maru").press("Enter");
      await page.getByText("2 ahead, about 40 s").waitFor();
      if (focus === "elsewhere") await page.evaluate("document.activeElement.blur()");
      await page.keyboard.press("Escape");
      await expect.poll(stops).toBe(before + 1);
      await page.getByRole("button", { name: "Stop" }).waitFor({ state: "detached" });
    }
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { level: 1, name: "Maru" }).waitFor();
    expect(stops()).toBe(2);
  });

  it("copies answers and code", async () => {
    const { address } = await stage.openHall(() => ({ pieces: ["Run **this**:\n\n```sh\nnpm ci\n```"] }));
    const context = await stage.opener.context({ permissions: ["clipboard-read", "clipboard-write"] });
    const { page } = await stage.opener.open(address, context);
    await enter(page, "Hana");
    await composer(page).fill("@maru how?");
    await composer(page).press("Enter");
    await thread(page).getByRole("button", { name: "Copy the code" }).click();
    const clipboard = () => page.evaluate("navigator.clipboard.readText()");
    await expect.poll(clipboard).toBe("npm ci\n");
    await thread(page).getByRole("button", { name: "Copy answer" }).click();
    await expect.poll(clipboard).toBe("Run **this**:\n\n```sh\nnpm ci\n```");
    await page.getByRole("status").getByText("Copied").waitFor();
  });

  it("draws a long answer as it grows without holding the page up", async () => {
    const sentence =
      "Maru writes a **longer** answer, with `code`, a [link](https://a.example) and more words. ";
    const pieces = Array.from({ length: 400 }, (_, n) =>
      n % 40 === 39 ? "\n\n- item\n\n" : sentence.slice((n % 8) * 11, (n % 8) * 11 + 11),
    );
    const { address } = await stage.openHall(() => ({ pieces }));
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    await page.evaluate(`
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
      }).observe({ type: "longtask", buffered: false });
    `);
    await composer(page).fill("@maru tell me more");
    await composer(page).press("Enter");
    await thread(page).getByRole("button", { name: "Good answer" }).waitFor();
    // Generous for a busy machine: unhurried, one frame takes a few milliseconds.
    expect(await page.evaluate("window.longest")).toBeLessThan(400);
    expect((await thread(page).locator(".prose").last().textContent())?.length).toBeGreaterThan(3_000);
  });
}
