import { expect, test } from "vitest";
import { claimText } from "../../../src/summary/model/claim-text.ts";

const shown = (written: string, evidence = "") => claimText(written, evidence);

test("a claim is one line of text", () => {
  expect(shown("Ann\n\nagreed\u2028 to\tit.\u202e ")).toBe("Ann agreed to it.");
  expect(shown("배포는 금요일이에요 👩‍👩‍👧.")).toBe("배포는 금요일이에요 👩‍👩‍👧.");
  expect(shown("half \ud800 a pair")).toBe("half \ufffd a pair");
});

test("it calls nobody", () => {
  expect(shown("@everyone and @민수 and <@U1> and <!here|here> saw it")).toBe(
    "everyone and 민수 and and saw it",
  );
  expect(shown("mail ann@team.example", "ann@team.example")).toBe("mail ann@team.example");
});

test("an address stands only where a cited message has it", () => {
  const evidence = "see https://wiki.example/a-b, or docs.example/start";
  expect(shown("It is at https://wiki.example/a-b.", evidence)).toBe("It is at https://wiki.example/a-b.");
  expect(shown("It is at https://wiki.example.evil/a.", evidence)).toBe("It is at …");
  expect(shown("It is at HTTPS://WIKI.EXAMPLE/a-b", evidence)).toBe("It is at HTTPS://WIKI.EXAMPLE/a-b");
  expect(shown("[here](https://evil.example) and [there](docs.example/start)", evidence)).toBe(
    "here … and there docs.example/start",
  );
  expect(shown("ask boss@evil.example", evidence)).toBe("ask …");
  expect(shown("Node.js and e.g. v1.2 are no addresses")).toBe("Node.js and e.g. v1.2 are no addresses");
});

test("the numbers by which the model cites are taken out, others are not", () => {
  expect(shown("Ann agreed [3], Bob did not [4, 7].")).toBe("Ann agreed, Bob did not.");
  expect(shown("[2] It is list[0], or [ERROR].")).toBe("It is list[0], or [ERROR].");
});
