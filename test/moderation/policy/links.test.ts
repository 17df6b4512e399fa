import { expect, test } from "vitest";
import { stepsOf } from "./policy-of.ts";

const written = ["remove"];
const hidden = ["log", "queue"];
const deny = { kind: "links", deny: ["evil.com", "예시.한국"], steps: ["remove"] };
const allow = { kind: "links", allow: ["good.org"], steps: ["remove"] };

test.each([
  "https://evil.com",
  "HTTPS://EVIL.COM/x",
  "see [this](https://sub.evil.com/a?b=c) now",
  "<http://evil.com:8080>",
  "www.evil.com",
  "evil.com/free",
  "https://good.org@evil.com/",
  "https:\\\\evil.com",
  "https://%65vil.com",
  "https://ev\u200bil.com",
  "https://evil。com",
  "https://evil.com.",
  "https://ｅｖｉｌ.com",
  "http://예시.한국/경로",
  "xn--vv4b11d.xn--3e0b707e",
])("a link to a denied domain is found in %j", async (text) => {
  expect(await stepsOf(deny, text)).toEqual([written]);
});

test.each(["https://good.org/evil.com.html", "notevil.com", "evil.community", "evil", "https://evil.co"])(
  "none is found in %j",
  async (text) => {
    expect(await stepsOf(deny, text)).toEqual([undefined]);
  },
);

test.each(["hxxps://evil[.]com", "evil (dot) com", "evil dot com", "evil{.}com"])(
  "one that is to be pieced together by hand is looked at by people: %j",
  async (text) => {
    expect(await stepsOf(deny, text)).toEqual([hidden]);
  },
);

test("with allowed domains every other link is found, but not what merely looks like a host", async () => {
  expect(
    await stepsOf(
      allow,
      "https://good.org/a",
      "http://docs.good.org",
      "https://elsewhere.net",
      "[good.org](https://elsewhere.net)",
      "www.elsewhere.net",
      "see index.ts and e.g. this",
      "no link",
      "https://good.org.elsewhere.net",
    ),
  ).toEqual([undefined, undefined, written, written, written, undefined, undefined, written]);
});
