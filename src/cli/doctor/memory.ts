import type { Finding } from "../../core/ports/chat-adapter.ts";
import type { MachineMemory } from "../../model/catalogue/index.ts";
import { formatBytes } from "../../text/format-bytes.ts";

/** Maru itself without a model, with room to breathe. */
const MIN_AVAILABLE_BYTES = 300e6;

/** Memory for Maru itself; whether the model fits is the model's check. */
export function checkMemory({ totalBytes, availableBytes }: MachineMemory): Finding {
  const check = "memory";
  const detail = `${formatBytes(availableBytes)} of ${formatBytes(totalBytes)} are available.`;
  if (availableBytes >= MIN_AVAILABLE_BYTES) return { check, level: "ok", detail };
  return {
    check,
    level: "warn",
    detail,
    remedy: `Close other programs: Maru itself needs about ${formatBytes(MIN_AVAILABLE_BYTES)}, and a model comes on top.`,
  };
}
