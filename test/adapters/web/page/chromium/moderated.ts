import { expect, it } from "vitest";
import type { Message } from "../../../../../src/core/types.ts";
import { createScriptedDesk } from "../../scripted-desk.ts";
import { enter } from "../open-page.ts";
import { composer, row, type Stage } from "./stage.ts";

/** What members see of moderation. */
export function moderated(stage: Stage): void {
  it("lets a member report a message, tells its author what was done and why, and takes an appeal", async () => {
    const { address, core, adapter } = await stage.openHall(undefined, { desk: createScriptedDesk() });
    const actions = adapter.moderation!;
    const [{ page: ann }, { page: bob }] = await Promise.all([
      stage.opener.open(address),
      stage.opener.open(address),
    ]);
    await enter(ann, "Ann");
    await enter(bob, "Bob");
    await composer(ann).fill("something rude");
    await composer(ann).press("Enter");
    await row(ann, "something rude").hover();
    await row(ann, "something rude").getByRole("button", { name: "Delete" }).waitFor();
    expect(await ann.getByRole("button", { name: "Report" }).count()).toBe(0);

    await row(bob, "something rude").hover();
    await row(bob, "something rude").getByRole("button", { name: "Report" }).click();
    await bob.getByLabel("What is wrong with it? (optional)").fill("It hurts.");
    await bob.getByRole("dialog").getByRole("button", { name: "Report" }).click();
    await bob.getByText("Thank you. Moderators will look at it.").waitFor();
    expect(core.events.at(-1)).toMatchObject({ type: "report", words: "It hurts.", by: { name: "Bob" } });
    await actions.answer(core.events.at(-1)!.id, { type: "refused", why: "too-many-reports" });
    await bob.getByText("You have reported a lot within this hour.").waitFor();

    const said = (core.events[0] as { message: Message }).message;
    const until = new Date(Date.now() + 600_000).toISOString();
    await actions.remove(said);
    await actions.timeout(said, Date.parse(until));
    await actions.tell({
      case: "c1",
      message: said,
      kind: { type: "acted", done: ["remove", "timeout"], until },
      reason: "We are kind here.",
      categories: [],
      mayAppeal: true,
    });
    await bob.getByRole("article", { name: "A message was removed by moderators." }).waitFor();
    // Not even what a screen reader was told of it is left.
    await expect.poll(() => bob.getByText("something rude").count()).toBe(0);
    const board = ann.getByRole("region", { name: "From the moderators" });
    await board.getByText("Your message in #general was removed.").waitFor();
    await board.getByText("Reason: We are kind here.").waitFor();
    await board.getByText("something rude").waitFor();
    await ann.getByText(/Moderators have paused your writing until/).waitFor();
    await composer(ann).fill("and another thing");
    expect(await ann.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);

    // It is there after a reload, and so is what one wanted to say.
    await ann.reload();
    await board.getByRole("button", { name: "Appeal" }).click();
    await ann.getByLabel("Why should it be decided otherwise?").fill("It was a joke.");
    await ann.getByRole("button", { name: "Send the appeal" }).click();
    await ann.getByText("Your appeal was sent.").waitFor();
    const appeal = core.events.at(-1);
    expect(appeal).toMatchObject({
      type: "appeal",
      case: "c1",
      words: "It was a joke.",
      by: { name: "Ann" },
    });
    expect(await board.getByRole("button", { name: "Appeal" }).count()).toBe(0);
    await actions.answer(appeal?.id ?? "", { type: "refused", why: "appealed-before" });
    await ann.getByText("It was appealed before.").waitFor();
    await actions.tell({
      case: "c1",
      message: said,
      kind: { type: "appeal-overturned" },
      categories: [],
      mayAppeal: false,
    });
    await board.getByText(/you were right/).waitFor();
    await actions.restore(said);
    await actions.endTimeout(said);
    await row(bob, "something rude").waitFor();
    await ann.getByText(/paused your writing/).waitFor({ state: "detached" });
    await ann.getByRole("button", { name: "Send" }).click();
    await row(bob, "and another thing").waitFor();

    // The last word of it takes the earlier ones along.
    expect(await board.getByText("Reason: We are kind here.").count()).toBe(0);
    await board.getByRole("button", { name: "Put away" }).click();
    await board.waitFor({ state: "detached" });
    const token = await ann.evaluate("sessionStorage.getItem('maru.token')");
    const left = await fetch(`${address}/api/notices`, { headers: { authorization: `Bearer ${token}` } });
    expect(await left.json()).toEqual({ notices: [] });

    // Where nobody wrote a reason, what was found is one.
    await actions.tell({
      case: "c2",
      message: said,
      kind: { type: "warned" },
      categories: ["abuse", "sexual"],
      mayAppeal: true,
    });
    await board.getByText("Reason: words that hurt somebody, sexual content").waitFor();
  });
}
