import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CaseMove } from "../../../src/core/types.ts";
import type { AuditEntry } from "../../../src/moderation/audit/index.ts";
import type { CaseRecord } from "../../../src/moderation/cases/case-record.ts";
import { fold } from "../../../src/moderation/cases/fold.ts";
import { author, begin, message, mona, nils, opening, person, rita } from "./setup.ts";

const people = [author, mona, nils, rita, person("yuna")];
const moves: readonly CaseMove[] = [
  "claim",
  "release",
  "uphold",
  "dismiss",
  "warn",
  "delete",
  "timeout",
  "escalate",
  "undo",
];
const deciding = ["uphold", "dismiss", "warn", "delete", "timeout"];

const by = fc.constantFrom(...people);
const happening = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant("move" as const), move: fc.constantFrom(...moves), by }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("appeal" as const), by }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("report" as const), by }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("edit" as const), text: fc.constantFrom("a", "b") }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("mild edit" as const), text: fc.constantFrom("a", "c") }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("gone" as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant("wait" as const), minutes: fc.integer({ min: 1, max: 30 }) }),
  },
);

const given = fc.record({
  twoPersons: fc.boolean(),
  mode: fc.constantFrom("active" as const, "shadow" as const),
  proposed: fc.subarray(["log", "note", "queue", "remove", "timeout"] as const, { minLength: 1 }),
});

/** What must hold of any log: who may decide, that nobody decides twice, and that nothing is done without a decision or the policy. */
function checkLog(entries: readonly AuditEntry[]): void {
  let decided = false;
  let proposal: { readonly move: string; readonly by: string } | undefined;
  let state = "open";
  let active = false;
  let authority = false;
  for (const entry of entries) {
    if (!("case" in entry)) continue;
    switch (entry.type) {
      case "opened":
      case "judged-again":
        active ||= entry.mode === "active";
        if (entry.type === "opened")
          [decided, proposal, state, authority] = [false, undefined, "open", false];
        break;
      case "moved":
        expect(entry.by).not.toBe(author.id);
        if (deciding.includes(entry.move)) {
          expect(decided && state !== "appealed", "decided twice").toBe(false);
          if (entry.state === "seconding") proposal = entry;
          else {
            if (proposal?.move === entry.move) expect(entry.by).not.toBe(proposal.by);
            proposal = undefined;
            decided = true;
            authority = true;
          }
        }
        if (entry.move === "undo") {
          decided = entry.state === "appealed";
          proposal = undefined;
          authority = true;
        }
        state = entry.state;
        break;
      case "appealed":
        if (decided) state = "appealed";
        break;
      case "acted":
        expect(active || authority, "an action by nobody").toBe(true);
        if (entry.by === "policy") expect(active).toBe(true);
        break;
    }
  }
}

test("whatever anybody does in whatever order, the log, the case and the platform agree", async () => {
  await fc.assert(
    fc.asyncProperty(given, fc.array(happening, { maxLength: 25 }), async (terms, happenings) => {
      const maru = await begin();
      const { cases, store, audit, actions, clock, entries } = maru;
      await cases.open(opening(terms));
      for (const [at, one] of happenings.entries()) {
        const id = `fake:${at}`;
        if (one.type === "move") await cases.take({ ...one, id, case: "c1" });
        else if (one.type === "appeal") await cases.take({ ...one, id, case: "c1", words: "no" });
        else if (one.type === "report") await cases.take({ ...one, id, message: message() });
        else if (one.type === "edit")
          await cases.open(opening({ ...terms, message: message({ text: one.text }) }));
        else if (one.type === "mild edit") await cases.edited(message({ text: one.text }));
        else if (one.type === "gone") await cases.gone("fake:general/1");
        else clock.now += one.minutes * 60_000;
      }
      await cases.stop();

      const log = await entries();
      expect(await audit.verify()).toMatchObject({ whole: true });
      const records = await Array.fromAsync(
        store.records<CaseRecord>("moderation/cases").iterator!(undefined) as AsyncIterable<
          [string, CaseRecord]
        >,
        ([, record]) => record,
      );
      for (const record of records) {
        const own = log.filter((entry) => "case" in entry && entry.case === record.id);
        checkLog(own);
        // The case is what its entries come to.
        let folded: CaseRecord | undefined;
        for await (const entry of audit.scan({ case: record.id })) folded = fold(folded, entry, record.terms);
        expect(JSON.parse(JSON.stringify(folded))).toEqual(record);
        expect(record.due).toEqual([]);
      }
      // The newest case says what people see.
      const newest = records.find(({ id }) => id === `c${records.length}`)!;
      const holds = (step: string) =>
        newest.done.some((action) => action.step === step && action.outcome === "done" && !action.undone);
      if (records.length === 1) {
        expect(actions.removed.size > 0).toBe(holds("remove"));
        expect(actions.timeouts.size > 0).toBe(holds("timeout"));
      }
      expect(actions.violations).toEqual([]);
      await store.close();
    }),
    { numRuns: 300 },
  );
});
