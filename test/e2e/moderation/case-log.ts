import { expect, vi } from "vitest";
import type { CaseId } from "../../../src/core/types.ts";
import { type AuditEntry, openAudit } from "../../../src/moderation/audit/index.ts";
import { openStore } from "../../../src/store/index.ts";
import { silentLog } from "../../store/silent-log.ts";

/** What the audit log of a running Maru says, read beside it from the store's file. */
export interface CaseLog {
  /**
   * Waits until the log says exactly this of a case, one line for each entry, and nothing is left to do for it; and the log is
   * whole.
   */
  until(id: CaseId, lines: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** @param nameOf whose id it is */
export async function openCaseLog(dataFolder: string, nameOf: (person: string) => string): Promise<CaseLog> {
  const parts = { dataFolder, now: Date.now, log: silentLog };
  const store = await openStore("sqlite:maru.db", { ...parts, readOnly: true });
  const audit = openAudit({ store, now: Date.now });

  async function linesOf(id: CaseId): Promise<readonly string[]> {
    const lines: string[] = [];
    for await (const { entry } of audit.scan({ case: id })) lines.push(lineOf(entry, nameOf));
    return lines;
  }

  return {
    async until(id, lines) {
      await vi.waitFor(async () => expect(await linesOf(id)).toEqual(lines), {
        timeout: 20_000,
        interval: 20,
      });
      await vi.waitFor(
        async () => expect(await store.records("moderation/case-todo").get(id)).toBeUndefined(),
        { timeout: 20_000, interval: 20 },
      );
      expect(await audit.verify()).toMatchObject({ whole: true });
    },
    close: () => store.close(),
  };
}

function lineOf(entry: AuditEntry, nameOf: (person: string) => string): string {
  switch (entry.type) {
    case "opened":
    case "judged-again":
      return `${entry.type} ${entry.mode} ${entry.sources.join("+")}: ${entry.proposed.join(", ")}`;
    case "reported":
    case "appealed":
      return `${entry.type} by ${nameOf(entry.by)}`;
    case "moved":
      return `${entry.move} by ${nameOf(entry.by)}: ${entry.state}`;
    case "acted":
      return `${entry.step} ${entry.outcome}${entry.why ? ` ${entry.why}` : ""}`;
    case "told":
      return `told ${entry.what}${entry.reached ? "" : " in vain"}`;
    case "gone":
    case "edited":
      return entry.type;
    case "sampled":
    case "labelled":
    case "policy":
      return entry.type;
    default:
      return entry satisfies never;
  }
}
