import { randomUUID } from "node:crypto";
import type { Notices } from "../../../adapters/web/shared/moderation-wire.ts";
import type { ChatMessage, Me, Page } from "../../../adapters/web/wire.ts";
import type { Mortal } from "./run-mortal.ts";
import { MEMBERS, MODERATORS, type Name, type Outcome, type Posted, type Team } from "./team.ts";
import { deskOf, joinWeb, openReview, type WebPerson } from "./web-people.ts";

/** The team in the web chat. */
export async function webTeam(maru: Mortal): Promise<Team> {
  const people = new Map<Name, WebPerson>();
  for (const name of [...MEMBERS, ...MODERATORS]) people.set(name, await joinWeb(maru, name));
  for (const name of MODERATORS) await openReview(maru, people.get(name)!);
  const named = (name: Name) => people.get(name)!;
  const clerk = await joinWeb(maru, "Clerk");
  await openReview(maru, clerk);
  const spot = ({ id }: Posted) => id.replace(/^web:/, "");

  return {
    platform: "web",
    hasTimeouts: true,
    hasCards: false,
    nameOf: (id) =>
      [...people.values(), clerk].find(({ person }) => id === `web:${person.id}`)?.person.name ?? id,
    async say(by, place, text) {
      const { seq } = await named(by).send<ChatMessage>("POST", `/api/places/${place}/messages`, {
        text,
        nonce: randomUUID(),
      });
      return { by, id: `web:${place}/${seq}`, text };
    },
    edit: (posted, text) => named(posted.by).send("PATCH", `/api/messages/${spot(posted)}`, { text }),
    async remove(posted) {
      // Sent again, when it was done and the answer was lost, it is no more there.
      const { status } = await named(posted.by).ask("DELETE", `/api/messages/${spot(posted)}`);
      if (status !== 204 && status !== 404) throw new Error(`not deleted: ${status}`);
    },
    async timesShown(text, place) {
      const { messages } = await clerk.send<Page>("GET", `/api/places/${place}/messages?last=200`);
      return messages.filter((message) => message.text.includes(text)).length;
    },
    async mayWrite(name) {
      return (await named(name).send<Me>("GET", "/api/me")).silentUntil === undefined;
    },
    report: (by, posted, words) => named(by).send("POST", `/api/messages/${spot(posted)}/report`, { words }),
    async move(by, id, move, reason) {
      const nonce = randomUUID();
      const tab = await named(by).tab();
      await named(by).send("POST", `/api/review/cases/${id}/moves`, {
        move,
        nonce,
        ...(reason === undefined ? {} : { reason }),
      });
      return async () => {
        const { outcome } = await tab.until("outcome", (event) => event.nonce === nonce);
        return outcome.type === "refused" ? (outcome.why as Outcome) : "done";
      };
    },
    appeal: (by, id, words) => named(by).send("POST", `/api/appeals/${id}`, { words, nonce: randomUUID() }),
    async letters(name) {
      const { notices } = await named(name).send<Notices>("GET", "/api/notices");
      return notices.map(({ kind, mayAppeal }) => ({ kind: kind.type, mayAppeal })).reverse();
    },
    cards: async () => 0,
    desk: deskOf(clerk),
    async [Symbol.asyncDispose]() {
      for (const person of [...people.values(), clerk]) (await person.tab()).socket.close();
    },
  };
}
