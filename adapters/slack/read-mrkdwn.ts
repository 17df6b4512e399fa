import { codeRegions } from "../../src/text/code-regions.ts";
import type { Reader } from "./reader.ts";

/** `<…>` with what stands before and after a `|` (docs: messaging/formatting-message-text#retrieving-messages). */
const ENTITIES = /<([@#!]?)([^<>|\n]+)(?:\|([^<>\n]*))?>/g;

/** Slack's own markup as Markdown. It is read where a message has no rich text, which tells code and mentions apart better. */
export function readMrkdwn(text: string, reader: Reader): string {
  let out = "";
  let at = 0;
  for (const { start, end } of codeRegions(text)) {
    out += prose(text.slice(at, start), reader) + code(text.slice(start, end), reader);
    at = end;
  }
  return out + prose(text.slice(at), reader);
}

function prose(text: string, reader: Reader): string {
  const entities: string[] = [];
  const marked = text.replace(ENTITIES, (_, sign: string, id: string, label?: string) => {
    entities.push(entity(reader, sign, id, label, false));
    return PLACE;
  });
  // The marks are looked for where no address or name is in the way, nor an escaped letter.
  const changed = unescaped(
    marked
      .replace(/(?<![\w*])\*(?=\S)([^*\n]*[^\s*])\*(?![\w*])/g, "**$1**")
      .replace(/(?<![\w~])~(?=\S)([^~\n]*[^\s~])~(?![\w~])/g, "~~$1~~")
      .replace(/^([ \t]*)[•◦▪][ \t]+/gm, "$1- "),
  );
  return changed.replace(new RegExp(PLACE, "g"), () => entities.shift() ?? "");
}

/** Stands where an entity was: Slack's texts never hold it. */
const PLACE = "\u0000";

/** In code nobody is mentioned, and addresses stand as they were typed. */
function code(text: string, reader: Reader): string {
  const typed = unescaped(
    text.replace(ENTITIES, (_, sign: string, id: string, label?: string) =>
      sign === "" ? label || id : entity(reader, sign, id, label, true),
    ),
  );
  // A fence of Slack's may stand in the middle of a line, one of Markdown's may not.
  const [mark = ""] = /^`+/.exec(typed) ?? [];
  if (mark.length < 3 || mark.length * 2 > typed.length || !typed.endsWith(mark)) return typed;
  return `${mark}\n${typed.slice(mark.length, -mark.length).replace(/^\n|\n$/g, "")}\n${mark}`;
}

function entity(
  reader: Reader,
  sign: string,
  id: string,
  label: string | undefined,
  inCode: boolean,
): string {
  if (sign === "@") return reader.user(id, inCode);
  if (sign === "#") return reader.channel(id, label);
  if (sign === "") return reader.link(unescaped(id), unescaped(label ?? ""));
  const [kind, first = ""] = id.split("^");
  if (kind === "subteam") return reader.group(first, label, inCode);
  if (kind === "date") return unescaped(label ?? reader.time(Number(first) || 0));
  return kind === "here" || kind === "channel" || kind === "everyone"
    ? reader.broadcast(kind, inCode)
    : unescaped(label ?? "");
}

const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
