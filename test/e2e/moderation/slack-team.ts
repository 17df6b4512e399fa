import { expect, vi } from "vitest";
import { takesReason } from "../../../src/core/ports/index.ts";
import { secretsOf } from "../../adapters/slack/chat.ts";
import { type Message, type Seen, startFakeSlack, type User } from "../../fakes/slack/index.ts";
import { type House, openHouse } from "./house.ts";
import { letterKind, outcomeOf } from "./read-letters.ts";
import { MEMBERS, MODERATORS, type Name, type Posted, type Team } from "./team.ts";
import { deskOf, joinWeb, openReview } from "./web-people.ts";

const soon = <Result>(check: () => Result) => vi.waitFor(check, { timeout: 20_000, interval: 10 });

/** The team on a Slack of our own, whose Maru has an admin's token. */
export async function slackTeam(): Promise<{ readonly house: House; readonly team: Team }> {
  const slack = await startFakeSlack({ rateLimits: "none" });
  const admin = slack.addPerson("Ada Min", { role: "admin" });
  const people = new Map<Name, User>();
  for (const name of [...MEMBERS, ...MODERATORS]) people.set(name, slack.addPerson(name));
  const named = (name: Name) => people.get(name)!;
  const moderators = slack.addChannel("moderators", { private: true, members: MODERATORS.map(named) });
  const places = { general: slack.general, jury: slack.addChannel("jury") };
  for (const person of people.values()) slack.join(person, places.jury);

  const house = await openHouse(
    { slack: { moderation: { channel: "moderators" } } },
    { ...secretsOf(slack), SLACK_ADMIN_TOKEN: slack.userToken(admin) },
  );
  const clerk = await joinWeb(house.maru, "Clerk");
  await openReview(house.maru, clerk);

  const posted = new Map<string, Message>();
  const hasButton = ({ controls }: Seen, button: string) =>
    controls.some(({ actionId }) => actionId === button);
  const cardsOf = (id: string) =>
    slack
      .seen(moderators)
      .filter(
        ({ isBot, onlyFor, text }) =>
          isBot && onlyFor === undefined && new RegExp(`Case ${id}\\b`).test(text),
      );
  const lettersOf = (name: Name) =>
    slack.seen(slack.direct(named(name))).filter(({ isBot, onlyFor }) => isBot && onlyFor === undefined);
  const answersTo = (name: Name) =>
    slack.seen(moderators).filter(({ onlyFor }) => onlyFor === named(name).id);

  async function fillIn(name: Name, words: string): Promise<void> {
    const form = await soon(() => {
      const modal = slack.modal(named(name));
      expect(modal).toBeDefined();
      return modal!;
    });
    await slack.submit(named(name), form, { words });
  }

  const team: Team = {
    platform: "slack",
    hasTimeouts: false,
    hasCards: true,
    nameOf: (id) =>
      id === `web:${clerk.person.id}`
        ? "Clerk"
        : ([...people].find(([, person]) => id === `slack:${person.id}`)?.[0] ?? id),
    async say(by, place, text) {
      const message = slack.say(named(by), places[place], text);
      const id = `slack:${places[place].id}/${message.ts}`;
      posted.set(id, message);
      return { by, id, text };
    },
    async edit({ id }: Posted, text) {
      slack.edit(posted.get(id)!, text);
    },
    remove: async ({ id }) => slack.remove(posted.get(id)!),
    timesShown: async (text, place) =>
      slack.seen(places[place]).filter((seen) => seen.text.includes(text)).length,
    mayWrite: async () => true,
    async report(by, { id }, words) {
      await slack.messageShortcut(named(by), posted.get(id)!, "report_message");
      await fillIn(by, words);
    },
    async move(by, id, move, reason = "") {
      const heard = answersTo(by).length;
      const buttons = [`move:${move}:${id}`, ...(move === "dismiss" ? [`overturn:${id}`] : [])];
      const [card, button] = await soon(() => {
        const found = buttons.flatMap((one) =>
          cardsOf(id).flatMap((each) => (hasButton(each, one) ? [[each, one] as const] : [])),
        );
        expect(found, `a card with ${buttons}`).not.toEqual([]);
        return found[0]!;
      });
      await slack.press(named(by), card, button);
      if (takesReason(move) && button !== `move:dismiss:${id}`) await fillIn(by, reason);
      return () =>
        soon(() => {
          const answer = answersTo(by)[heard];
          expect(answer).toBeDefined();
          return outcomeOf(answer!.text);
        });
    },
    async appeal(by, id, words) {
      const letter = lettersOf(by).find((one) => hasButton(one, `appeal:${id}`));
      await slack.press(named(by), letter!, `appeal:${id}`);
      await fillIn(by, words);
    },
    letters: async (name) =>
      lettersOf(name).map(({ text, controls }) => ({
        kind: letterKind(text),
        mayAppeal: controls.some(({ actionId }) => actionId.startsWith("appeal:")),
      })),
    cards: async (id) => cardsOf(id).length,
    desk: deskOf(clerk),
    async [Symbol.asyncDispose]() {
      await slack.stop();
      if (slack.violations.length > 0) throw new Error(JSON.stringify(slack.violations, undefined, 2));
    },
  };
  return { house, team };
}
