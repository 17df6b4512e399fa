import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatFault, loadConfig } from "../../src/config/index.ts";

/** What is told of a policy, one line a fault, without remedies. */
function faultsOf(policy: string): readonly string[] {
  const text = `moderation:\n  policy:\n${policy.replace(/^/gm, "    ")}\n`;
  const loaded = loadConfig({ text, env: {}, adapters: [] });
  return loaded.ok ? [] : loaded.faults.map((fault) => formatFault(fault, "maru.yaml"));
}

test("every fault of a policy is told at once, where it stands, with what to do", () => {
  expect(
    faultsOf(`categories:
  hate: { queue: 0.9, remove: 0.5 }
  hat: { queue: 0.5 }
  spam: 0.5
rules:
  - { name: a, kind: word, words: [x] }
  - { name: b, kind: words, word: [x], words: ["*"] }
  - { name: c, kind: pattern, patterns: ['(a', '(?=x)', '((a{40}){20})'] }
  - { name: d, kind: links }
  - { name: e, kind: links, deny: ["https://x.com/a"] }
  - { name: f, kind: flood, messages: 1, second: 3 }
  - words
places:
  - { mode: on }
`),
  ).toEqual([
    "maru.yaml:4:35 moderation.policy.categories.hate.remove must be at least as much as queue, 0.9: the heavier step is never the first.\n  A probability from which on the step is taken, e.g. 0.95.",
    "maru.yaml:5:7 moderation.policy.categories.hat is not a setting.\n  Did you mean hate?",
    "maru.yaml:6:13 moderation.policy.categories.spam must be a group of settings.\n  Write its settings below it, indented: log, note, queue, remove, timeout.",
    expect.stringMatching(
      /^maru.yaml:8:26 moderation.policy.rules\[0\].kind must be words, pattern, links, flood or mentions\./,
    ),
    "maru.yaml:9:33 moderation.policy.rules[1].word is not a setting.\n  Did you mean words?",
    expect.stringMatching(
      /^maru.yaml:9:52 moderation.policy.rules\[1\].words\[0\] must hold a word, not only \*/,
    ),
    expect.stringMatching(
      /^maru.yaml:10:46 moderation.policy.rules\[2\].patterns\[0\] is no pattern that can be used: missing closing \): `\(a`\./,
    ),
    expect.stringMatching(
      /^maru.yaml:10:52 .*Looking ahead or behind and references back are not possible\./,
    ),
    expect.stringMatching(/^maru.yaml:10:61 .* is too big: \d+ steps, and at most 500 are possible/),
    "maru.yaml:11:9 moderation.policy.rules[3] needs domains in allow or in deny.\n  Write its settings below it, indented: name, category, steps, languages, kind, allow, deny.",
    expect.stringMatching(
      /^maru.yaml:12:40 .* must be a domain, e\.g\. example\.com, without https:\/\/ and path/,
    ),
    expect.stringMatching(/^maru.yaml:13:9 moderation.policy.rules\[5\].seconds is missing/),
    expect.stringMatching(/^maru.yaml:13:43 moderation.policy.rules\[5\].messages must be at least 2/),
    "maru.yaml:13:46 moderation.policy.rules[5].second is not a setting.\n  Did you mean seconds?",
    expect.stringMatching(/^maru.yaml:14:9 moderation.policy.rules\[6\] must be a group of settings/),
    expect.stringMatching(/^maru.yaml:16:9 moderation.policy.places\[0\].match is missing/),
    expect.stringMatching(
      /^maru.yaml:16:17 moderation.policy.places\[0\].mode must be off, shadow or active/,
    ),
  ]);
});

describe("what would do harm by oversight is refused:", () => {
  test.each([
    [
      "active everywhere",
      "mode: active",
      /active is set for each place, as in places: \[\{ match: \[general\], mode: active \}\]/,
    ],
    [
      "removing to fill a quota",
      "categories: { hate: { remove: { perDay: 5 } } }",
      /hate\.remove must be a number/,
    ],
    [
      "names of people, which anybody can take",
      "exempt: { people: [Mina] }",
      /must be a person's id .* anybody can take a name/,
    ],
    [
      "a time zone that there is not",
      'quietHours: { from: "22:00", to: "07:00", timeZone: Asia/Soul }',
      /must be a time zone/,
    ],
    [
      "a time that there is not",
      'quietHours: { from: "24:00", to: "07:00", timeZone: UTC }',
      /from "00:00" to "23:59"/,
    ],
    [
      "quiet hours without an end",
      'quietHours: { from: "07:00", to: "07:00", timeZone: UTC }',
      /must not end when they begin/,
    ],
    [
      "two rules of one name",
      "rules: [{ name: a, kind: mentions, moreThan: 1 }, { name: a, kind: mentions, moreThan: 2 }]",
      /rules\[1\]\.name is the name of another rule too/,
    ],
    ["a domain with a port", 'rules: [{ name: a, kind: links, deny: ["x.com:80"] }]', /must be a domain/],
    ["a probability in percent", "categories: { hate: { queue: 50 } }", /hate\.queue must be at most 1/],
  ])("%s", (_, policy, words) => {
    expect(faultsOf(policy)).toEqual([expect.stringMatching(words)]);
  });

  test("a pattern that matches every message", () => {
    expect(faultsOf("rules: [{ name: a, kind: pattern, patterns: ['x*'] }]")).toEqual([
      expect.stringMatching(/patterns\[0\] matches every message, since it matches nothing at all/),
    ]);
  });

  test("patterns that take too long together", () => {
    const big = JSON.stringify(Array(11).fill("(?:ab){240}"));
    expect(faultsOf(`rules: [{ name: a, kind: pattern, patterns: ${big} }]`)).toEqual([
      expect.stringMatching(/rules has patterns of \d+ steps together, and at most 5000 are possible/),
    ]);
  });
});

test("times may stand without quotes, and a domain may be Korean", () => {
  expect(
    faultsOf(`quietHours: { from: 22:00, to: 07:30, timeZone: Asia/Seoul }
rules: [{ name: a, kind: links, deny: [예시.한국, Example.COM] }]`),
  ).toEqual([]);
});

const root = join(import.meta.dirname, "..", "..");
const faultsIn = (text: string) => {
  const loaded = loadConfig({ text, env: {}, adapters: [] });
  return loaded.ok ? [] : loaded.faults;
};

test("every example in docs/policy.md is valid as it stands", () => {
  const docs = readFileSync(join(root, "docs", "policy.md"), "utf8");
  const examples = Array.from(docs.matchAll(/```yaml\n([\s\S]*?)```/g), ([, yaml = ""]) => yaml);
  expect(examples.length).toBeGreaterThanOrEqual(6);
  expect(examples.flatMap(faultsIn)).toEqual([]);
});

test("the rules and places that maru.example.yaml has in comments are valid, and there is one of every kind", () => {
  const lines = readFileSync(join(root, "maru.example.yaml"), "utf8").split("\n");
  const commented = (name: string) => {
    const from = lines.indexOf(`    # ${name}:`);
    const until = lines.findIndex((line, at) => at > from && line.trim() === "#");
    return lines.slice(from, until).map((line) => line.replace("# ", ""));
  };
  const text = ["moderation:", "  policy:", ...commented("rules"), ...commented("places")].join("\n");
  expect(faultsIn(text)).toEqual([]);
  const loaded = loadConfig({ text, env: {}, adapters: [] });
  const { rules, places } = loaded.ok ? loaded.config.moderation.policy : { rules: [], places: [] };
  expect(new Set(rules.map(({ kind }) => kind))).toEqual(
    new Set(["words", "pattern", "links", "flood", "mentions"]),
  );
  expect(places.map(({ mode }) => mode)).toEqual(["active", "off"]);
});
