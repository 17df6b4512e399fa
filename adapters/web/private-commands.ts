import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { CommandName } from "../../src/core/types.ts";
import { readForEverybody } from "../../src/text/for-everybody.ts";
import type { Subject } from "./archive.ts";
import { type Command, readCommand } from "./command.ts";
import type { Person } from "./people.ts";
import type { ChatPlace, Places } from "./places.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { Post } from "./wire.ts";

/** A post, and where it goes. */
interface Addressed {
  readonly place: ChatPlace;
  readonly post: Post;
  /** What it is about, where that is not the place. */
  readonly about?: Subject;
}

/**
 * Where what a person posts is to stand: a command whose answer is for that person alone, in their direct place. Rejects with a
 * `Refusal` when what it is about is not there.
 */
export type AddressPost = (place: ChatPlace, author: Person, post: Post) => Promise<Addressed>;

const PRIVATE: readonly CommandName[] = ["summarise", "catchup", "optout", "optin"];

export function createAddressPost(parts: {
  readonly places: Places;
  readonly commands: readonly CommandInfo[];
  readonly selfName: string;
}): AddressPost {
  async function subject(place: ChatPlace, { root, from }: Post): Promise<Subject> {
    const within = root === undefined || root === 0 ? {} : { root };
    if (within.root !== undefined) {
      const first = await standing(place, within.root);
      if (first.said.root !== undefined) throw notFound();
    }
    if (from === undefined) return { place: place.id, ...within };
    const row = await standing(place, from);
    const isThere = within.root === undefined ? !row.said.root : (row.said.root ?? row.seq) === within.root;
    if (!isThere) throw notFound();
    return { place: place.id, ...within, from: { seq: from, at: row.said.at } };
  }

  /** What was missed was missed in the whole channel. */
  async function aboutOf(command: CommandName, place: ChatPlace, post: Post): Promise<Subject | undefined> {
    if (command === "catchup") return { place: place.id };
    return command === "summarise" ? subject(place, post) : undefined;
  }

  async function standing(place: ChatPlace, seq: number) {
    const row = await place.archive.one(seq);
    if (!row || row.since.deleted || place.archive.withheld.has(seq)) throw notFound();
    return row;
  }

  return async (place, author, { from, ...post }) => {
    const command = readCommand(post.text, parts.commands);
    if (from !== undefined && command?.command !== "summarise")
      throw new Refusal(400, "bad-request", "Only /summarise begins from a message.");
    if (!command || !PRIVATE.includes(command.command)) return { place, post };
    if (place.kind === "direct")
      return from === undefined
        ? { place, post }
        : { place, post, about: await subject(place, { ...post, from }) };
    if (isShared(command) && from === undefined) {
      const text = `@${parts.selfName} ${command.name} ${command.argument}`.trim();
      return { place, post: { ...post, text } };
    }
    const { root: _, ...privately } = post;
    const about = await aboutOf(command.command, place, from === undefined ? post : { ...post, from });
    return { place: parts.places.directOf(author), post: privately, ...(about && { about }) };
  };
}

const isShared = ({ command, argument }: Command) =>
  command === "summarise" && readForEverybody(argument).isShared;
