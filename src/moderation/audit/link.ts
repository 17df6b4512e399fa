import { createHash } from "node:crypto";
import { canonicalJson } from "../../text/canonical-json.ts";
import type { AuditEntry } from "./entry.ts";

/** One line of the audit log, as it is stored and exported: an entry, chained to the one before it. */
export interface AuditLink {
  /** 1, 2, 3 … */
  readonly seq: number;
  /** The `hash` of the line before; of the first line: 64 zeros. */
  readonly prev: string;
  readonly entry: AuditEntry;
  /** SHA-256 of the canonical JSON of `{seq, prev, entry}` in UTF-8, in 64 small hex digits. */
  readonly hash: string;
}

/** The newest line, in short. */
export type AuditHead = Pick<AuditLink, "seq" | "hash">;

/** What the first line is chained to. */
export const nothingBefore: AuditHead = { seq: 0, hash: "0".repeat(64) };

export const hashOf = ({ seq, prev, entry }: Omit<AuditLink, "hash">): string =>
  createHash("sha256").update(canonicalJson({ seq, prev, entry })).digest("hex");

/** Chains an entry to the head of the log. */
export function linkTo(head: AuditHead, entry: AuditEntry): AuditLink {
  const unsigned = { seq: head.seq + 1, prev: head.hash, entry };
  return { ...unsigned, hash: hashOf(unsigned) };
}
