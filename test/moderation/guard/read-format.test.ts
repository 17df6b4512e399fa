import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { chooseFormat, readFormats } from "../../../src/moderation/guard/index.ts";
import { formats } from "./run-guard.ts";

const TEXT = readFileSync(new URL("../../../prompts/guard/llama-guard-3.md", import.meta.url), "utf8");

describe("a file of prompts/guard that was edited wrongly says what is wrong", () => {
  it.each<[string, (text: string) => string, RegExp]>([
    ["a lost slot", (text) => text.replace("{{conversation}}", ""), /lacks the slot \{\{conversation\}\}/],
    [
      "a slot that nothing fills",
      (text) => text.replace("S14:", "{{name}} S14:"),
      /\{\{name\}\}, which nothing fills/,
    ],
    ["text after the answer", (text) => `${text}Thank you.\n`, /text after \{\{answer\}\}/],
    ["a lost line", (text) => text.replace(/^speakers:.*\n/m, ""), /lacks the line "speakers: …"/],
    ["an unknown line", (text) => `colour: red\n${text}`, /"colour: red", whose key is none of/],
    ["an unknown category", (text) => text.replace("= threat", "= murder"), /names the category "murder"/],
    ["an answer that is not there", (text) => text.replace("= unsafe", "= bad"), /names the answer "bad"/],
    ["a control token that is not there", (text) => text.replace("control: ", "control: <|x|> "), /<\|x\|>/],
    ["no text at all", (text) => text.slice(0, text.indexOf("---")), /lacks the line ---/],
    ["two of a line", (text) => `begin: "a"\nbegin: "b"\n${text}`, /more than one line "begin:"/],
    ["a list without quotes", (text) => text.replace(/^list: .*/m, "list: comma"), /two quoted texts/],
  ])("%s", (_, edit, problem) => {
    expect(() => readFormats("x.md", TEXT)).not.toThrow();
    expect(() => readFormats("x.md", edit(TEXT))).toThrow(
      expect.objectContaining({ name: "FormatError", message: expect.stringMatching(problem) }),
    );
    expect(() => readFormats("x.md", edit(TEXT))).toThrow(/^prompts\/guard\/x\.md /);
  });
});

describe("the format of a model", () => {
  const file = (name: string, path = "model.gguf") => ({ name, path, fingerprint: "0" });

  it.each([
    ["Llama Guard 3 8B", "llama-guard-3"],
    ["Llama-Guard-3-8B", "llama-guard-3"],
    ["Llama Guard 3 1B", "llama-guard-3-1b"],
    ["Llama Guard 4 12B", "llama-guard-4"],
    ["Qwen3Guard Gen 0.6B", "qwen3guard-gen-strict"],
    ["Qwen3Guard-Gen-4B", "qwen3guard-gen-strict"],
  ])("of %s is %s", (name, format) => {
    expect(chooseFormat(formats, file(name), "auto").name).toBe(format);
    expect(
      chooseFormat(formats, file("model", `/models/${name.replaceAll(" ", "-")}.Q4_K_M.gguf`), "auto").name,
    ).toBe(format);
  });

  it("is told where it cannot be known, never guessed", () => {
    expect(() => chooseFormat(formats, file("Llama 3.2 3B Instruct"), "auto")).toThrow(
      /cannot be told how the guard model Llama 3\.2 3B Instruct.*llama-guard-3.*"custom"/,
    );
    expect(chooseFormat(formats, file("Llama 3.2 3B Instruct"), "custom").name).toBe("custom");
    expect(() => chooseFormat(formats, file("Llama Guard 3 8B"), "llama-guard-9")).toThrow(
      /llama-guard-9.*There are: /,
    );
  });
});
