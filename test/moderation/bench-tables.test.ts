import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { headTable } from "../../bench/moderation/measure-heads.ts";
import { NoData, readAllData } from "../../bench/moderation/read-data.ts";
import { readOwnSuites } from "../../bench/moderation/read-kept.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "maru-tables-"));
});
afterEach(() => rm(folder, { recursive: true }));

const put = (name: string, lines: readonly string[]) => writeFile(join(folder, name), lines.join("\n"));

describe("the trainer's data", () => {
  it("is refused where sets are missing, by their names, unless that is allowed", async () => {
    await expect(readAllData(folder, { missing: false })).rejects.toThrow(
      /^No file of measuring-hate-speech, .* lies in .* --allow-missing/,
    );
    expect((await readAllData(folder, { missing: true })).every(({ set }) => /^templates/.test(set))).toBe(
      true,
    );
    await expect(readAllData(join(folder, "none"), { missing: true })).rejects.toThrow(NoData);
  });
});

describe("the commands", () => {
  const run = (script: string, ...args: readonly string[]) =>
    spawnSync(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", `bench/moderation/${script}`, ...args],
      {
        cwd: new URL("../..", import.meta.url).pathname,
        encoding: "utf8",
      },
    );

  it("train nothing from a folder without the sets: exit code 2, in words, and no file is written", async () => {
    const out = join(folder, "out");
    for (const [data, told] of [
      [folder, "No file of measuring-hate-speech"],
      [join(folder, "none"), "There is no folder"],
    ] as const) {
      const { status, stderr } = run("train.ts", data, "--out", out);
      expect([status, stderr.trim().split("\n").length]).toEqual([2, 1]);
      expect(stderr).toContain(told);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it("measure nothing by labels that may be read the wrong way round: exit code 2", async () => {
    await put("davidson.csv", ["tweet,class", "one,0", "two,1", "three,2"]);
    const { status, stderr, stdout } = run("eval.ts", folder);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain("davidson.csv, column class");
  });
});

it("cases of the suites are measured with the answers that they were written with", () => {
  const one = readOwnSuites().filter(({ set }) => set === "suite-en");
  const answer = (shows: string) =>
    new Set(one.filter((text) => text.shows === shows).map((text) => text.harmful));
  expect(answer("derogation")).toEqual(new Set([1]));
  expect(answer("profanity")).toEqual(new Set([0]));
});

it("heads are measured on the sets that answer their question with enough of either answer", () => {
  const score = (text: string) => {
    const sure = text.startsWith("bad") ? 0.9 : 0.1;
    return { language: "en", look: 0, hate: sure, abuse: 0, threat: 0, labels: [] } as const;
  };
  const examples = Array.from({ length: 60 }, (_, i) => ({
    text: i % 3 === 0 ? "bad" : "fine",
    language: "en" as const,
    set: "own",
    part: "test" as const,
    answers: {
      hate: (i % 3 === 0 ? 1 : 0) as 0 | 1,
      abuse: 1 as const,
      ...(i < 5 ? { threat: 0 as const } : {}),
    },
    weight: 1,
  }));
  const rows = headTable(examples, { score }).split("\n").slice(2);
  expect(rows).toEqual(["| own: hate | 60 | 20 | 1.000 | 100.0 % | 100.0 % | 0.100 |"]);
});
