import { expect, test } from "vitest";
import { faultsOfBlocks } from "./validation/blocks.ts";
import { faultsOfView } from "./validation/views.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const section = (text: string, more: object = {}) => ({
  type: "section",
  text: { type: "mrkdwn", text },
  ...more,
});
const button = (more: object = {}) => ({ type: "button", action_id: "go", text: plain("Go"), ...more });
const actions = (...elements: object[]) => ({ type: "actions", elements });
const many = (count: number, make: (at: number) => object) =>
  Array.from({ length: count }, (_, at) => make(at));

const iconButton = (at: number) => ({
  type: "icon_button",
  action_id: `${at}`,
  icon: "trash",
  text: plain("Delete"),
});

test.each<[string, object[], object[]]>([
  ["50 blocks", many(50, () => ({ type: "divider" })), many(51, () => ({ type: "divider" }))],
  ["section 3,000", [section("x".repeat(3_000))], [section("x".repeat(3_001))]],
  [
    "header 150",
    [{ type: "header", text: plain("x".repeat(150)) }],
    [{ type: "header", text: plain("x".repeat(151)) }],
  ],
  [
    "markdown 12,000",
    [{ type: "markdown", text: "x".repeat(12_000) }],
    [{ type: "markdown", text: "x".repeat(12_001) }],
  ],
  [
    "markdown 12,000 together",
    many(2, () => ({ type: "markdown", text: "x".repeat(6_000) })),
    many(2, () => ({ type: "markdown", text: "x".repeat(6_001) })),
  ],
  [
    "button label 75",
    [actions(button({ text: plain("x".repeat(75)) }))],
    [actions(button({ text: plain("x".repeat(76)) }))],
  ],
  [
    "button value 2,000",
    [actions(button({ value: "x".repeat(2_000) }))],
    [actions(button({ value: "x".repeat(2_001) }))],
  ],
  [
    "action_id 255",
    [actions(button({ action_id: "x".repeat(255) }))],
    [actions(button({ action_id: "x".repeat(256) }))],
  ],
  [
    "block_id 255",
    [section("x", { block_id: "x".repeat(255) })],
    [section("x", { block_id: "x".repeat(256) })],
  ],
  [
    "25 elements",
    [actions(...many(25, (at) => button({ action_id: `${at}` })))],
    [actions(...many(26, (at) => button({ action_id: `${at}` })))],
  ],
  [
    "10 of context",
    [{ type: "context", elements: many(10, () => plain("x")) }],
    [{ type: "context", elements: many(11, () => plain("x")) }],
  ],
  [
    "5 context actions",
    [{ type: "context_actions", elements: many(5, (at) => iconButton(at)) }],
    [{ type: "context_actions", elements: many(6, (at) => iconButton(at)) }],
  ],
  ["own action ids", [actions(button(), button({ action_id: "stop" }))], [actions(button(), button())]],
  [
    "own block ids",
    [section("x", { block_id: "a" }), section("x", { block_id: "b" })],
    many(2, () => section("x", { block_id: "a" })),
  ],
  ["something in a section", [section("x")], [{ type: "section" }]],
  ["no empty text", [section("x")], [section("")]],
  ["known blocks", [{ type: "divider" }], [{ type: "sparkle" }]],
  ["known fields", [section("x")], [section("x", { colour: "red" })]],
  ["styles of buttons", [actions(button({ style: "danger" }))], [actions(button({ style: "loud" }))]],
  [
    "words to confirm",
    [
      actions(
        button({
          confirm: { title: plain("Sure?"), text: plain("x"), confirm: plain("Yes"), deny: plain("No") },
        }),
      ),
    ],
    [
      actions(
        button({
          confirm: {
            title: plain("Sure?"),
            text: plain("x"),
            confirm: plain("x".repeat(31)),
            deny: plain("No"),
          },
        }),
      ),
    ],
  ],
])("a message keeps to Slack's rules: %s", (_rule, good, bad) => {
  expect(faultsOfBlocks(good, "message")).toEqual([]);
  expect(faultsOfBlocks(bad, "message")).not.toEqual([]);
});

test("what is wrong is said with its place", () => {
  expect(faultsOfBlocks([section("x"), { type: "header", text: plain("x".repeat(151)) }], "message")).toEqual(
    ["must be less than 151 characters [json-pointer:/blocks/1/text]"],
  );
});

test("views have titles, limits, and blocks of their own", () => {
  const home = (blocks: object[], more: object = {}) => ({ type: "home", blocks, ...more }) as never;
  const modal = (more: object = {}) =>
    ({ type: "modal", title: plain("Ask"), blocks: [section("x")], ...more }) as never;
  expect(faultsOfView(home(many(100, () => ({ type: "divider" }))), "home")).toEqual([]);
  expect(faultsOfView(home(many(101, () => ({ type: "divider" }))), "home")).not.toEqual([]);
  expect(faultsOfView(home([{ type: "markdown", text: "x" }]), "home")).not.toEqual([]);
  expect(faultsOfView(modal(), "modal")).toEqual([]);
  expect(faultsOfView(modal(), "home")).not.toEqual([]);
  expect(faultsOfView(modal({ title: plain("x".repeat(25)) }), "modal")).not.toEqual([]);
  expect(faultsOfView(modal({ private_metadata: "x".repeat(3_001) }), "modal")).not.toEqual([]);
  const input = {
    type: "input",
    label: plain("Why?"),
    element: { type: "plain_text_input", action_id: "why" },
  };
  expect(faultsOfView(modal({ blocks: [input] }), "modal")).toEqual([
    "missing required field: submit [json-pointer:/view]",
  ]);
  expect(faultsOfView(modal({ blocks: [input], submit: plain("Send") }), "modal")).toEqual([]);
  expect(faultsOfBlocks([input], "message")).not.toEqual([]);
});
