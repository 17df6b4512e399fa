import { PlatformError } from "../../../src/core/ports/chat-adapter.ts";
import type { ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { Message } from "../../../src/core/types.ts";
import { parsePersonId } from "../ids.ts";
import type { Live } from "../live.ts";
import type { People, Person } from "../people.ts";
import { abilities } from "./abilities.ts";
import { readEventId } from "./event-ids.ts";
import type { Hiding } from "./hiding.ts";
import type { Moderators } from "./moderators.ts";
import type { Notices } from "./notices.ts";
import type { ReviewPosts } from "./review-posts.ts";
import type { Silences } from "./silences.ts";

/** What Maru does as a moderator of the web chat. */
export function createModerationActions(parts: {
  readonly people: People;
  readonly moderators: Moderators;
  readonly hiding: Hiding;
  readonly silences: Silences;
  readonly notices: Notices;
  readonly posts: ReviewPosts;
  readonly live: Live;
}): ModerationActions {
  const { people, hiding, silences, live } = parts;

  const authorOf = ({ author }: Message): Person | undefined => people.byId(parsePersonId(author.id) ?? "");

  function personBehind(message: Message): Person {
    if (message.author.kind === "self") {
      throw new PlatformError("forbidden", "Maru itself cannot be kept from writing.");
    }
    const person = authorOf(message);
    if (!person) throw new PlatformError("gone", `There is nobody with the id ${message.author.id}.`);
    return person;
  }

  const tell = (person: Person, event: Parameters<Live["tellPeople"]>[1]) =>
    live.tellPeople(({ id }) => id === person.id, event);

  return {
    can: abilities,
    remove: (message) => hiding.set(message, true),
    restore: (message) => hiding.set(message, false),
    async timeout(message, until) {
      const person = personBehind(message);
      await silences.begin(person.id, until);
      tell(person, { type: "silence", until: new Date(until).toISOString() });
    },
    async endTimeout(message) {
      const person = personBehind(message);
      await silences.end(person.id);
      tell(person, { type: "silence" });
    },
    async tell(notice) {
      const person = authorOf(notice.message);
      if (!person) return false;
      const fresh = await parts.notices.add(person, notice);
      if (fresh) tell(person, { type: "notice", notice: fresh });
      return true;
    },
    // The review page is the queue: it hears of every case through the desk.
    async showCard() {},
    async post(key, markdown) {
      const post = await parts.posts.add(key, markdown);
      if (post) live.tellPeople(({ id }) => parts.moderators.has(id), { type: "posted", post });
    },
    async answer(event, outcome) {
      const { person, nonce } = readEventId(event) ?? {};
      if (person === undefined || nonce === undefined) return;
      live.tellPeople(({ id }) => id === person, { type: "outcome", nonce, outcome });
    },
  };
}
