import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import type { ReviewCase } from "../../../../../src/core/ports/index.ts";
import type { ChatEvent, PersonId } from "../../../../../src/core/types.ts";
import { evidence, message, person, reviewCase } from "../../review-cases.ts";
import { createScriptedDesk } from "../../scripted-desk.ts";
import { enter } from "../open-page.ts";
import { XSS_CORPUS } from "../xss-corpus.ts";
import { flawsOf } from "./flaws.ts";
import type { Stage } from "./stage.ts";

const [jonas, minjun] = [person(90, "Jonas"), person(91, "Minjun")];
const TEXT = "only a total clown would merge th\u200bis";
const caseRow = (page: Page, id: string) => page.getByRole("option", { name: new RegExp(`^Case ${id},`) });
const openCase = (page: Page, id: string) => page.getByRole("article", { name: `Case ${id}` });
const rowsOf = (page: Page) => page.locator(".case-row-id").allTextContents();
const moves = (events: readonly ChatEvent[]) => events.filter((event) => event.type === "move");

/** What moderators do on the review page. */
export function reviewing(stage: Stage): void {
  it("lets a moderator in by the address, and triages by keyboard, honest about what comes of each move", async () => {
    const desk = createScriptedDesk();
    for (let n = 1; n <= 3; n++) desk.put(reviewCase(n, message(n, jonas, `${TEXT} ${n}`)));
    desk.change("c3", {
      findings: {
        part: "text",
        categories: ["abuse"],
        router: {
          score: 0.9,
          threshold: 0.6,
          labels: [],
          evidence: evidence(`${TEXT} 3`, { "total clown": 2 }),
        },
        rules: [],
      },
      context: [message(9, minjun, "what was before")],
    });
    const { core, adapter } = await stage.openHall(undefined, { desk });
    const { page } = await stage.opener.open(adapter.reviewAddress ?? "");
    expect(await page.evaluate("location.hash")).toBe("#/review");
    await enter(page, "Mina");
    await openCase(page, "c3").waitFor();
    expect(await page.evaluate("location.href + JSON.stringify(history.state)")).not.toContain("key");
    expect(await page.title()).toBe("Review · Maru");
    expect(await rowsOf(page)).toEqual(["c3", "c2", "c1"]);

    // Words are blurred, for screen readers too, until they are asked for.
    const veil = page.getByRole("button", { name: /Hidden message, \d+ characters/ });
    expect(await page.evaluate("getComputedStyle(document.querySelector('.veil-words')).filter")).toBe(
      "blur(7px)",
    );
    expect(await page.getByRole("button", { name: /Hidden words/ }).count()).toBe(1);
    await page.keyboard.press("Space");
    await page.locator(".weight-for-3", { hasText: "total clown" }).waitFor();
    await page.getByText("what was before").waitFor();
    await page.getByText("1 invisible character").waitFor();
    expect(await page.locator(".raw-text").last().textContent()).toBe(
      "only a total clown would merge th·is 3",
    );
    await page.keyboard.press("j");
    await openCase(page, "c2").waitFor();
    await veil.waitFor();
    await page.keyboard.press("k");
    await openCase(page, "c3").waitFor();

    // A dismissal needs no reason; the next case opens at once, and the row says that nobody knows yet.
    await page.keyboard.press("d");
    await page.getByRole("dialog", { name: "Dismiss c3" }).getByLabel("Reason (optional)").waitFor();
    await page.keyboard.press("Enter");
    await openCase(page, "c2").waitFor();
    await caseRow(page, "c3").getByText("Sending: Dismiss").waitFor();
    const [dismissal] = moves(core.events);
    expect(dismissal).toMatchObject({
      case: "c3",
      move: "dismiss",
      by: { name: "Mina", roles: ["moderator"] },
    });
    const mina = dismissal?.by ?? jonas;
    desk.change("c3", {
      state: "decided",
      tab: "settled",
      decision: { move: "dismiss", by: mina, at: "2026-11-20T01:00:00Z" },
    });
    await adapter.moderation?.answer(dismissal?.id ?? "", { type: "done", move: "dismiss", case: "c3" });
    await expect.poll(() => rowsOf(page)).toEqual(["c2", "c1"]);

    // What the author will read is asked for, and may stay empty; Esc takes it all back.
    await page.keyboard.press("x");
    const dialog = page.getByRole("dialog", { name: "Delete c2" });
    await dialog.getByLabel("Reason (optional)").waitFor();
    expect(await dialog.getByRole("button", { name: "Delete" }).isEnabled()).toBe(true);
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("u");
    await page.getByLabel("Reason").fill("We are kind here.");
    await page.keyboard.press("Enter");
    await expect.poll(() => moves(core.events).length).toBe(2);
    expect(moves(core.events)[1]).toMatchObject({ case: "c2", move: "uphold", reason: "We are kind here." });

    // Somebody was first: it says who.
    await adapter.moderation?.answer(moves(core.events)[1]?.id ?? "", {
      type: "refused",
      why: "decided",
      by: minjun,
    });
    await caseRow(page, "c2").getByText("Minjun decided it meanwhile.").waitFor();
    await page.getByRole("status").getByText("c2: Minjun decided it meanwhile.").waitFor();

    // What others do is seen at once; what cannot be done is not offered.
    desk.change("c1", { claim: { by: minjun, until: "2099-01-01T00:00:00Z" }, moves: ["uphold"] });
    await openCase(page, "c1")
      .getByText(/Minjun is looking at it until/)
      .waitFor();
    await caseRow(page, "c1").getByText("Minjun is looking at it").waitFor();
    expect(await page.getByRole("toolbar", { name: "What to do with it" }).getByRole("button").count()).toBe(
      1,
    );
    await page.keyboard.press("z");
    expect(await page.getByRole("dialog").count()).toBe(0);
    desk.put(reviewCase(4, message(4, jonas, "the newest")));
    await caseRow(page, "c4").waitFor();
    await page.getByRole("link", { name: /Review 3 cases wait/ }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys for reviewing" }).waitFor();
  });

  it("asks about the sample without saying what the guard thought, and shows the report as charts and tables", async () => {
    const desk = createScriptedDesk();
    const [first, second] = [message(1, jonas, "good morning"), message(2, jonas, "see you")];
    for (const drawn of [first, second])
      desk.sample({ message: drawn, guard: 0.07, at: "2026-11-20T00:00:00Z" });
    const { core, adapter } = await stage.openHall(undefined, { desk });
    await adapter.moderation?.post("day", { en: "**Four** cases yesterday", ko: "어제 사건 네 개" });
    const { page } = await stage.opener.open(adapter.reviewAddress ?? "");
    await enter(page, "Mina");
    await page.getByRole("heading", { name: "Nothing waits" }).waitFor();
    await page.keyboard.press("4");
    await page.getByText("2 left").waitFor();
    expect(await page.locator("main").textContent()).not.toMatch(/7\s?%/);
    await page.keyboard.press("h");
    await page.getByText("You said: harmful.").waitFor();
    await page.getByText("The guard said: 7% likely to be harmful.").waitFor();
    expect(core.events).toMatchObject([{ type: "label", message: first.id, label: "harmful" }]);
    await page.getByText("1 left").waitFor();

    // A case whose words are no longer kept is still a case.
    const nameless = { id: "web:p90", name: "", kind: "person" } as const;
    const place = { id: "web:general", name: "", kind: "channel" } as const;
    desk.put(
      reviewCase(5, message(5, nameless, "", { place }), { state: "final", tab: "settled", hasText: false }),
    );
    await page.keyboard.press("3");
    await openCase(page, "c5").getByText("The words are no longer kept").waitFor();
    await page.getByRole("option", { name: "Case c5, Abuse, by p90" }).waitFor();

    await page.getByRole("tab", { name: "Report" }).click();
    await page.getByText("95 % certain: 0.26% to 1.3%").waitFor();
    await page.getByRole("img", { name: /Columns for each day: \d+ cases in all/ }).waitFor();
    await page.getByRole("img", { name: "Hate: 18 upheld, 9 dismissed, 3 undecided" }).waitFor();
    await page.getByText("As a table").nth(1).click();
    await page.getByRole("rowheader", { name: "Hate" }).waitFor();
    await page.locator(".report-posts strong", { hasText: "Four" }).waitFor();
  });

  it("shows nothing of a case to who is no moderator, and takes the key at the door", async () => {
    const desk = createScriptedDesk();
    desk.put(reviewCase(1, message(1, jonas, TEXT)));
    const { address, adapter } = await stage.openHall(undefined, { desk });
    const { page, complaints } = await stage.opener.open(`${address}/#/review/c1`);
    await enter(page, "Ann");
    await page.getByRole("heading", { name: "For moderators" }).waitFor();
    expect(await page.getByRole("link", { name: "Review" }).count()).toBe(0);
    await page.getByLabel("Review key").fill("guessed");
    await page.keyboard.press("Enter");
    await page.getByText("This is not the review key.").waitFor();
    expect(complaints.splice(0).every((complaint) => /status of 403/.test(complaint))).toBe(true);
    await page.getByLabel("Review key").fill(adapter.reviewAddress ?? "");
    await page.keyboard.press("Enter");
    await openCase(page, "c1").waitFor();
  });

  it("runs nothing that stands in any field of a case", async () => {
    const desk = createScriptedDesk();
    const bad = XSS_CORPUS.join("\n");
    const villain = { id: "discord:x", name: bad, kind: "person" } as const;
    const spoil = <Value>(value: Value): Value =>
      JSON.parse(JSON.stringify(value), (key, each) =>
        typeof each === "string" && !FIXED.has(key) && !/^\d+$/.test(key) ? bad : each,
      );
    const full: ReviewCase = reviewCase(1, message(1, villain, bad, { threadTitle: bad, fileNames: [bad] }), {
      state: "appealed",
      twoPersons: true,
      context: [message(2, villain, bad)],
      reports: [{ by: "web:p1", words: bad, at: "2026-11-20T00:00:00Z" }],
      claim: { by: villain, until: "2026-11-20T00:00:00Z" },
      proposal: { move: "warn", by: villain, seconded: villain, reason: bad, at: "2026-11-20T00:00:00Z" },
      escalated: { by: villain, reason: bad },
      decision: { move: "delete", by: villain, seconded: villain, reason: bad, at: "2026-11-20T00:00:00Z" },
      appeal: { words: bad, at: "2026-11-20T00:00:00Z", outcome: "confirmed", by: villain },
      edited: { text: bad, at: "2026-11-20T00:00:00Z" },
      done: [{ step: "remove", at: "2026-11-20T00:00:00Z", outcome: "failed", why: "gone" }],
    });
    for (const [index, part] of (["text", "author-name", "thread-title", "file-name"] as const).entries()) {
      const { findings, ...rest } = spoil(full);
      const weighed = { text: bad, start: 0, end: bad.length, weight: 1 };
      const router = { score: 0.5, threshold: 0.5, labels: [bad], evidence: [weighed] };
      const guard =
        part === "text" ? { unavailable: bad } : { probability: 0.5, categories: [], codes: [bad] };
      desk.put({
        ...rest,
        id: `c${index + 1}`,
        findings: { ...findings, part, router, guard, rules: [bad] },
      });
    }
    desk.sample({ message: full.message, at: "2026-11-20T00:00:00Z" });
    const { adapter } = await stage.openHall(undefined, { desk });
    const { page, alarms } = await stage.opener.open(adapter.reviewAddress ?? "");
    await enter(page, '<img src=x onerror="__canary(1)">');
    for (const id of ["c4", "c3", "c2", "c1"]) {
      await openCase(page, id).waitFor();
      await page.keyboard.press("Space");
      await page.locator(".judged .raw-text").first().waitFor();
      expect(await strangeIn(page)).toEqual([]);
      await page.keyboard.press("o");
      await page.keyboard.press("j");
    }
    await page.keyboard.press("4");
    await page.keyboard.press("Space");
    await page.locator(".sample-card .raw-text").waitFor();
    expect(await strangeIn(page)).toEqual([]);
    expect(page.context().pages()).toHaveLength(1);
    expect(alarms).toEqual([]);
  });

  it("shows how a message reads since beside what was judged, and offers an appeal to others than who decided", async () => {
    const desk = createScriptedDesk();
    const at = "2026-11-20T00:00:00Z";
    const appealed = (number: number, decider: PersonId) =>
      reviewCase(number, message(number, jonas, TEXT), {
        state: "appealed",
        decision: { move: "warn", by: { ...minjun, id: decider }, at },
        appeal: { words: "please", at },
        deciders: [decider],
        moves: ["uphold", "dismiss", "claim"],
        edited: { text: "I am sorry", at },
        gone: true,
      });
    desk.put(appealed(1, "web:p1"));
    desk.put(appealed(2, "discord:9"));
    const { adapter } = await stage.openHall(undefined, { desk });
    const { page } = await stage.opener.open(adapter.reviewAddress ?? "");
    await enter(page, "Mina");
    await caseRow(page, "c2").click();
    await openCase(page, "c2").waitFor();
    await page.keyboard.press("Space");
    const sides = page.locator(".judged-side");
    await sides.nth(1).getByText("I am sorry").waitFor();
    expect(await sides.nth(0).innerText()).toContain("As it was judged");
    expect(await sides.nth(0).locator(".raw-text").innerText()).toBe("only a total clown would merge th·is");
    const [left, right] = await Promise.all([sides.nth(0).boundingBox(), sides.nth(1).boundingBox()]);
    expect(right!.x).toBeGreaterThan(left!.x);
    await page.getByText("Its author deleted the message").waitFor();
    const buttons = () => page.locator(".move-bar-buttons button").allInnerTexts();
    expect((await buttons()).join()).toMatch(/Confirm.*Overturn/s);
    await caseRow(page, "c1").click();
    await openCase(page, "c1").waitFor();
    await page.getByText("Another moderator than").waitFor();
    expect((await buttons()).join()).not.toMatch(/Confirm|Overturn/);
    await page.keyboard.press("u");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  it.each(["light", "dark"] as const)(
    "can be read and used by everybody, also on a narrow screen (%s)",
    async (colorScheme) => {
      const desk = createScriptedDesk();
      desk.put(
        reviewCase(1, message(1, jonas, TEXT), {
          state: "appealed",
          mode: "shadow",
          sources: ["report"],
          context: [message(2, minjun, "before")],
          reports: [{ by: minjun.id, words: "see here", at: "2026-11-20T00:00:00Z" }],
          claim: { by: minjun, until: "2099-01-01T00:00:00Z" },
          decision: { move: "delete", by: minjun, reason: "no", at: "2026-11-20T00:00:00Z" },
          appeal: { words: "please", at: "2026-11-20T00:00:00Z" },
          deciders: [minjun.id],
          edited: { text: "I am sorry", at: "2026-11-20T00:00:00Z" },
          gone: true,
          done: [{ step: "timeout", at: "2026-11-20T00:00:00Z", outcome: "failed", why: "unreachable" }],
        }),
      );
      desk.sample({ message: message(3, jonas, "fine"), at: "2026-11-20T00:00:00Z" });
      const { adapter } = await stage.openHall(undefined, { desk });
      const context = await stage.opener.context({ colorScheme, reducedMotion: "reduce" });
      const { page } = await stage.opener.open(adapter.reviewAddress ?? "", context);
      await enter(page, "Mina");
      await openCase(page, "c1").waitFor();
      await page.getByText("failed: the platform, or the author, could not be reached").waitFor();
      expect(await flawsOf(page)).toEqual([]);
      await page.keyboard.press("Space");
      await page.locator(".judged .raw-text").first().waitFor();
      expect(await flawsOf(page)).toEqual([]);
      await page.keyboard.press("e");
      await page.getByRole("dialog").waitFor();
      expect(await flawsOf(page)).toEqual([]);
      await page.keyboard.press("Escape");

      await page.setViewportSize({ width: 360, height: 740 });
      const width = () => page.evaluate("document.documentElement.scrollWidth");
      for (const tab of ["Sample", "Report", "Waiting"]) {
        await page.getByRole("tab", { name: tab }).click();
        await page
          .locator({ Sample: ".sample-card", Report: ".columns", Waiting: ".case-row" }[tab] ?? "")
          .waitFor();
        expect(await flawsOf(page)).toEqual([]);
        expect(await width()).toBe(360);
      }
      expect(await openCase(page, "c1").isVisible()).toBe(false);
      await caseRow(page, "c1").click();
      await openCase(page, "c1").waitFor();
      expect(await caseRow(page, "c1").isVisible()).toBe(false);
      expect(await width()).toBe(360);
      await page.getByRole("button", { name: "Back to the list" }).click();
      await caseRow(page, "c1").waitFor();
    },
  );
}

/** Fields of a case that are no free text: their values come from lists, or are times and numbers of cases. */
const FIXED = new Set(
  "id state mode tab sources kind at sentAt openedAt changedAt until move outcome step why part language type".split(
    " ",
  ),
);

/** Elements that a message might have smuggled in. */
const strangeIn = (page: Page) =>
  page.evaluate(`[...document.querySelectorAll("main *")].filter((each) =>
    /^(?:script|img|iframe|math|style|link|base|object|embed)$/i.test(each.tagName) ||
    [...each.attributes].some(({ name }) => name.startsWith("on") || name === "style" || name === "srcdoc") ||
    each instanceof HTMLAnchorElement
  ).map((each) => each.outerHTML)`);
