import type { Mention } from "../../src/core/types.ts";
import { ADAPTER_NAME, personId, type SlackId } from "./ids.ts";

/** What is behind the ids in a message. */
export interface Names {
  readonly self: { readonly id: SlackId; readonly name: string };
  user(id: SlackId): { readonly name: string; readonly isBot: boolean } | undefined;
  channel(id: SlackId): string | undefined;
}

/** Writes what Slack has ids for as people see it, and keeps in mind whom a message mentions. */
export interface Reader {
  readonly mentions: readonly Mention[];
  user(id: SlackId, inCode: boolean): string;
  /** @param label its name with `@`, where the message tells it */
  group(id: SlackId, label: string | undefined, inCode: boolean): string;
  /** @param range `here`, `channel` or `everyone` */
  broadcast(range: string, inCode: boolean): string;
  channel(id: SlackId, label: string | undefined): string;
  link(url: string, label: string): string;
  time(unixSeconds: number): string;
}

/** @param text the message's, whose labels of groups and channels its rich text lacks */
export function createReader(names: Names, text: string): Reader {
  const found = new Map<string, Mention>();
  const labels = new Map<string, string>();
  for (const [, id = "", label = ""] of text.matchAll(LABELLED)) labels.set(id, label);

  const note = (mention: Mention, inCode: boolean) => {
    if (!inCode) found.set(mention.id, mention);
    return `@${mention.name}`;
  };

  return {
    get mentions() {
      return [...found.values()];
    },
    user(id, inCode) {
      if (id === names.self.id)
        return note({ id: personId(id), name: names.self.name, kind: "self" }, inCode);
      const known = names.user(id);
      if (!known) return "@someone";
      return note({ id: personId(id), name: known.name, kind: known.isBot ? "bot" : "person" }, inCode);
    },
    group(id, label, inCode) {
      const name = (label ?? labels.get(id))?.replace(/^@/, "") || "group";
      return note({ id: `${ADAPTER_NAME}:${id}`, name, kind: "group" }, inCode);
    },
    broadcast: (range, inCode) =>
      note({ id: `${ADAPTER_NAME}:${range}`, name: range, kind: "group" }, inCode),
    channel: (id, label) => `#${names.channel(id) ?? (label || labels.get(id) || "channel")}`,
    link(url, label) {
      const plain = url.replace(/^mailto:/, "");
      if (label === "" || label === url || label === plain) return plain;
      return `[${label.replace(/[\\[\]]/g, "\\$&")}](${/[\s()]/.test(url) ? `<${url}>` : url})`;
    },
    time: (unixSeconds) => new Date(unixSeconds * 1_000).toISOString(),
  };
}

/** `<!subteam^S1|@name>` and `<#C1|name>`. */
const LABELLED = /<(?:!subteam\^|#)([A-Z0-9]+)\|([^>]+)>/g;
