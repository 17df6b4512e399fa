import type { CaseSource, Findings, LadderStep } from "../../core/ports/index.ts";
import type { Message } from "../../core/types.ts";

/** What a case is opened with, or what an open one is brought up to when its message was edited. */
export interface CaseOpening {
  readonly message: Message;
  /** Messages before it, oldest first. */
  readonly context: readonly Message[];
  readonly language: "en" | "ko";
  readonly sources: readonly CaseSource[];
  readonly mode: "shadow" | "active";
  readonly findings: Findings;
  /** What the policy says for it. In active mode `note`, `remove` and `timeout` are carried out at once, by the policy. */
  readonly proposed: readonly LadderStep[];
  readonly policy: string;
  readonly models: readonly string[];
  readonly twoPersons: boolean;
  readonly timeoutMs: number;
  readonly retentionMs: number;
  /** Moderators are not to be pinged. */
  readonly quiet: boolean;
}
