import type { Finding } from "../../core/ports/chat-adapter.ts";

/** The first that runs TypeScript and SQLite without a flag or a warning. */
const MIN_MAJOR = 24;

/** `version` is `process.versions.node`. */
export function checkNode(version: string): Finding {
  const check = "node";
  if (Number.parseInt(version, 10) >= MIN_MAJOR) return { check, level: "ok", detail: `Node ${version}.` };
  return {
    check,
    level: "fail",
    detail: `Node ${version} is too old; Maru runs on Node ${MIN_MAJOR} or newer.`,
    remedy: "Type npm ci, which brings the right Node along, and start with npm start or npm run maru.",
  };
}
