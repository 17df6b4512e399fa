import { type Document, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { ConfigFault } from "./fault.ts";

/** A parsed YAML file that knows where its settings stand. */
export interface YamlSource {
  /** Plain data; a setting left blank is left out. */
  readonly data: unknown;
  /** Where the value at `path` stands, or its name with `name`; counted from 1. */
  locate(
    path: readonly PropertyKey[],
    what: "name" | "value",
  ): { readonly line: number; readonly column: number } | undefined;
}

const SYNTAX_REMEDY =
  "Settings are written as name: value, and groups are indented by spaces; see maru.example.yaml.";

/** Parses YAML 1.2; every fault of syntax at once. */
export function parseYaml(
  text: string,
):
  | { readonly ok: true; readonly source: YamlSource }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if (document.errors.length > 0) {
    return {
      ok: false,
      faults: document.errors.map(({ code, message, pos }) => ({
        where: "",
        ...position(pos[0]),
        problem:
          code === "DUPLICATE_KEY"
            ? "The same name stands twice in one group"
            : `This is not valid YAML: ${message}`,
        remedy: code === "DUPLICATE_KEY" ? "Take one of the two out." : SYNTAX_REMEDY,
      })),
    };
  }
  try {
    const data: unknown = withoutBlanks(document.toJS());
    return {
      ok: true,
      source: {
        data,
        locate(path, what) {
          const offset = offsetOf(document, path, what);
          return offset === undefined ? undefined : position(offset);
        },
      },
    };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      faults: [{ where: "", problem: `This YAML cannot be used: ${said}`, remedy: SYNTAX_REMEDY }],
    };
  }
}

/** `threads:` with nothing behind it, or a group whose settings are all commented out, means the default. */
function withoutBlanks(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutBlanks);
  if (typeof data !== "object" || data === null) return data;
  const kept = Object.entries(data).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutBlanks(value)]));
}

function offsetOf(
  document: Document,
  path: readonly PropertyKey[],
  what: "name" | "value",
): number | undefined {
  const last = path.at(-1);
  const group = document.getIn(path.slice(0, -1), true);
  if (typeof last === "string" && isMap(group)) {
    const pair = group.items.find(({ key }) => String(isScalar(key) ? key.value : key) === last);
    const node = what === "value" ? (pair?.value ?? pair?.key) : pair?.key;
    return startOf(node);
  }
  return startOf(document.getIn(path, true));
}

function startOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] | null } | undefined)?.range?.[0];
}
