import { formatFault, type LoadedConfig } from "../../config/index.ts";
import type { Finding } from "../../core/ports/chat-adapter.ts";

/** One finding for each fault; `file` is the path that was read, if there was one. */
export function checkConfig(loaded: LoadedConfig, file: string | undefined): readonly Finding[] {
  const check = "config";
  if (loaded.ok) {
    return [
      {
        check,
        level: "ok",
        detail: file === undefined ? "No maru.yaml: all defaults." : `${file} is right.`,
      },
    ];
  }
  return loaded.faults.map((fault) => {
    const [detail = "", ...rest] = formatFault(fault, file).split("\n");
    return { check, level: "fail", detail, remedy: rest.join(" ").trim() };
  });
}
