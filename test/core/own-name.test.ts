import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutOwnName } from "../../src/core/own-name.ts";

async function through(...pieces: string[]): Promise<string> {
  async function* source() {
    yield* pieces;
  }
  return (await Array.fromAsync(withoutOwnName(source(), "Maru"))).join("");
}

test("the assistant's own name is taken off the front of an answer, however it is cut into pieces", async () => {
  expect(await through("Maru: Sure.")).toBe("Sure.");
  expect(await through("\nMa", "ru", ": ", "Sure.")).toBe("Sure.");
});

test("the name anywhere else stays", async () => {
  expect(await through("Maruk", "o: yes")).toBe("Maruko: yes");
  expect(await through("Ma")).toBe("Ma");
  expect(await through("I am Maru: hello")).toBe("I am Maru: hello");
});

test("any other answer passes unchanged", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string()), async (pieces) => {
      fc.pre(!pieces.join("").trimStart().startsWith("Maru:"));
      expect(await through(...pieces)).toBe(pieces.join(""));
    }),
  );
});
