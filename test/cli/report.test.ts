import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ModerationReport } from "../../src/core/ports/index.ts";
import { openAudit } from "../../src/moderation/audit/index.ts";
import { openStore } from "../../src/store/index.ts";
import { auditStory } from "../moderation/report/audit-story.ts";
import { silentLog } from "../store/silent-log.ts";
import { run, tempFolder } from "./program-run.ts";

const HOUR_MS = 3_600_000;
const recently = () => new Date(Date.now() - 30 * HOUR_MS).toISOString();

/** Some days of moderation: twelve cases of which most were upheld, and a sample. */
function story() {
  const told = auditStory(recently());
  for (let number = 1; number <= 12; number++) {
    told.opened(number, { place: "web:<b>&'\u001b[31m", language: number % 2 ? "en" : "ko", guard: 0.8 });
    told.moved(number, number > 9 ? "dismiss" : "uphold", "decided");
  }
  for (let number = 101; number <= 140; number++) {
    told.sampled(number);
    told.labelled(number, "fine");
  }
  return told;
}

function folderWithLog(lines = story().entries.map((entry, at) => ({ seq: at + 1, entry }))) {
  const folder = tempFolder();
  writeFileSync(
    join(folder, "audit.jsonl"),
    lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""),
  );
  return folder;
}

test("the report of an exported log says each figure with its range", async () => {
  const { exitCode, out, err } = await run(["report", "--log", "audit.jsonl"], folderWithLog());
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  expect(out).toMatch(/^Moderation report\n/);
  // 0.95 = 1 - x^40 for x = 0.05^(1/40): none of forty.
  expect(out).toMatch(/Prevalence +fewer than 7\.2 % +0 of 40/);
  expect(out).toMatch(/Precision +75 % \(43 % to 95 %\) +9 of 12/);
  expect(out).toContain("nobody appealed");
  expect(out).not.toContain("\u001b");
});

test("in Korean too", async () => {
  const { out } = await run(["report", "--log", "audit.jsonl", "--lang", "ko"], folderWithLog());
  expect(out).toMatch(/^모더레이션 보고서\n/);
  expect(out).toMatch(/유해 메시지 비율 +7\.2% 미만/);
});

test("as JSON it is the report itself", async () => {
  const { out } = await run(["report", "--log", "audit.jsonl", "--json", "--days", "7"], folderWithLog());
  const report = JSON.parse(out) as ModerationReport;
  expect(report.days).toHaveLength(7);
  expect(report.cases.counts).toMatchObject({ opened: 12, upheld: 9, dismissed: 3 });
});

test("the page is one file without script, with a table for each chart, and nothing in it is taken as HTML", async () => {
  const folder = folderWithLog();
  const { exitCode, out, err } = await run(["report", "--log", "audit.jsonl", "--html", "r.html"], folder);
  expect({ exitCode, out, err }).toEqual({ exitCode: 0, out: "", err: "The report is in r.html.\n" });
  const page = readFileSync(join(folder, "r.html"), "utf8");
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page).not.toMatch(/<script|<link|<img|url\(|https?:/);
  expect(page).not.toContain("<b>");
  expect(page).toContain("web:&lt;b&gt;&amp;&#39;");
  expect(page.match(/role="img" aria-label=/g)).toHaveLength(2);
  expect(page.match(/<details>/g)).toHaveLength(2);
  for (const tag of ["section", "table", "svg", "tr", "td", "th", "p", "div"])
    expect(page.match(new RegExp(`<${tag}[ >]`, "g"))).toHaveLength(
      page.match(new RegExp(`</${tag}>`, "g"))!.length,
    );
});

test("it reads the store of a Maru that is running", async () => {
  const folder = tempFolder();
  const store = await openStore("sqlite:maru.db", {
    dataFolder: join(folder, "data"),
    now: Date.now,
    log: silentLog,
  });
  try {
    const audit = openAudit({ store, now: Date.now });
    for (const [at, { at: _, ...entry }] of story().entries.entries()) await audit.append(entry, `${at}`);
    const { exitCode, out, err } = await run(["report"], folder);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
    expect(out).toMatch(/Precision +75 %/);
  } finally {
    await store.close();
  }
});

test.each([
  [["--log", "none.jsonl"], 1, "There is no none.jsonl"],
  [["--log", "audit.jsonl"], 1, "audit.jsonl, line 2 is no line of an audit log"],
  [["--days", "0"], 2, "whole number of days from 1 to 366"],
  [["--lang", "fr"], 2, "en, ko"],
  [[], 1, ""],
])("%j is answered with what to do", async (flags, code, said) => {
  const folder = folderWithLog([
    '{"seq":1,"entry":{"type":"gone","at":"2026-01-01T00:00:00Z"}}',
    '{"text":"secret"}',
  ] as never);
  const { exitCode, out, err } = await run(["report", ...flags], folder);
  expect({ exitCode, out }).toEqual({ exitCode: code, out: "" });
  expect(err).toContain(said);
  expect(err.length).toBeGreaterThan(20);
  expect(err).not.toContain("secret");
});

test("a page that cannot be written is said", async () => {
  const { exitCode, err } = await run(
    ["report", "--log", "audit.jsonl", "--html", "no/where.html"],
    folderWithLog(),
  );
  expect(exitCode).toBe(1);
  expect(err).toContain("Name a file in a folder that is there");
});
