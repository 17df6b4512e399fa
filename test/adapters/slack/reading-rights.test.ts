import { expect, test } from "vitest";
import type { PersonId, PlaceId } from "../../../src/core/types.ts";
import type { Channel, User } from "../../fakes/slack/index.ts";
import { type Connected, connect } from "./chat.ts";

const place = ({ id }: Channel): { readonly place: PlaceId } => ({ place: `slack:${id}` });

async function readers({ adapter }: Connected, channel: Channel, people: Readonly<Record<string, User>>) {
  const may: string[] = [];
  for (const [name, { id }] of Object.entries(people))
    if (await adapter.mayRead(`slack:${id}` satisfies PersonId, place(channel))) may.push(name);
  if (await adapter.mayRead("everybody", place(channel))) may.push("everybody");
  return may;
}

test("a conversation may be read by who can read it on Slack, and by nobody else", async () => {
  await using chat = await connect();
  const { slack, ann } = chat;
  const bob = slack.addPerson("Bob");
  const guest = slack.addPerson("Guest", { role: "guest" });
  const invited = slack.addPerson("Invited", { role: "guest" });
  const partner = slack.addTeam("Partner");
  const stranger = slack.addPerson("Stranger", { team: partner });
  const met = slack.addPerson("Met", { team: partner });
  const robot = slack.addBot("Robo");
  const people = { ann, bob, guest, invited, stranger, met, robot };
  const members = [ann, invited, met];

  const open = slack.addChannel("open", { members, sharedWith: [partner] });
  expect(await readers(chat, open, people)).toEqual(["ann", "bob", "invited", "met", "everybody"]);
  const secret = slack.addChannel("secret", { private: true, members });
  expect(await readers(chat, secret, people)).toEqual(["ann", "invited", "met", "everybody"]);
  expect(await readers(chat, slack.addGroup([ann, guest]), people)).toEqual(["ann", "guest", "everybody"]);
  expect(await readers(chat, slack.direct(bob), people)).toEqual(["bob", "everybody"]);
  for (const apart of [
    slack.addChannel("apart", { members, withApp: false }),
    slack.addChannel("hidden", { members, withApp: false, private: true }),
  ])
    expect(await readers(chat, apart, people)).toEqual([]);
});

test("Slack is asked anew each time, and who is in a large channel is found on its last page", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  const crowd = Array.from({ length: 450 }, (_, at) => slack.addPerson(`Person ${at}`));
  const bob = slack.addPerson("Bob");
  const secret = slack.addChannel("secret", { private: true, members: [...crowd, bob] });
  const mayRead = ({ id }: User) => adapter.mayRead(`slack:${id}`, place(secret));
  expect([await mayRead(ann), await mayRead(bob)]).toEqual([false, true]);
  slack.leave(bob, secret);
  slack.join(ann, secret);
  expect([await mayRead(ann), await mayRead(bob)]).toEqual([true, false]);
  const guest = slack.addPerson("Late");
  const open = slack.addChannel("open", { members: [ann] });
  expect(await adapter.mayRead(`slack:${guest.id}`, place(open))).toBe(true);
  Object.assign(guest, { is_restricted: true });
  expect(await adapter.mayRead(`slack:${guest.id}`, place(open))).toBe(false);
});

test("where Slack does not tell, nobody may; where it fails, nobody knows", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  const secret = slack.addChannel("secret", { private: true, members: [ann] });
  const mayRead = () => adapter.mayRead(`slack:${ann.id}`, place(secret));
  expect(await adapter.mayRead(`slack:${ann.id}`, { thread: `slack:${secret.id}/1726000000.000100` })).toBe(
    true,
  );
  slack.web.failNext("conversations.members", { error: "missing_scope" });
  expect(await mayRead()).toBe(false);
  slack.web.failNext("conversations.info", { error: "not_allowed_token_type" });
  await expect(mayRead()).rejects.toThrow();
});

test("a place is found by its name or id where Maru is in it, and no other", async () => {
  await using chat = await connect();
  const { slack, ann, adapter } = chat;
  for (let at = 0; at < 230; at++) slack.addChannel(`filler-${at}`);
  const secret = slack.addChannel("secret", { private: true, members: [ann] });
  const apart = slack.addChannel("apart", { withApp: false });
  const named = async (name: string) => (await adapter.placeNamed(name))?.id;
  expect(await named("secret")).toBe(`slack:${secret.id}`);
  expect(await named(secret.id)).toBe(`slack:${secret.id}`);
  expect(await named(slack.direct(ann).id)).toBe(`slack:${slack.direct(ann).id}`);
  for (const unknown of ["apart", apart.id, "CNOWHERE1", "filler", "#secret"])
    expect([unknown, await named(unknown)]).toEqual([unknown, undefined]);
  slack.addChannel("secret", { private: true, members: [ann] });
  expect(await named("secret")).toBeUndefined();
});
