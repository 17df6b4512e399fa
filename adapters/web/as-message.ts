import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { Author, Message, Place, SummaryScope } from "../../src/core/types.ts";
import { type Row, type Subject, textOf } from "./archive.ts";
import { readCommand } from "./command.ts";
import { messageId, personId, placeId, threadId } from "./ids.ts";
import type { Mentioned } from "./mentioned.ts";
import { type People, type Person, SELF } from "./people.ts";
import type { ChatPlace } from "./places.ts";

/** A message as the core sees it. */
export type AsMessage = (place: ChatPlace, row: Row) => Message;

/**
 * @param rolesOf the roles of a person by id
 * @param address where the chat is served, e.g. `http://127.0.0.1:7227`; asked each time, for links
 */
export function createAsMessage(parts: {
  readonly people: People;
  readonly mentioned: Mentioned;
  readonly selfName: string;
  readonly commands: readonly CommandInfo[];
  readonly rolesOf: (person: string) => readonly string[];
  readonly address: () => string;
}): AsMessage {
  return (place, row) => {
    const author = parts.people.byId(row.said.author);
    const text = textOf(row);
    const command = author && readCommand(text, parts.commands);
    return {
      id: messageId(place.id, row.seq),
      thread: threadId(place.id, row.said.root ?? row.seq),
      startsThread: row.said.root === undefined,
      place: asPlace(place),
      author: author
        ? asAuthor(author, parts.rolesOf(author.id))
        : {
            id: personId(row.said.author),
            name: row.said.author === SELF ? parts.selfName : row.said.author,
            kind: row.said.author === SELF ? "self" : "person",
          },
      text: command ? command.argument : text,
      mentions: parts.mentioned.of(row),
      ...(command ? { command: command.command } : {}),
      ...(row.said.about ? { summaryOf: asSummaryOf(row.said.about) } : {}),
      sentAt: row.said.at,
      link: `${parts.address()}/#${path(place, row)}`,
    };
  };
}

export const asAuthor = ({ id, name, locale }: Person, roles: readonly string[] = []): Author => ({
  id: personId(id),
  name,
  kind: "person",
  locale,
  ...(roles.length > 0 ? { roles } : {}),
});

export const asPlace = ({ id, name, kind }: ChatPlace): Place => ({ id: placeId(id), name, kind });

function asSummaryOf({ place, root, from }: Subject): NonNullable<Message["summaryOf"]> {
  const scope: SummaryScope =
    root === undefined ? { place: placeId(place) } : { thread: threadId(place, root) };
  return { scope, ...(from && { from: { id: messageId(place, from.seq), sentAt: from.at } }) };
}

function path(place: ChatPlace, { seq, said }: Row): string {
  const thread = place.kind === "channel" && said.root !== undefined ? `/${said.root}` : "";
  return `/${encodeURIComponent(place.id)}${thread}/${seq}`;
}
