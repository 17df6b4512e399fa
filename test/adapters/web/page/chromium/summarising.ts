import { expect, it } from "vitest";
import type { ChatEvent, Message } from "../../../../../src/core/types.ts";
import { enter } from "../open-page.ts";
import type { Script } from "../scripted-core.ts";
import { flawsOf } from "./flaws.ts";
import { composer, hasFocus, row, type Stage, thread } from "./stage.ts";

const asked = (events: readonly ChatEvent[]): Message | undefined =>
  events.flatMap((event) => (event.type === "message" ? [event.message] : [])).at(-1);

/** Summaries: asked for by button and command, shown to one person, with claims that lead to their messages. */
export function summarising(stage: Stage): void {
  it("summarises a thread for the person alone, says how far it is, and each claim leads to its message", async () => {
    let summary: Script = { pieces: [] };
    const { address, core, join } = await stage.openHall(({ command }) =>
      command === "summarise" ? summary : undefined,
    );
    const jonas = await join("Jonas");
    const root = await jonas.post("general", "We ship on Thursday.");
    const reply = await jonas.post("general", "If the migration is tested.", root);
    const points = Array.from({ length: 30 }, (_, at) => `- Point ${at + 1} is said here — and at length`);
    summary = {
      status: [
        { state: "summarising" },
        { state: "summarising", progress: { step: "reading", done: 6, of: 23, remainingMs: 50_000 } },
      ],
      pieces: [
        `It ships on Thursday — [Jonas](<${address}/#/general/${root}/${reply}>)\n\n${points.join("\n")}`,
      ],
    };
    const { page } = await stage.opener.open(`${address}/#/general/${root}/thread`);
    await enter(page, "Hana");
    core.pause();
    await thread(page).getByRole("button", { name: "Summarise thread" }).click();

    await page.getByRole("heading", { level: 1, name: "Maru" }).waitFor();
    await page.getByRole("status").getByText("Shown only to you, in your conversation with Maru.").waitFor();
    expect(asked(core.events)).toMatchObject({
      ...{ command: "summarise", text: "", place: { kind: "direct" } },
      summaryOf: { scope: { thread: `web:general/${root}` } },
    });
    await page.getByText("Summarising…").waitFor();
    await page.locator("[class*=message-marked]").getByText("/summarise").waitFor();
    core.step();
    await page.getByText("Summarising, chunk 7 of 23, about 50 s").waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Stop" }).click();
    await page.getByText("Stopped.", { exact: true }).waitFor();
    expect(core.events.at(-1)).toMatchObject({ type: "stop", question: asked(core.events)?.id });

    // Once more, to its end: what is longer than the page is read from its beginning.
    core.run();
    await row(page, "/summarise").getByRole("link", { name: "in a thread of #general" }).click();
    await thread(page).getByRole("button", { name: "Summarise thread" }).click();
    const claim = page.getByRole("link", { name: "Jonas" });
    await claim.waitFor();
    await expect.poll(async () => ((await claim.boundingBox())?.y ?? -1) > 60).toBe(true);
    await claim.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toBe(`${address}/#/general/${root}/${reply}`);
    await thread(page).locator("[class*=message-marked]").getByText("If the migration is tested.").waitFor();
  });

  it("offers to catch up where something is new, which stays so until the person leaves", async () => {
    const { address, core, join, adapter } = await stage.openHall();
    const jonas = await join("Jonas");
    await jonas.post("general", "first");
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    const catchUp = page.getByRole("button", { name: "Catch up" });
    await catchUp.waitFor();
    await page.getByRole("link", { name: "random" }).click();
    await catchUp.waitFor({ state: "detached" });
    const lastRead = () => adapter.lastRead?.("web:p2", "web:general");
    await expect.poll(lastRead).not.toBe("never");
    const before = await lastRead();
    await jonas.post("general", "second");
    await page.getByRole("link", { name: /general 1 unread/ }).click();
    await page.locator(".divider-new").waitFor();
    expect(await lastRead()).toBe(before);
    await catchUp.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Maru" }).waitFor();
    expect(asked(core.events)).toMatchObject({
      command: "catchup",
      summaryOf: { scope: { place: "web:general" } },
    });
    await page.getByRole("link", { name: "general", exact: true }).click();
    await row(page, "second").waitFor();
    expect(await catchUp.count()).toBe(0);
    // What was read while one waits for it was not read before.
    expect(await lastRead()).toBe(before);
  });

  it("summarises from a message on, by its toolbar and the keyboard, and takes commands typed in a channel", async () => {
    const { address, core, join } = await stage.openHall();
    const jonas = await join("Jonas");
    const root = await jonas.post("general", "with a thread");
    await jonas.post("general", "in it", root);
    const alone = await jonas.post("general", "without one");
    const { page } = await stage.opener.open(address);
    await enter(page, "Hana");
    const from = (text: string) =>
      row(page, text).first().getByRole("button", { name: "Summarise from here" });
    await row(page, "without one").focus();
    for (let tabs = 0; tabs < 9 && !(await from("without one").evaluate(hasFocus)); tabs++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => asked(core.events)?.summaryOf)
      .toMatchObject({ scope: { place: "web:general" }, from: { id: `web:general/${alone}` } });
    await page.getByRole("link", { name: "in #general, from a message on" }).click();
    await page.locator("[class*=message-marked]").getByText("without one").waitFor();
    await row(page, "with a thread").first().hover();
    await from("with a thread").click();
    await expect
      .poll(() => asked(core.events)?.summaryOf)
      .toMatchObject({ scope: { thread: `web:general/${root}` }, from: { id: `web:general/${root}` } });

    await page.getByRole("link", { name: "general", exact: true }).click();
    await composer(page).fill("/summ");
    await page.getByRole("option", { name: /summarise/ }).waitFor();
    await page.keyboard.press("Tab");
    expect(await composer(page).inputValue()).toBe("/summarise ");
    await composer(page).pressSequentially("since 2d short");
    await composer(page).press("Enter");
    await page.getByRole("heading", { level: 1, name: "Maru" }).waitFor();
    expect(asked(core.events)).toMatchObject({ command: "summarise", text: "since 2d short" });
    await page.getByRole("link", { name: "general", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "general" }).waitFor();
    expect(await row(page, "/summarise").count()).toBe(0);
  });

  it("leads from a thread to the answer that is for one person alone, and back, in Korean too", async () => {
    const { address } = await stage.openHall(() => ({ pieces: ["혼자만 보세요."], audience: "author" }));
    const context = await stage.opener.context({ locale: "ko-KR", colorScheme: "dark" });
    const { page } = await stage.opener.open(address, context);
    await enter(page, "하나");
    await page.getByRole("combobox").fill("@maru 요약해줘, 나만 보이게");
    await page.keyboard.press("Enter");
    await thread(page).getByText("혼자만 보실 수 있는 답변이라서 저와의 대화에 남겼어요.").waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await thread(page).getByRole("link", { name: "Maru와 나누는 대화 열기" }).click();
    await row(page, "혼자만 보세요.").waitFor();
    expect(await flawsOf(page)).toEqual([]);
    await page.getByRole("link", { name: "#general에서 물어보신 것에 대한 답이에요" }).click();
    await thread(page).getByText("@maru 요약해줘, 나만 보이게").waitFor();
    const other = await stage.opener.open(address, await stage.opener.context());
    await enter(other.page, "Jonas");
    await other.page.goto(`${address}/#/general/1/thread`);
    await thread(other.page).getByText("저와의 대화에 남겼어요").waitFor();
    expect(await thread(other.page).getByRole("link").count()).toBe(0);
  });
}
