import type { Block, Shape } from "../world/shapes.ts";
import { limits } from "./limits.ts";
import { faultsOfBlock } from "./schemas.ts";

/** Lengths of fields that every block or element may have (docs: reference/block-kit). */
const fieldLengths: Readonly<Record<string, number>> = {
  block_id: 255,
  action_id: 255,
  url: 3_000,
  accessibility_label: 75,
  alt_text: 2_000,
};

/** Lengths of texts, by the type of what has them and the field; a text is a string or a text object. */
const textLengths: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  section: { text: 3_000 },
  header: { text: 150 },
  markdown: { text: limits.markdownBlocks },
  image: { title: 2_000 },
  input: { label: 2_000, hint: 2_000 },
  button: { text: 75, value: 2_000 },
  positive_button: { text: 75, value: 2_000 },
  negative_button: { text: 75, value: 2_000 },
  icon_button: { text: 75, value: 2_000 },
  option: { text: 75, value: 150, description: 75 },
  confirm: { title: 100, text: 300, confirm: 30, deny: 30 },
  card: { title: 150, subtitle: 150, body: 200 },
  plain_text_input: { placeholder: 150, initial_value: 3_000 },
  static_select: { placeholder: 150 },
};

/** How many of something a block takes. */
const counts: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  actions: { elements: 25 },
  context: { elements: 10 },
  context_actions: { elements: 5 },
  section: { fields: 10 },
  static_select: { options: 100 },
  overflow: { options: 5 },
  checkboxes: { options: 10 },
  radio_buttons: { options: 10 },
  carousel: { elements: 10 },
  table: { rows: 100 },
  card: { actions: 5 },
};

const isObject = (value: unknown): value is Shape =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const lengthOf = (value: unknown): number | undefined => {
  if (typeof value === "string") return value.length;
  return isObject(value) && typeof value["text"] === "string" ? value["text"].length : undefined;
};

/** What something is, where its `type` does not say it. */
const kindOf = (value: Shape, key: string): string => {
  if (typeof value["type"] === "string") return value["type"];
  if (key === "confirm" || key === "positive_button" || key === "negative_button") return key;
  return key === "options" ? "option" : "";
};

const faultsOfSizes = (value: Shape, key: string, path: string): string[] => {
  const kind = kindOf(value, key);
  const faults: string[] = [];
  for (const [field, inner] of Object.entries(value)) {
    const at = `${path}/${field}`;
    const most = textLengths[kind]?.[field] ?? fieldLengths[field];
    const length = lengthOf(inner);
    if (most !== undefined && length !== undefined && length > most)
      faults.push(`must be less than ${most + 1} characters [json-pointer:${at}]`);
    if (length === 0 && (field === "text" || field === "action_id"))
      faults.push(`must be more than 0 characters [json-pointer:${at}]`);
    const mostItems = counts[kind]?.[field];
    if (Array.isArray(inner)) {
      if (mostItems !== undefined && inner.length > mostItems)
        faults.push(`no more than ${mostItems} items allowed [json-pointer:${at}]`);
      if (mostItems !== undefined && inner.length === 0)
        faults.push(`no less than 1 items allowed [json-pointer:${at}]`);
      inner.forEach((one, index) => {
        if (isObject(one)) faults.push(...faultsOfSizes(one, field, `${at}/${index}`));
      });
    } else if (isObject(inner)) faults.push(...faultsOfSizes(inner, field, at));
  }
  return faults;
};

const inputsOnlyInViews = new Set(["input"]);
/** docs: reference/block-kit/blocks: where a block may stand. */
const onlyInMessages = new Set(["context_actions", "file", "markdown", "task_card", "plan", "table"]);

/** Ids of the controls, which must differ within a message or view. */
const actionIds = (block: Block): string[] => {
  const elements = [
    ...((block["elements"] as Shape[] | undefined) ?? []),
    block["accessory"],
    block["element"],
  ];
  return elements.flatMap((one) =>
    isObject(one) && typeof one["action_id"] === "string" ? [one["action_id"]] : [],
  );
};

const repeated = (values: readonly string[]): string[] => [
  ...new Set(values.filter((value, at) => values.indexOf(value) !== at)),
];

/** What is wrong with the blocks of a message or view (docs: reference/block-kit/blocks, each block's page). */
export const faultsOfBlocks = (blocks: unknown, surface: "message" | "view"): string[] => {
  if (!Array.isArray(blocks)) return ["blocks must be an array [json-pointer:/blocks]"];
  const most = surface === "message" ? limits.blocksOfMessage : limits.blocksOfView;
  const faults: string[] = [];
  if (blocks.length > most) faults.push(`no more than ${most} items allowed [json-pointer:/blocks]`);
  blocks.forEach((block: Block, at) => {
    const path = `/blocks/${at}`;
    for (const fault of faultsOfBlock(block))
      faults.push(fault.replace("[json-pointer:", `[json-pointer:${path}`));
    faults.push(...faultsOfSizes(block, "", path));
    if (surface === "message" && inputsOnlyInViews.has(block.type))
      faults.push(`unsupported type: ${block.type} [json-pointer:${path}/type]`);
    if (surface === "view" && onlyInMessages.has(block.type))
      faults.push(`unsupported type: ${block.type} [json-pointer:${path}/type]`);
    if (block.type === "section" && block["text"] === undefined && block["fields"] === undefined)
      faults.push(`missing required field: text [json-pointer:${path}]`);
    for (const id of repeated(actionIds(block)))
      faults.push(`\`action_id\` "${id}" already exists for another element [json-pointer:${path}]`);
  });
  for (const id of repeated(blocks.flatMap(({ block_id }: Block) => block_id ?? [])))
    faults.push(`\`block_id\` "${id}" already exists for another block [json-pointer:/blocks]`);
  const markdown = blocks.reduce(
    (sum: number, block: Block) => (block.type === "markdown" ? sum + String(block["text"]).length : sum),
    0,
  );
  if (markdown > limits.markdownBlocks)
    faults.push(`markdown blocks have more than ${limits.markdownBlocks} characters together`);
  return [...new Set(faults)];
};
