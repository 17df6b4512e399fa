import { stat } from "node:fs/promises";
import type { Finding } from "../../core/ports/chat-adapter.ts";
import type { Logger } from "../../core/ports/logger.ts";
import { StoreError, type StoreErrorCode } from "../../core/ports/store.ts";
import { openStore } from "../../store/index.ts";

const quiet: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Opens the store as a start would, and writes to it; a store that a running Maru holds is as it should be. */
export async function checkStore(uri: string, dataFolder: string): Promise<Finding> {
  const check = "store";
  const isThere = (await stat(dataFolder).catch(() => undefined))?.isDirectory() === true;
  if (!isThere && uri !== "memory:")
    return { check, level: "ok", detail: `${uri} will be made at the first start.` };
  try {
    const store = await openStore(uri, { dataFolder, now: Date.now, log: quiet });
    try {
      await store.records<boolean>("health").set("probe", true);
    } finally {
      await store.close();
    }
    return { check, level: "ok", detail: `${uri} can be opened and written.` };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    if (error.code === "in-use")
      return { check, level: "ok", detail: `In use, as it is while Maru runs. ${error.message}` };
    // What a store says of its trouble holds what to do about it.
    return { check, level: "fail", detail: `${uri} ${trouble(error.code)}`, remedy: error.message };
  }
}

function trouble(code: Exclude<StoreErrorCode, "in-use">): string {
  switch (code) {
    case "full":
      return "has no room left.";
    case "read-only":
      return "cannot be written.";
    case "unreadable":
      return "cannot be read.";
    case "bad-uri":
    case "missing":
      return "is no store that there is.";
    case "failed":
      return "does not work.";
    default:
      return code satisfies never;
  }
}
