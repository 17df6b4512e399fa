/** What a text of Slack's names by id. */
export interface SlackNames {
  person(id: string): string | undefined;
  channel(id: string): string | undefined;
}

/** `<…>` with what stands before and after a `|` (docs: messaging/formatting-message-text#retrieving-messages). */
const ENTITIES = /<([@#!]?)([^<>|\n]+)(?:\|([^<>\n]*))?>/g;

/** The text as people read it: mentions by name, links as their words and address. */
export function slackText(text: string, names: SlackNames): string {
  return unescaped(
    text.replace(ENTITIES, (_, sign: string, id: string, label?: string) => {
      switch (sign) {
        case "@":
          return `@${names.person(id) ?? label ?? id}`;
        case "#":
          return `#${names.channel(id) ?? label ?? id}`;
        case "!":
          return special(id, label);
        default:
          return label === undefined || label === "" || label === id ? id : `${label} ${id}`;
      }
    }),
  );
}

/** `!here`, `!subteam^S1|@team`, `!date^1726000000^{date}|10 September`. */
function special(id: string, label: string | undefined): string {
  const [kind = ""] = id.split("^");
  if (label !== undefined && label !== "")
    return kind === "date" || label.startsWith("@") ? label : `@${label}`;
  return `@${kind === "subteam" ? "group" : kind}`;
}

const unescaped = (text: string) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
