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

test("what asks for a summary, and for nothing else, is that command, also behind /ask", () => {
  expect(commandIn("@maru summarise since yesterday")).toBe("summarise");
  expect(commandIn("@maru 어제부터 요약해줘")).toBe("summarise");
  expect(commandIn("@maru what did I miss?")).toBe("catchup");
  expect(commandIn("@maru summarise the history of Rome")).toBeUndefined();
  expect(commandOf({ ...platform.post("summarise last 20"), command: "ask" }, "Maru")).toBe("summarise");
  expect(commandOf({ ...platform.post("help"), command: "ask" }, "Maru")).toBe("ask");
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
    if (!["help", "privacy", "forgotten", "summary"].includes(key))
      expect(text(notices.ko[key])).not.toEqual(text(notices.en[key]));
});
