import type { PullProgress } from "../../model/catalogue/index.ts";
import { formatBytes } from "../../text/format-bytes.ts";
import type { CommandIo } from "./output.ts";

const BAR_CELLS = 30;
const REDRAW_MS = 100;
const PLAIN_STEP_PERCENT = 10;
const ERASE_LINE = "\r\x1b[2K";

interface ProgressReport {
  show(progress: PullProgress): void;
  /** Ends the line that is being redrawn; nothing else may be written before. */
  end(): void;
}

/** Shows a pull: on a terminal as one line redrawn up to ten times a second, elsewhere as a line every 10 %. `now` in ms. */
export function progressReport(io: CommandIo, now: () => number): ProgressReport {
  return io.isTTY ? drawnProgress(io, now) : plainProgress(io);
}

function drawnProgress(io: CommandIo, now: () => number): ProgressReport {
  let drawn = false;
  let drawnAt = Number.NEGATIVE_INFINITY;
  let began: { atMs: number; bytes: number; what: string } | undefined;
  const end = () => {
    if (drawn) io.stdout.write("\n");
    drawn = false;
  };
  return {
    show(progress) {
      if (progress.state === "interrupted") {
        end();
        began = undefined;
        io.stdout.write(interruption(progress));
        return;
      }
      const what = `${progress.state} ${progress.part}`;
      if (began?.what !== what) began = { atMs: now(), bytes: progress.doneBytes, what };
      const finished = progress.doneBytes === progress.totalBytes;
      if (!finished && now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      drawn = true;
      const share = shareOf(progress);
      const filled = Math.round(share * BAR_CELLS);
      const bar = "█".repeat(filled) + "░".repeat(BAR_CELLS - filled);
      const speed = speedText(progress, began, now());
      io.stdout.write(`${ERASE_LINE}${bar} ${percent(share)}  ${amounts(progress)}${speed}`);
    },
    end,
  };
}

function plainProgress(io: CommandIo): ProgressReport {
  let told = "";
  return {
    show(progress) {
      if (progress.state === "interrupted") {
        io.stdout.write(interruption(progress));
        return;
      }
      const step = Math.floor((shareOf(progress) * 100) / PLAIN_STEP_PERCENT) * PLAIN_STEP_PERCENT;
      const line = `${progress.state} ${progress.part} ${step}`;
      if (line === told) return;
      told = line;
      io.stdout.write(`${step} %  ${amounts(progress)}\n`);
    },
    end() {},
  };
}

type Counted = Exclude<PullProgress, { state: "interrupted" }>;

function shareOf(progress: Counted): number {
  return progress.totalBytes === 0 ? 1 : progress.doneBytes / progress.totalBytes;
}

function percent(share: number): string {
  return `${String(Math.floor(share * 100)).padStart(3)} %`;
}

function amounts(progress: Counted): string {
  const of = `${formatBytes(progress.doneBytes)} of ${formatBytes(progress.totalBytes)}`;
  if (progress.state === "checking") return `checking what is there: ${of}`;
  return progress.parts === 1 ? of : `${of}, file ${progress.part} of ${progress.parts}`;
}

/** ` · 12 MB/s · 3 min left`, once there is a second to judge by. */
function speedText(progress: Counted, began: { atMs: number; bytes: number }, nowMs: number): string {
  const seconds = (nowMs - began.atMs) / 1000;
  const bytesPerSecond = (progress.doneBytes - began.bytes) / seconds;
  if (seconds < 1 || !(bytesPerSecond > 0)) return "";
  const leftSeconds = (progress.totalBytes - progress.doneBytes) / bytesPerSecond;
  const left = leftSeconds < 90 ? `${Math.ceil(leftSeconds)} s` : `${Math.ceil(leftSeconds / 60)} min`;
  return `  ${formatBytes(bytesPerSecond)}/s  ${left} left`;
}

function interruption(progress: Extract<PullProgress, { state: "interrupted" }>): string {
  return `${progress.reason} Going on in ${Math.ceil(progress.retryMs / 1000)} s.\n`;
}
