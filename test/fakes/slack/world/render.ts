import { unescaped } from "./rich-text.ts";
import type { Block, Post, Shape } from "./shapes.ts";
import type { World } from "./world.ts";

/** What people read of a message: mentions by name, escapes undone, Markdown as it was written. */
export const render = (world: World, { message, markdown, given }: Post): string => {
  const parts = [
    ...(markdown === undefined ? [] : [entities(world, markdown)]),
    ...(given ? given.flatMap((block) => textOfBlock(world, block)) : []),
  ];
  return parts.length > 0 ? parts.join("\n") : entities(world, message.text);
};

/** docs: messaging/formatting-message-text#retrieving-messages */
const entities = (world: World, text: string): string =>
  unescaped(
    text.replace(
      /<([@#!]|https?:|mailto:)([^<>|]*)(?:\|([^<>]*))?>/g,
      (_all, kind: string, id: string, label?: string) => {
        if (kind === "@") return `@${world.users.get(id)?.profile.display_name ?? id}`;
        if (kind === "#") return `#${world.channels.get(id)?.name ?? label ?? id}`;
        if (kind === "!") return `@${id}`;
        return label ?? `${kind}${id}`;
      },
    ),
  );

const textIn = (value: unknown): string | undefined => {
  if (typeof value === "string") return value;
  const text = (value as Shape | undefined)?.["text"];
  return typeof text === "string" ? text : undefined;
};

const textOfBlock = (world: World, block: Block): string[] => {
  // Sections, quotations and lists stand below each other.
  if (block.type === "rich_text")
    return ((block["elements"] as Shape[] | undefined) ?? []).map((one) => richTextRead(world, one));
  if (block.type === "context")
    return (block["elements"] as Shape[]).flatMap((one) => entities(world, textIn(one) ?? ""));
  const fields = (block["fields"] as Shape[] | undefined) ?? [];
  const texts = [textIn(block["text"]), ...fields.map(textIn)].filter((text) => text !== undefined);
  return texts.map((text) => entities(world, text));
};

const richTextRead = (world: World, block: Shape): string => {
  const elements = (block["elements"] as Shape[] | undefined) ?? [];
  return elements
    .map((element) => {
      if (element["type"] === "user")
        return `@${world.users.get(String(element["user_id"]))?.profile.display_name ?? ""}`;
      if (element["type"] === "broadcast") return `@${String(element["range"])}`;
      if (element["type"] === "emoji") return `:${String(element["name"])}:`;
      return textIn(element) ?? richTextRead(world, element);
    })
    .join("");
};

/** Who is told of a message: ids of people, and `@channel`, `@here`, `@everyone` or `@subteam^S1` for groups. */
export const pingsOf = ({ message, markdown, given }: Post): string[] => {
  const everything = [markdown ?? message.text, JSON.stringify(given ?? [])].join("\n");
  const found = [
    ...everything.matchAll(/<(?:@([UW][A-Z0-9]+)|!(channel|here|everyone|subteam\^[A-Z0-9]+))/g),
  ];
  return [...new Set(found.map(([, user, group]) => user ?? `@${group}`))];
};
