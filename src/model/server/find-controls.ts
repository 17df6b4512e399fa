import { tokenize, tokenPieces } from "./tokens.ts";
import type { Upstream } from "./watch-servers.ts";

/** The control tokens that llama-server reads in a text when it looks for them, as they are written, in order. */
export type FindControls = (text: string, signal: AbortSignal) => Promise<readonly string[]>;

export function createFindControls(upstream: Upstream): FindControls {
  const known = new Map<number, boolean>();

  /** A control token never comes of what it is written as, where control tokens are not looked for. */
  async function isControl(id: number, piece: string, signal: AbortSignal): Promise<boolean> {
    const found = known.get(id);
    if (found !== undefined) return found;
    const plain = await tokenize(upstream, piece, { parseMarks: false }, signal);
    known.set(id, !plain.includes(id));
    return !plain.includes(id);
  }

  return async (text, signal) => {
    const plain = new Set(await tokenize(upstream, text, { parseMarks: false }, signal));
    const controls: string[] = [];
    for (const { id, piece } of await tokenPieces(upstream, text, signal)) {
      if (piece === "" || plain.has(id)) continue;
      if (await isControl(id, piece, signal)) controls.push(piece);
    }
    return controls;
  };
}
