import type { Finding } from "../../core/ports/chat-adapter.ts";
import { OperatorError } from "../../core/ports/operator-error.ts";
import { formatBytes } from "../../text/format-bytes.ts";
import { readRouter } from "../read-router.ts";

const CHECK = "router";

/** Whether moderation's router is there and whole, where the config wants it; `file` is where it lies, if not where it ships. */
export async function checkRouter(wanted: boolean, file?: URL): Promise<Finding> {
  if (!wanted)
    return { check: CHECK, level: "ok", detail: "The config wants none: messages are not scored." };
  try {
    const { header, id, sizeBytes } = await readRouter(file);
    const languages = Object.keys(header.threshold).map((language) => languageNames.of(language));
    const detail = `Messages in ${languages.join(" and ")} are scored by the weights ${id}, ${formatBytes(sizeBytes)}.`;
    return { check: CHECK, level: "ok", detail };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    // What is said of the weights' trouble holds what to do about it.
    return { check: CHECK, level: "fail", detail: "Messages are not scored.", remedy: error.message };
  }
}

const languageNames = new Intl.DisplayNames("en", { type: "language" });
