import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Nothing that talks to the outside by itself, nothing that needs a screen. */
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The path of the Chromium of this machine; `undefined` when there is none. */
export function findChromium(path: string): string | undefined {
  for (const folder of path.split(delimiter)) {
    for (const name of NAMES) {
      const file = join(folder, name);
      if (runs(file)) return file;
    }
  }
  return undefined;
}

function runs(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts it, headless. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

/** Why the tests in a browser did not run, to be said where they are skipped. */
export const NO_CHROMIUM =
  "skipped: no Chromium was found on the PATH. On Debian: apt-get install chromium fonts-noto-cjk";
