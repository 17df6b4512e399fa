import { describe, expect, test } from "vitest";
import { formatFault, loadConfig, summaryTimeZone } from "../../src/config/index.ts";
import { slack, web } from "./adapters.ts";

const load = (summaries: string) =>
  loadConfig({
    text: `summaries:\n${summaries.replace(/^/gm, "  ")}\n`,
    env: {},
    adapters: [web, slack],
  });

/** What is told of the section, one text a fault. */
function faultsOf(summaries: string): readonly string[] {
  const loaded = load(summaries);
  return loaded.ok ? [] : loaded.faults.map((fault) => formatFault(fault, "maru.yaml"));
}

const config = (summaries: string) => {
  const loaded = load(summaries);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.config;
};

test("a digest needs a platform, a place and its times, and has defaults for the rest", () => {
  expect(
    config('digests: [{ platform: slack, place: general, when: "0 9 * * 1-5" }]').summaries.digests,
  ).toEqual([
    {
      platform: "slack",
      place: "general",
      when: "0 9 * * 1-5",
      length: "medium",
      language: "auto",
      leastMessages: 5,
    },
  ]);
});

test("the time zone is the one named, or this machine's", () => {
  expect(summaryTimeZone(config("timeZone: Asia/Seoul"))).toBe("Asia/Seoul");
  expect(summaryTimeZone(config("timeZone: auto"))).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});

test("every fault is told at once, where it stands, with what was meant", () => {
  expect(
    faultsOf(`timeZone: Asia/Soul
digest: []
digests:
  - { platform: slak, place: general, when: "0 9 * * *" }
  - { platform: slack, plase: general, when: "0 9 * *", length: longer }
  - { platform: web, place: "", when: "61 9 * * *", leastMessages: 0 }
  - { platform: web, place: a, when: "0 9 * * *", language: korean }
  - { platform: web, place: b }
  - general
`),
  ).toEqual([
    "maru.yaml:2:13 summaries.timeZone must be a time zone, e.g. Asia/Seoul or Europe/London.\n  Did you mean Asia/Seoul?",
    "maru.yaml:3:3 summaries.digest is not a setting.\n  Did you mean digests?",
    "maru.yaml:5:19 summaries.digests[0].platform is not a platform.\n  Did you mean slack?",
    expect.stringMatching(/^maru\.yaml:6:7 summaries\.digests\[1\]\.place is missing\./),
    "maru.yaml:6:26 summaries.digests[1].plase is not a setting.\n  Did you mean place?",
    expect.stringMatching(
      /^maru\.yaml:6:48 summaries\.digests\[1\]\.when must be a cron pattern of five parts \(minute hour day month weekday\), e\.g\./,
    ),
    expect.stringMatching(/^maru\.yaml:6:67 summaries\.digests\[1\]\.length must be short, medium or long\./),
    expect.stringMatching(/^maru\.yaml:7:\d+ summaries\.digests\[2\]\.place must not be empty\./),
    expect.stringMatching(
      /^maru\.yaml:7:\d+ summaries\.digests\[2\]\.when is no cron pattern \(minute .*\) that can be used: Invalid value for minute: 61\./,
    ),
    expect.stringMatching(
      /^maru\.yaml:7:\d+ summaries\.digests\[2\]\.leastMessages must be at least 1\.\n {2}Of fewer messages/,
    ),
    expect.stringMatching(/^maru\.yaml:8:\d+ summaries\.digests\[3\]\.language must be auto, en or ko\./),
    expect.stringMatching(/^maru\.yaml:9:\d+ summaries\.digests\[4\]\.when is missing\./),
    expect.stringMatching(/^maru\.yaml:10:\d+ summaries\.digests\[5\] must be a group of settings\./),
  ]);
});

describe("of times", () => {
  const of = (...times: readonly string[]) =>
    faultsOf(
      `digests:\n${times.map((when) => `  - { platform: web, place: a, when: "${when}" }`).join("\n")}`,
    );

  test.each([
    ["0 9 * * 1-5"],
    ["30 17 * * FRI"],
    ["0 */2 * * *"],
    ["0 9 L * *"],
    ["0 9 29 2 *"],
    ["@daily"],
    ["0  9 * *  *"],
  ])("%s is taken", (when) => {
    expect(of(when)).toEqual([]);
  });

  test.each([
    ["* 9 * * *", "would come more often than once an hour: the first part is the minute"],
    ["*/30 9 * * *", "would come more often than once an hour"],
    ["0 9 30 2 *", "never comes: there is no such day"],
    ["0 0 9 * * *", "must be a cron pattern of five parts"],
    ["2026-12-01T09:00:00", "must be a cron pattern of five parts"],
    ["at nine", "must be a cron pattern of five parts"],
    ["at nine every single day", "is no cron pattern"],
    ["@sometimes", "is no cron pattern"],
    ["0 9 * * 1-8", "is no cron pattern"],
  ])("%s is refused: it %s", (when, problem) => {
    expect(of(when)).toEqual([expect.stringContaining(`summaries.digests[0].when ${problem}`)]);
  });

  test("the same ones for the same place are refused, and others are not", () => {
    expect(of("0 9 * * *", "0 18 * * *", "0 9 * * *")).toEqual([
      expect.stringMatching(
        /^maru\.yaml:5:\d+ summaries\.digests\[2\] is for the same place and times as digests\[0\]\./,
      ),
    ]);
  });
});

test("a section that is no group, and digests that are no list, are told in plain words", () => {
  expect(faultsOf("digests: general")).toEqual([
    expect.stringMatching(/^maru\.yaml:2:12 summaries\.digests must be a list/),
  ]);
  expect(faultsOf("- general")).toEqual([
    expect.stringMatching(/^maru\.yaml:2:3 summaries must be a group of settings/),
  ]);
});
