import { expect, vi } from "vitest";
import type { CaseId } from "../../../src/core/types.ts";
import { openCaseLog } from "./case-log.ts";
import { HARMLESS, type House, IDIOT, VERMIN } from "./house.ts";
import type { Death } from "./mortal-maru.ts";
import type { Letter, Name, PlaceName, Posted, Team } from "./team.ts";

const after = (call: Death["call"]): Death => ({ call, when: "after" });
const before = (call: Death["call"]): Death => ({ call, when: "before" });

const soon = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

/**
 * All that can happen to a message of a team, from shadow mode to the end of an appeal. After each step the audit log must say exactly
 * what happened, each thing once, and be whole; so must what people see.
 *
 * @param dying whether Maru is killed, and started again, in the middle of each step, or only of some: the first card, a deletion, letters, a copy
 */
export async function tellStory(house: House, team: Team, dying: "all" | "few"): Promise<void> {
  const { maru } = house;
  const { desk } = team;
  const log = await openCaseLog(house.dataFolder, team.nameOf);
  const lines = new Map<CaseId, string[]>();
  const letters: Record<"Hana" | "Ravi", Letter[]> = { Hana: [], Ravi: [] };

  /** Does something, and Maru dies meanwhile; there again, it has to go on where it was. */
  async function step<Result>(
    deaths: { readonly all: readonly Death[]; readonly few?: readonly Death[] },
    act: () => Promise<Result>,
  ): Promise<Result> {
    const due = deaths[dying] ?? [];
    if (due.length === 0) return act();
    await maru.dieAt(due);
    const acting = act();
    acting.catch(() => {}); // whoever awaits it sees the error
    await maru.reborn();
    return acting;
  }

  /** The log of the case says this too, now and in the end. */
  async function logged(id: CaseId, ...more: readonly string[]): Promise<void> {
    const all = [...(lines.get(id) ?? []), ...more];
    lines.set(id, all);
    await log.until(id, all);
  }

  async function told(name: "Hana" | "Ravi", kind: Letter["kind"], mayAppeal = false): Promise<void> {
    letters[name].push({ kind, mayAppeal });
    await soon(async () => expect(await team.letters(name)).toEqual(letters[name]));
  }

  const shown = (posted: Posted, times: number, place: PlaceName = "general") =>
    soon(async () => expect(await team.timesShown(posted.text, place)).toBe(times));
  const stands = (id: CaseId, state: string) =>
    soon(async () => expect((await desk.find(id)).state).toBe(state));

  /** Whoever moves while Maru dies may miss the answer; others hear it. */
  async function moved(...given: Parameters<Team["move"]>): Promise<void> {
    expect(await (await team.move(...given))()).toBe("done");
  }
  const refused = async (why: string, ...given: Parameters<Team["move"]>) =>
    expect(await (await team.move(...given))()).toBe(why);

  /** After a start, the guard has to be loaded again. */
  const guarded = () => soon(async () => expect(await desk.guard()).toBe("ready"));
  /** What is taken up at a start is not kept until the guard is there: people are asked, and nothing is done to anybody. */
  const early = "router: log, queue";
  const doubtful = "router+guard: log, queue";
  const clear = "router+guard: log, queue, remove";
  let written = 0;
  /** The same words would be taken for those of another message. */
  const words = (text: string) => `${text} (${++written})`;
  async function say(by: Name, place: PlaceName, text: string): Promise<Posted> {
    await guarded();
    return team.say(by, place, words(text));
  }

  // Shadow: a case is kept, and nothing is done.
  const shadowed = await step({ all: [after("message")] }, () => say("Hana", "general", VERMIN));
  await logged("c1", `opened shadow ${dying === "all" ? early : clear}`);
  await shown(shadowed, 1);
  expect(await desk.list("shadow")).toEqual(["c1"]);
  expect(await desk.list("waiting")).toEqual([]);
  expect(await team.letters("Hana")).toEqual([]);
  expect(await team.cards("c1")).toBe(0);

  await house.activate();
  expect(await team.letters("Hana")).toEqual([]);
  await logged("c1");

  // What the policy does by itself: the message is removed, its author told, and people look.
  const removed = await step(
    {
      all: [before("remove"), after("tell")],
      few: [after("remove"), after("tell"), after("showCard")],
    },
    () => say("Hana", "general", VERMIN),
  );
  await logged("c2", `opened active ${clear}`, "remove done", "told acted");
  await shown(removed, 0);
  await told("Hana", "acted", true);
  expect(await desk.list("waiting")).toEqual(["c2"]);
  await moved("Mia", "c2", "claim");
  await logged("c2", "claim by Mia: open");
  await refused("claimed", "Noah", "c2", "uphold");
  await step({ all: [after("move")] }, () => team.move("Mia", "c2", "uphold", "No threats here."));
  await logged("c2", "uphold by Mia: decided");

  // The author appeals; somebody else decides, and all is undone.
  await step({ all: [after("appeal")] }, () => team.appeal("Hana", "c2", "It was a quotation."));
  await logged("c2", "appealed by Hana", "told appeal-received");
  await told("Hana", "appeal-received");
  expect((await desk.find("c2")).appeal).toMatchObject({ words: "It was a quotation." });
  await refused("own-decision", "Mia", "c2", "dismiss");
  await step({ all: [after("move"), after("restore")], few: [after("restore")] }, () =>
    team.move("Noah", "c2", "dismiss"),
  );
  await logged("c2", "dismiss by Noah: final", "remove undone", "told appeal-overturned");
  await told("Hana", "appeal-overturned");
  await shown(removed, 1);

  // People decide: a warning …
  const warned = await say("Hana", "general", IDIOT);
  await logged("c3", `opened active ${doubtful}`);
  await shown(warned, 1);
  await step({ all: [after("tell")] }, () => team.move("Mia", "c3", "warn", "Be kind."));
  await logged("c3", "warn by Mia: decided", "note done");
  await told("Hana", "warned", true);
  await shown(warned, 1);

  // … a timeout, taken back on the review page …
  await say("Ravi", "general", IDIOT);
  await logged("c4", `opened active ${doubtful}`);
  expect((await desk.find("c4")).moves.includes("timeout")).toBe(team.hasTimeouts);
  if (team.hasTimeouts) {
    await step({ all: [after("timeout")] }, () => team.move("Mia", "c4", "timeout"));
    await logged("c4", "timeout by Mia: decided", "timeout done", "told acted");
    await told("Ravi", "acted", true);
    await soon(async () => expect(await team.mayWrite("Ravi")).toBe(false));
    await step({ all: [after("endTimeout")] }, () => desk.move("c4", "undo"));
    await logged("c4", "undo by Clerk: open", "timeout undone", "told undone");
    await told("Ravi", "undone");
    await soon(async () => expect(await team.mayWrite("Ravi")).toBe(true));
  }
  await moved("Mia", "c4", "dismiss");
  await logged("c4", "dismiss by Mia: decided");

  // … and a removal, taken back and done once more.
  const deleted = await say("Hana", "general", IDIOT);
  await logged("c5", `opened active ${doubtful}`);
  await step({ all: [before("tell")], few: [after("tell")] }, () => team.move("Mia", "c5", "delete"));
  await logged("c5", "delete by Mia: decided", "remove done", "told acted");
  await shown(deleted, 0);
  await told("Hana", "acted", true);
  await desk.move("c5", "undo");
  await logged("c5", "undo by Clerk: open", "remove undone", "told undone");
  await shown(deleted, 1);
  await told("Hana", "undone");
  await moved("Mia", "c5", "delete");
  await logged("c5", "delete by Mia: decided", "remove done", "told acted");
  await shown(deleted, 0);
  await told("Hana", "acted", true);

  // Where it takes two.
  const judged = await say("Hana", "jury", IDIOT);
  await logged("c6", `opened active ${doubtful}`);
  await step({ all: [after("move")] }, () => team.move("Mia", "c6", "delete", "Rule 3."));
  await logged("c6", "delete by Mia: seconding");
  await stands("c6", "seconding");
  await refused("same-person", "Mia", "c6", "delete");
  await shown(judged, 1, "jury");
  await step({ all: [after("move")] }, () => team.move("Noah", "c6", "delete"));
  await logged("c6", "delete by Noah: decided", "remove done", "told acted");
  await shown(judged, 0, "jury");
  await told("Hana", "acted", true);

  // A member reports what nobody else found.
  const reported = await say("Hana", "general", HARMLESS);
  await step({ all: [after("report")] }, () => team.report("Ravi", reported, "This is about me."));
  await logged("c7", "opened active report: queue", "reported by Ravi");
  expect((await desk.find("c7")).reports).toMatchObject([{ words: "This is about me." }]);
  await moved("Noah", "c7", "dismiss");
  await logged("c7", "dismiss by Noah: decided");
  await shown(reported, 1);

  // What was harmless is edited, and edited again.
  const edited = await say("Hana", "general", HARMLESS);
  await step({ all: [after("edited")] }, () => team.edit(edited, `${IDIOT} (edited)`));
  await logged("c8", `opened active ${dying === "all" ? early : doubtful}`);
  await guarded();
  await step({ all: [after("remove")] }, () => team.edit(edited, `${VERMIN} (edited)`));
  await logged("c8", `judged-again active ${clear}`, "remove done", "told acted");
  await shown({ ...edited, text: "(edited)" }, 0);
  await told("Hana", "acted", true);

  // An author has second thoughts.
  const regretted = await say("Hana", "general", IDIOT);
  await logged("c9", `opened active ${doubtful}`);
  await step({ all: [after("deleted")] }, () => team.remove(regretted));
  await logged("c9", "gone");
  await stands("c9", "gone");

  // Nothing came twice, and nothing more.
  for (const id of lines.keys()) {
    await logged(id);
    expect(await team.cards(id), id).toBe(team.hasCards && id !== "c1" ? 1 : 0);
  }
  for (const name of ["Hana", "Ravi"] as const) expect(await team.letters(name)).toEqual(letters[name]);
  expect(await desk.list("waiting")).toEqual(["c8"]);
  await log.close();
}
