import { describe, expect, test } from "vitest";
import { createIrcClock, isIrcBot, readIrcLine } from "../../src/exports/index.ts";

describe("a line of an IRC log", () => {
  test.each<[string, string, string]>([
    ["[12:18] <|trey|> quite stable though  :)", "|trey|", "quite stable though  :)"],
    ["[12:18:59] <@ann> hello", "ann", "hello"],
    ["12:18 < ann> hello", "ann", "hello"],
    ["<ann> no time <here>", "ann", "no time <here>"],
    ["[2026-01-31 12:18] <ann> hello", "ann", "hello"],
    ["2026-01-31 12:18:30\tann\thello\tthere", "ann", "hello\tthere"],
    ["[01:09] (soundray/#ubuntu) thomas: see above", "soundray", "thomas: see above"],
    ["[04:44] <g[r] eek> in brackets", "g[r]eek", "in brackets"],
    ["[04:44] <ann>", "ann", ""],
  ])("%s is a message", (line, nick, text) => {
    expect(readIrcLine(line)).toMatchObject({ kind: "message", nick, text, action: false });
  });

  test.each<[string, string, string]>([
    ["[10:00]  * ann prefers the other one", "ann", "prefers the other one"],
    ["12:00 * ann waves", "ann", "waves"],
    ["2026-01-31 12:18:30\t *\tann waves", "ann", "waves"],
  ])("%s is said with /me", (line, nick, text) => {
    expect(readIrcLine(line)).toMatchObject({ kind: "message", nick, text, action: true });
  });

  test.each([
    "=== ann [n=ann@host.example] has joined #ubuntu",
    "=== ann is now known as bob",
    "[12:00] * ann has joined #ubuntu",
    "12:00 -!- ann [a@host.example] has quit [Quit]",
    "*** Joins: ann",
    "[05:12] -spammer:#ubuntu- buy this",
    "2026-01-31 12:18:30\t-->\tann (a@host.example) has joined #ubuntu",
    "2026-01-31 12:18:30\t<--\tann has quit",
    "--- Day changed Tue Feb 01 2011",
    "**** BEGIN LOGGING AT Mon Jan 31 12:00:00 2011",
  ])("%s is a notice", (line) => {
    expect(readIrcLine(line)?.kind).toBe("notice");
  });

  test.each(["hello", "", '{"text":"x"}', "From: ann", "12:00 noon is fine", "[25:00] nothing"])(
    "%j is none",
    (line) => {
      expect(readIrcLine(line)).toBeUndefined();
    },
  );
});

describe("the times of a log", () => {
  const timesOf = (lines: readonly string[], date?: string) => {
    const clock = createIrcClock(date);
    return lines.map((line) => clock.timeOf(readIrcLine(line)!)?.slice(0, 16));
  };

  test("go on into the next day, and lines that stand a little out of order stay in theirs", () => {
    expect(timesOf(["[23:58] <a> x", "[23:57] <b> x", "[00:01] <a> x"], "2026-01-31")).toEqual([
      "2026-01-31T23:58",
      "2026-01-31T23:57",
      "2026-02-01T00:01",
    ]);
  });

  test("of a clock of twelve hours go on after noon", () => {
    expect(
      timesOf(["[11:59] <a> x", "[12:59] <a> x", "[01:00] <a> x", "[02:00] <a> x"], "2004-11-15"),
    ).toEqual(["2004-11-15T11:59", "2004-11-15T12:59", "2004-11-15T13:00", "2004-11-15T14:00"]);
  });

  test("begin anew where the log tells the day", () => {
    expect(timesOf(["10:00 <a> x", "--- Day changed Tue Feb 01 2011", "09:00 <a> x"], "2011-01-31")).toEqual([
      "2011-01-31T10:00",
      undefined,
      "2011-02-01T09:00",
    ]);
    expect(timesOf(["[2026-01-31 12:18] <ann> hello"])).toEqual(["2026-01-31T12:18"]);
  });

  test("are unknown where no day is", () => {
    expect(timesOf(["[10:00] <a> x"])).toEqual([undefined]);
  });
});

test.each(["ubotu", "ubottu", "ChanServ", "logbot", "bot2", "meetingbot_"])("%s is a bot", (nick) => {
  expect(isIrcBot(nick)).toBe(true);
});
test.each(["ann", "bottle", "abbot", "robot", "botanist"])("%s is a person", (nick) => {
  expect(isIrcBot(nick)).toBe(false);
});
