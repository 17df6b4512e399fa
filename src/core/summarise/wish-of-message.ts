import { withoutOwnMention } from "../speakers.ts";
import type { Message } from "../types.ts";
import { type ParsedWish, wishIn, wishOf } from "./parse-wish.ts";

/** The summary that a message to Maru asks for, if it does: by a command of the platform, or in words that ask for nothing else. */
export function wishOfMessage(message: Message, selfName: string): ParsedWish | undefined {
  const { command, text } = message;
  const isGiven = command === "summarise" || command === "catchup";
  if (!isGiven && command !== undefined && command !== "ask") return undefined;
  const parsed = isGiven ? wishOf(command, text) : wishIn(withoutOwnMention(text, selfName));
  if (!parsed || !("elsewhere" in parsed) || !isHere(parsed.elsewhere, message)) return parsed;
  // Whoever names the channel where they are means it as a whole.
  const said = text.normalize("NFC").replace(parsed.elsewhere, "this");
  const again = isGiven ? wishOf(command, said) : wishIn(withoutOwnMention(said, selfName));
  return again && "wish" in again ? { wish: { ...again.wish, scope: "place" } } : again;
}

function isHere(channel: string, { place }: Message): boolean {
  const plain = (name: string) => name.replace(/^#/u, "").normalize("NFC").toLowerCase();
  return plain(channel) === plain(place.name);
}
