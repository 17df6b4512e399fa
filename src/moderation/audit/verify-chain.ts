import { type AuditHead, type AuditLink, hashOf, nothingBefore } from "./link.ts";

/** What is wrong with the first line that does not fit. */
export type ChainFault =
  /** It, or the line before it, does not say any more what it said when it was written. */
  | "changed"
  /** It is not there, and later ones are. */
  | "missing"
  /** It stands elsewhere, or twice. */
  | "reordered"
  /** It and all after it are not there. */
  | "cut-off"
  /** It is no line of an audit log. */
  | "unreadable";

/** Whether a log is whole. `entries`: how many lines fit, from the first one on. */
export type Verification =
  | { readonly whole: true; readonly entries: number; readonly head: AuditHead }
  | { readonly whole: false; readonly entries: number; readonly seq: number; readonly fault: ChainFault };

/**
 * Reads a log line by line, in bounded memory, and says whether it is what was written, or which line is the first that does not fit.
 * `undefined` stands for a line that cannot be read. @param noted the newest line as noted elsewhere, if it was: only
 * that can tell that lines are missing at the end, or that all of them from some point on were written anew
 */
export async function verifyChain(
  lines: AsyncIterable<unknown>,
  noted?: AuditHead | undefined,
): Promise<Verification> {
  let head = nothingBefore;
  const broken = (fault: ChainFault): Verification => ({
    whole: false,
    entries: head.seq,
    seq: head.seq + 1,
    fault,
  });
  /** Set when a line was found where another was expected: the rest is read to see whether that one comes later. */
  let isMisplaced = false;
  for await (const line of lines) {
    const isLine = isLink(line);
    if (isMisplaced) {
      if (isLine && line.seq === head.seq + 1) return broken("reordered");
      continue;
    }
    if (!isLine) return broken("unreadable");
    if (line.seq <= head.seq) return broken("reordered");
    if (line.seq !== head.seq + 1) {
      isMisplaced = true;
      continue;
    }
    const isAsNoted = noted?.seq !== line.seq || noted.hash === line.hash;
    if (line.prev !== head.hash || line.hash !== hashOf(line) || !isAsNoted) return broken("changed");
    head = { seq: line.seq, hash: line.hash };
  }
  if (isMisplaced) return broken("missing");
  if (noted && noted.seq > head.seq) return broken("cut-off");
  return { whole: true, entries: head.seq, head };
}

function isLink(line: unknown): line is AuditLink {
  if (typeof line !== "object" || line === null) return false;
  const { seq, prev, hash, entry } = line as Partial<Record<keyof AuditLink, unknown>>;
  return (
    typeof seq === "number" &&
    typeof prev === "string" &&
    typeof hash === "string" &&
    typeof entry === "object" &&
    entry !== null &&
    Object.keys(line).length === 4
  );
}
