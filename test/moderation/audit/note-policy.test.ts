import { expect, onTestFinished, test } from "vitest";
import { notePolicy, openAudit } from "../../../src/moderation/audit/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { silentLog } from "../../store/silent-log.ts";

const policy = (name: string) => ({ version: name, digest: `digest of ${name}` });

test("the log says from when on a policy counts, once for each time that another one begins to", async () => {
  let now = Date.UTC(2026, 0, 1);
  const clock = { now: () => now };
  const store = await openStore("memory:", { dataFolder: "/nowhere", ...clock, log: silentLog });
  onTestFinished(() => store.close());
  const audit = openAudit({ store, ...clock });
  for (const name of ["old", "old", "new", "old"]) {
    now += 1000;
    await notePolicy(policy(name), { store, audit, ...clock });
  }
  const entries = await Array.fromAsync(audit.scan(), ({ entry }) => entry);
  const noted = (name: string, second: number) => ({
    type: "policy",
    ...policy(name),
    at: `2026-01-01T00:00:0${second}.000Z`,
  });
  expect(entries).toEqual([noted("old", 1), noted("new", 3), noted("old", 4)]);
});
