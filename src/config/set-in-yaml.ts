import { type Document, isCollection, isScalar, parseDocument } from "yaml";

/** A setting and what it is to be. */
export interface YamlChange {
  readonly path: readonly (string | number)[];
  /** Plain data. */
  readonly value: unknown;
}

/**
 * Changes settings in the text of a YAML file that parses, and leaves the rest as it stands, comments too. Groups that are not there,
 * or left blank, are made, and the file is laid out anew for that; a number as long as the list appends to it. `undefined` where
 * something else would change with it, or it cannot be done: where groups share their settings by anchors.
 */
export function setInYaml(text: string, changes: readonly YamlChange[]): string | undefined {
  try {
    const changed = changes.reduce(setOne, text);
    const expected = changes.reduce(setInData, parseYamlData(text));
    return JSON.stringify(parseYamlData(changed)) === JSON.stringify(expected) ? changed : undefined;
  } catch {
    // A group that is only an alias of another takes no settings of its own.
    return undefined;
  }
}

/** The same on plain data. */
function setInData(data: unknown, { path: [name, ...rest], value }: YamlChange): unknown {
  if (name === undefined) return value;
  const group = data ?? (typeof name === "number" ? [] : {});
  const member = setInData((group as Record<string | number, unknown>)[name], { path: rest, value });
  if (Array.isArray(group)) return Object.assign([...group], { [name]: member });
  return { ...group, [name]: member };
}

function setOne(text: string, { path, value }: YamlChange): string {
  const document = parseDocument(text);
  const node = document.getIn(path, true);
  if (isScalar(node) && node.range && typeof value === "number") {
    const [from, to] = node.range;
    return `${text.slice(0, from)}${value}${text.slice(to)}`;
  }
  makeGroups(document, path);
  document.setIn(path, document.createNode(value));
  return document.toString({ lineWidth: 0 });
}

/** What was left blank (`moderation:`) is no group yet. */
function makeGroups(document: Document, path: readonly (string | number)[]): void {
  if (!isCollection(document.contents)) document.contents = document.createNode({});
  for (let length = 1; length < path.length; length++) {
    const group = path.slice(0, length);
    const node = document.getIn(group, true);
    if (node === undefined || (isScalar(node) && node.value === null))
      document.setIn(group, document.createNode(typeof path[length] === "number" ? [] : {}));
  }
}

/** The plain data of a YAML text that parses. */
export function parseYamlData(text: string): unknown {
  return parseDocument(text).toJS();
}
