import { expect, test } from "vitest";
import { COMMANDS, commandOf } from "../../src/core/commands/index.ts";
import { notices } from "../../src/core/notices/index.ts";
import { FakePlatform } from "../fakes/platform.ts";

const platform = new FakePlatform();
const commandIn = (text: string) => commandOf(platform.post(text), "Maru");

test("a command's word alone is the command, in English and in Korean", () => {
  expect(commandIn("@maru help")).toBe("help");
  expect(commandIn("@Maru 도움말")).toBe("help");
  expect(commandIn("STOP")).toBe("stop");
  expect(commandIn("@maru 잊어줘")).toBe("forget");
});

test("the word within a sentence is a question", () => {
  expect(commandIn("@maru help me leave vim")).toBeUndefined();
  expect(commandIn("@maru stop talking about Bob")).toBeUndefined();
});

test("a command that the platform recognised needs no word", () => {
  expect(commandOf({ ...platform.post(""), command: "privacy" }, "Maru")).toBe("privacy");
});

test("every command is described in both languages", () => {
  for (const { description } of COMMANDS)
    for (const text of Object.values(description)) expect(text.length).toBeGreaterThan(3);
});

test("every notice exists in both languages and they differ", () => {
  expect(Object.keys(notices.ko).sort()).toEqual(Object.keys(notices.en).sort());
  const text = (value: unknown): unknown =>
    typeof value === "function"
      ? value(3, []).toString()
      : typeof value === "object" && value !== null
        ? Object.values(value).map(text)
        : value;
  for (const key of Object.keys(notices.en) as (keyof typeof notices.en)[])
    if (!["help", "privacy", "forgotten"].includes(key))
      expect(text(notices.ko[key])).not.toEqual(text(notices.en[key]));
});
