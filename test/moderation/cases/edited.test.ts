import { expect, test } from "vitest";
import { author, begin, DAY, message, mona, nils, opening } from "./setup.ts";

const apology = message({ text: "I am sorry for what I said" });

test("a case shows how its message reads since, beside what was judged", async () => {
  const { cases, actions, entries, clock, store } = await begin();
  await cases.open(opening());
  clock.now += 60_000;
  await cases.edited(apology);
  const at = new Date(clock.now).toISOString();
  expect(await cases.desk.find("c1")).toMatchObject({
    message: { text: "those people are vermin" },
    edited: { text: apology.text, at },
  });
  await cases.stop();
  expect(actions.cards.get("c1")).toMatchObject({ edited: { text: apology.text } });
  const kept = await store.records<{ salt: string }>("moderation/case-words").get("c1");
  const words = `{"author":"Author","text":"${apology.text}"}`;
  const bytes = new TextEncoder().encode(`${kept?.salt} ${words}`);
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
  expect((await entries()).at(-1)).toEqual({ at, type: "edited", case: "c1", words: digest });
  expect(JSON.stringify(await entries())).not.toContain("sorry");
});

test("the same edit again changes nothing, and each new one shows", async () => {
  const { cases, entries } = await begin();
  await cases.open(opening());
  await cases.edited(apology);
  await cases.edited(apology);
  expect(await entries()).toHaveLength(2);
  await cases.edited(message({ text: "never mind" }));
  expect(await cases.desk.find("c1")).toMatchObject({ edited: { text: "never mind" } });
});

test("a message that reads as it was judged is edited no more", async () => {
  const { cases, entries } = await begin();
  await cases.open(opening());
  await cases.edited(message());
  expect(await entries()).toHaveLength(1);
  await cases.edited(apology);
  await cases.open(opening());
  expect((await cases.desk.find("c1"))?.edited).toBeUndefined();
  expect((await entries()).map(({ type }) => type)).toEqual(["opened", "edited", "edited"]);
  await cases.edited(apology);
  await cases.edited(message());
  expect((await cases.desk.find("c1"))?.edited).toBeUndefined();
});

test("an edit that is judged again takes the place of both", async () => {
  const { cases } = await begin();
  await cases.open(opening());
  await cases.edited(apology);
  const worse = message({ text: "they are vermin and should be shot" });
  const again = await cases.open(opening({ message: worse }));
  expect(again).toMatchObject({ id: "c1", message: { text: worse.text } });
  expect(again.edited).toBeUndefined();
});

test("whoever decides about an appeal sees it, and a settled case stays as it was", async () => {
  const { cases, move } = await begin();
  await cases.open(opening());
  await move("warn", mona);
  await cases.edited(apology);
  expect((await cases.desk.find("c1"))?.edited).toBeUndefined();
  await cases.take({ type: "appeal", id: "fake:appeal", case: "c1", words: "look", by: author });
  await cases.edited(apology);
  expect(await cases.desk.find("c1")).toMatchObject({ state: "appealed", edited: { text: apology.text } });
});

test("the present words vanish with those that were judged", async () => {
  const { cases, clock, store } = await begin();
  await cases.open(opening());
  clock.now += 29 * DAY;
  await cases.edited(apology);
  clock.now += 2 * DAY;
  const shown = await cases.desk.find("c1");
  expect(shown).toMatchObject({ hasText: false });
  expect(shown?.edited).toBeUndefined();
  expect(await store.records("moderation/case-words").get("c1")).toBeUndefined();
  await cases.edited(message({ text: "much later" }));
  expect((await cases.desk.find("c1"))?.edited).toBeUndefined();
});

test("a report brings the words that it is about, also of an edit that Maru never heard of", async () => {
  const { cases } = await begin();
  await cases.open(opening());
  const worse = message({ text: "and their children too" });
  await cases.take({ type: "report", id: "fake:report", message: worse, by: nils });
  expect(await cases.desk.find("c1")).toMatchObject({
    message: { text: "those people are vermin" },
    edited: { text: worse.text },
    reports: [{ by: nils.id }],
  });
});

test("a message without a case needs none", async () => {
  const { cases, entries } = await begin();
  await cases.edited(apology);
  await cases.take({ type: "report", id: "fake:report", message: apology, by: nils });
  expect((await entries()).map(({ type }) => type)).toEqual(["opened", "reported"]);
});
