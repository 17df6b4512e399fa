import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { wishIn } from "../../../src/core/summarise/parse-wish.ts";

const docs = readFileSync(new URL("../../../docs/summaries.md", import.meta.url), "utf8");
const wishes = [...docs.matchAll(/^ {4}@maru (.+?)(?: {2,}(.*))?$/gm)].flatMap(([, wish = "", also = ""]) => {
  const others = /^also: ((?:[^;:]|:(?! ))*)/.exec(also)?.[1]?.split(", ") ?? [];
  // What is said of a thread or channel in English stands without the command; in Korean it stands with it.
  const whole = others.map((one) => (/요약|알려/.test(one) ? one : `summarise ${one}`));
  return [wish, ...whole].map((one) => one.replace("<link of a message>", "https://chat.example/m/1").trim());
});

test.each(wishes)("docs/summaries.md says that Maru understands: %s", (wish) => {
  expect(wishIn(wish)).toHaveProperty("wish.command");
});

test("and it says so of enough", () => {
  expect(wishes.length).toBeGreaterThan(15);
});
