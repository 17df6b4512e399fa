/** The audit log: append-only, chained by hashes, and without a word that people wrote. */
export { type Audit, type NewEntry, type NumberedEntry, openAudit } from "./audit.ts";
export type { AuditEntry, RecordedFindings } from "./entry.ts";
export { notePolicy } from "./note-policy.ts";
export { type ChainFault, type Verification, verifyChain } from "./verify-chain.ts";
export { messageDigest, wordsDigest } from "./words-digest.ts";
