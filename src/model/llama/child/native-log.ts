import { LlamaLogLevel } from "node-llama-cpp";

/** Keeps llama.cpp's last complaints, to say why something failed. */
export interface NativeLog {
  write(level: LlamaLogLevel, message: string): void;
  recent(): string;
}

const KEPT_LINES = 3;
const KEPT_CHARS = 300;

export function createNativeLog(): NativeLog {
  const lines: string[] = [];
  return {
    write(level, message) {
      if (level !== LlamaLogLevel.error && level !== LlamaLogLevel.fatal) return;
      lines.push(message.trim().slice(0, KEPT_CHARS));
      if (lines.length > KEPT_LINES) lines.shift();
    },
    recent: () => lines.join("; "),
  };
}
