import { array, assert, constantFrom, nat, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { CLOSING_CHARS, createRendering } from "../../src/text/chat-rendering.ts";
import { createTableSize } from "../../src/text/table-size.ts";
import { tableText } from "../../src/text/table-text.ts";

const piece = constantFrom(
  ...["a", "word", " ", "가나", "👍🏽", "e\u0301", "|", "| ", " | ", "\\|", "|---|", "---|---"],
  ...["`", "``", "```", "````", "~~~", "**", "<br>", "> ", ">", "- ", "#### ", "ts"],
);
const line = array(piece, { maxLength: 8 }).map((pieces) => pieces.join(""));
const wide = constantFrom("a rather long header", "which is repeated in each item of a list");
const row = array(array(oneof(piece, wide), { maxLength: 4 }), { minLength: 1, maxLength: 5 }).map((cells) =>
  cells.map((cell) => cell.join("")).join(" | "),
);

function render(lines: readonly string[]) {
  const rendering = createRendering({});
  for (const one of lines) rendering.add(one);
  return rendering;
}

describe("lines as a chat shows them", () => {
  it("never take more room than was counted for them, a closing mark aside", () => {
    void assert(
      property(array(line, { maxLength: 12 }), (lines) => {
        const { size, text } = render(lines);
        expect(text().length).toBeLessThanOrEqual(size + CLOSING_CHARS);
      }),
      { numRuns: 2_000 },
    );
  });

  it("are counted the same line by line as all at once", () => {
    void assert(
      property(array(line, { maxLength: 12 }), nat(12), (lines, at) => {
        const rendering = createRendering({});
        for (const [index, one] of lines.entries()) {
          rendering.add(one);
          // Looking in between changes nothing.
          if (index === at) rendering.text();
        }
        expect([rendering.size, rendering.text()]).toEqual([render(lines).size, render(lines).text()]);
      }),
    );
  });

  // Aside from code in deep quotations, between long or indented marks, and of tables from what is a row, or a delimiter,
  // only with or until its last character, and marks that a cell loses.
  it("never need less room when the last of them grows", () => {
    const shallow = line.filter((text) => !/^(?:\s{0,3}>\s?){2}|`{5}|~{5}/.test(text));
    const growing = shallow.filter((text) => !/[-<*]|^\s+[`~]|^[^|].*\|/.test(text));
    void assert(
      property(array(shallow, { maxLength: 8 }), growing, (lines, last) => {
        let before = 0;
        for (let length = 0; length <= last.length; length++) {
          // Half of a character is no growing text.
          if (/[\ud800-\udbff]$/.test(last.slice(0, length))) continue;
          const { size } = render([...lines, last.slice(0, length)]);
          expect(size).toBeGreaterThanOrEqual(before);
          before = size;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

it("a heading that the chat does not know needs no less room than the marks that it loses", () => {
  expect(render([">~~~", "", "####  a"]).size).toBe(render([">~~~", "", "####   "]).size);
});

it("a table's header, which was a line like any other before, is counted once", () => {
  const header = `| ${"x".repeat(40)} | b |`;
  expect(render([header, "|---|---|"]).size).toBe(createTableSize(header).size);
});

describe("the room for a table", () => {
  it("is enough for it, aligned and as a list, after each row", () => {
    void assert(
      property(row, array(row, { maxLength: 8 }), (header, rows) => {
        const needs = createTableSize(header);
        expect(needs.size).toBeGreaterThanOrEqual(tableText([header]).length);
        for (const [at, one] of rows.entries()) {
          needs.add(one);
          expect(needs.size).toBeGreaterThanOrEqual(tableText([header, ...rows.slice(0, at + 1)]).length);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("is not much more than it takes", () => {
    void assert(
      property(
        array(string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 }), { minLength: 2, maxLength: 4 }),
        nat(20),
        (cells, count) => {
          const line = `| ${cells.map((cell) => cell.replaceAll(/[|\\`*<]/g, "x")).join(" | ")} |`;
          const needs = createTableSize(line);
          for (let at = 0; at < count; at++) needs.add(line);
          const { length } = tableText([line, ...Array<string>(count).fill(line)]);
          // The list repeats the header's names in each row: that one may be chosen yet.
          expect(needs.size).toBeLessThanOrEqual(3 * length + 100);
        },
      ),
    );
  });
});
