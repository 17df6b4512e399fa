import { OperatorError } from "../../core/ports/index.ts";
import type { Category } from "../../core/types.ts";
import type { Answer, BodyPart, Code, CodeList, GuardFormat, Rule } from "./guard-format.ts";

/** A file of prompts/guard was edited so that it cannot be read. */
class FormatError extends OperatorError {
  constructor(file: string, problem: string) {
    super(`prompts/guard/${file} ${problem}`);
    this.name = "FormatError";
  }
}

const CATEGORIES: Readonly<Record<Category, true>> = {
  hate: true,
  abuse: true,
  threat: true,
  sexual: true,
  "self-harm": true,
  privacy: true,
  crime: true,
  spam: true,
  "own-rule": true,
  other: true,
};
const KEYS = [
  "format",
  "model",
  "template",
  "control",
  "turn",
  "speakers",
  "begin",
  "answer",
  "list",
  "code",
  "rule",
] as const;
type Key = (typeof KEYS)[number];

/**
 * Reads a file of prompts/guard: lines of `key: value` and comments (`#`), a line `---`, and the body with its slots
 * `{{conversation}}` (who said what, the last to be judged), `{{who}}` (how its author is called), and either `{{answer}}` at
 * its end or, in the user's turn of a chat, `{{rule}}`. docs/models.md describes the keys. One file can hold several formats
 * that differ in which answers say that something is broken.
 *
 * @throws FormatError
 */
export function readFormats(file: string, text: string): readonly GuardFormat[] {
  const fail = (problem: string): never => {
    throw new FormatError(file, problem);
  };
  const [head = "", ...bodies] = text.replaceAll("\r\n", "\n").split(/^---\n/m);
  const body = bodies.join("---\n");
  if (bodies.length === 0) fail("lacks the line --- that stands before its text. Put it back.");
  const values = readHead(head, fail);
  const one = (key: Key) => {
    const found = values(key);
    if (found.length > 1) fail(`has more than one line "${key}:". Keep one.`);
    return found[0];
  };
  const must = (key: Key) => one(key) ?? fail(`lacks the line "${key}: …". Put it back.`);

  const as = one("turn") === undefined ? "whole" : "turn";
  const controls = one("control")?.split(" ") ?? [];
  const parts = readBody(body, as, controls, fail);
  const [person = "", self] = must("speakers").split(" ");
  if (self === undefined) fail("needs two names in the line \"speakers:\", a person's and the assistant's.");
  const spellings = values("answer").map((line) => {
    const [name = "", ...quoted] = line.split(/ (.*)/s);
    return { name, spellings: texts(quoted.join(""), fail) };
  });
  const list = readList(one("list"), values("code"), fail);
  const rules = values("rule").map((line): Rule => {
    const [category = "", question = ""] = pair(line, fail);
    return { category: toCategory(category, fail), question };
  });
  const models = one("model");
  const templateMark = one("template");
  const names = values("format");
  if (names.length === 0) fail('lacks the line "format: …". Put it back.');

  return names.map((line): GuardFormat => {
    const [name = "", breaking = ""] = pair(line, fail);
    const broken = breaking.split(" ");
    for (const answer of broken) {
      if (!spellings.some((known) => known.name === answer))
        fail(`names the answer "${answer}", which it does not define.`);
    }
    const answers = spellings.map((answer): Answer => ({ ...answer, breaks: broken.includes(answer.name) }));
    if (answers.every(({ breaks }) => breaks)) fail("has no answer that says that nothing is broken.");
    return {
      name,
      body: { as, parts },
      speakers: { person, self: self ?? "" },
      begin: texts(one("begin") ?? '""', fail)[0] ?? "",
      answers,
      rules,
      ...(models === undefined ? {} : { models: new RegExp(models, "i") }),
      ...(templateMark === undefined ? {} : { templateMark }),
      ...(list === undefined ? {} : { list }),
    };
  });
}

type Fail = (problem: string) => never;

function readHead(head: string, fail: Fail): (key: Key) => string[] {
  const lines = head
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map((line) => {
      const [key = "", value = ""] = line.split(/: (.*)/s);
      const known = KEYS.find((name) => name === key);
      return {
        key: known ?? fail(`has the line "${line}", whose key is none of ${KEYS.join(", ")}.`),
        value: value.trim(),
      };
    });
  return (key) => lines.filter((line) => line.key === key).map(({ value }) => value);
}

function readBody(
  body: string,
  as: "turn" | "whole",
  controls: readonly string[],
  fail: Fail,
): readonly BodyPart[] {
  const needed = as === "turn" ? ["who", "conversation", "rule"] : ["who", "conversation", "answer"];
  const parts: BodyPart[] = [];
  const found = new Set<string>();
  const pieces = (as === "turn" ? body.trim() : body.trimEnd()).split(/\{\{\s*([^{}]*?)\s*\}\}/);
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) parts.push(...withControls(piece, controls));
    else if (!needed.includes(piece))
      fail(`has the slot {{${piece}}}, which nothing fills. Known slots: ${needed.join(", ")}.`);
    else {
      found.add(piece);
      if (piece !== "answer") parts.push({ slot: piece as "who" | "conversation" | "rule" });
      else if (pieces.slice(index + 1).join("") !== "")
        fail("has text after {{answer}}, where the model goes on. Take it out.");
    }
  }
  for (const slot of needed) if (!found.has(slot)) fail(`lacks the slot {{${slot}}}. Put it back.`);
  for (const control of controls) {
    if (!parts.some((part) => "control" in part && part.control === control)) {
      fail(`names the control token ${control}, which does not stand in its text.`);
    }
  }
  return parts;
}

function withControls(text: string, controls: readonly string[]): BodyPart[] {
  if (controls.length === 0) return text === "" ? [] : [{ text }];
  const marks = controls.map((control) => control.replace(/[|[\]()*+?.\\^$]/g, "\\$&")).join("|");
  return text
    .split(new RegExp(`(${marks})`))
    .flatMap((piece, index) =>
      piece === "" ? [] : [index % 2 === 0 ? { text: piece } : { control: piece }],
    );
}

function readList(line: string | undefined, codes: readonly string[], fail: Fail): CodeList | undefined {
  if (line === undefined) return undefined;
  const [start, separator] = texts(line, fail);
  if (start === undefined || separator === undefined || codes.length === 0) {
    return fail('needs two quoted texts in the line "list:", and at least one line "code:".');
  }
  return {
    start,
    separator,
    codes: codes.map((code): Code => {
      const [name = "", categories = ""] = pair(code, fail);
      return { code: name, categories: categories.split(" ").map((category) => toCategory(category, fail)) };
    }),
  };
}

function toCategory(name: string, fail: Fail): Category {
  return Object.hasOwn(CATEGORIES, name)
    ? (name as Category)
    : fail(`names the category "${name}". Known are ${Object.keys(CATEGORIES).join(", ")}.`);
}

function pair(line: string, fail: Fail): readonly [string, string] {
  const at = line.indexOf(" = ");
  return at < 0 ? fail(`needs " = " in the line "${line}".`) : [line.slice(0, at), line.slice(at + 3)];
}

/** Texts in double quotes, as JSON writes them. */
function texts(line: string, fail: Fail): readonly string[] {
  try {
    return [...line.matchAll(/"(?:[^"\\]|\\.)*"/g)].map(([quoted]) => JSON.parse(quoted) as string);
  } catch {
    return fail(`has texts that are not written as JSON writes them: ${line}`);
  }
}
