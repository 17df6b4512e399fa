import { expect, test } from "vitest";
import type { ChatMessage, Page } from "../../adapters/web/wire.ts";
import { join, type Person } from "./person.ts";
import { household, startMaru } from "./program.ts";

const ended = (messages: readonly ChatMessage[], to: number) =>
  messages.find(({ reply }) => reply?.to === to && reply.state === "done");

async function answerTo(person: Person, { place, seq }: ChatMessage): Promise<ChatMessage> {
  const messages = await person.until(place, 0, (all) => ended(all, seq) !== undefined);
  return ended(messages, seq) as ChatMessage;
}

const inGeneral = async (person: Person) =>
  ((await (await person.call("GET", "/api/places/general/messages")).json()) as Page).messages;

test("a summary is given to one person alone, loses what is deleted later, and a catch-up begins where they left", async () => {
  await using home = await household({});
  const maru = startMaru(home);
  const come = (name: string) => join(name, () => maru.ready);
  const [ann, bob, cat, dee] = [await come("Ann"), await come("Bob"), await come("Cat"), await come("Dee")];
  const root = await ann.post(
    "general",
    "The release is planned for Thursday at 14:00. Who tests the migration?",
  );
  const said = [
    await bob.post("general", "I test the migration on Tuesday, on a full copy of the data.", root.seq),
    await ann.post(
      "general",
      "Decision: we release on Thursday, if the migration takes under 5 minutes.",
      root.seq,
    ),
    await bob.post(
      "general",
      "The certificate of the gateway expires on Friday, I renew it before that.",
      root.seq,
    ),
  ];
  const address = await maru.ready;

  const asked = await cat.post("general", "/summarise long", root.seq);
  expect(asked).toMatchObject({ place: "dm.3", about: { place: "general", root: root.seq } });
  const summary = await answerTo(cat, asked);
  expect(summary.reply?.kind).toBe("extractive");
  for (const { text, seq } of said) {
    expect(summary.text).toContain(text);
    expect(summary.text).toContain(`${address}/#/general/${root.seq}/${seq}`);
  }
  expect(JSON.stringify(await inGeneral(ann))).not.toContain("/summarise");

  const gone = said[2] as ChatMessage;
  expect((await bob.call("DELETE", `/api/messages/general/${gone.seq}`)).status).toBe(204);
  const revised = await cat.until("dm.3", 0, (all) => !ended(all, asked.seq)?.text.includes("certificate"));
  expect(ended(revised, asked.seq)?.text).toContain("Decision: we release on Thursday");

  // Dee never spoke, and has read until here: what comes now is what she missed.
  const read = { seq: said[1]?.seq };
  expect((await dee.call("PUT", "/api/places/general/read", read)).status).toBe(204);
  const missed = await cat.post(
    "general",
    "The office is closed on Monday, because the heating is repaired.",
  );
  const caught = await answerTo(dee, await dee.post("general", "/catchup"));
  expect(caught.text).toContain("heating is repaired");
  expect(caught.text).toContain(`/#/general/${missed.seq}`);
  expect(caught.text).not.toContain("migration");
  const nothing = await answerTo(dee, await dee.post("general", "/catchup"));
  expect(nothing.reply?.kind).toBe("notice");

  // With others: a question in the channel, answered in its thread for all to see.
  const shared = await bob.post("general", "/summarise shared last 3 messages");
  expect(shared).toMatchObject({ place: "general", text: "@Maru summarise shared last 3 messages" });
  const thread = await cat.until("general", shared.seq, (all) => ended(all, shared.seq) !== undefined);
  expect(ended(thread, shared.seq)?.text).toContain("heating is repaired");

  // A mention that is to be answered in private.
  const alone = await bob.post("general", "@maru summarise privately", root.seq);
  const all = await ann.until("general", root.seq, (each) => ended(each, alone.seq) !== undefined);
  expect(ended(all, alone.seq)?.reply).toMatchObject({ aside: "dm.2", kind: "notice" });
  const answers = await bob.until("dm.2", 0, (each) => ended(each, alone.seq) !== undefined);
  expect(ended(answers, alone.seq)?.text).toContain("Decision: we release on Thursday");

  expect(await maru.end("SIGTERM")).toBe(0);
});
