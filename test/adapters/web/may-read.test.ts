import { expect, test } from "vitest";
import { openChat } from "./chat.ts";

test("nothing can be read that is there no more, or that is no thread", async () => {
  const chat = await openChat();
  const ann = await chat.join("Ann");
  const root = await ann.post("general", "root");
  const reply = await ann.post("general", "reply", { root: root.seq });
  const may = (scope: Parameters<typeof chat.adapter.mayRead>[1]) => chat.adapter.mayRead("web:p1", scope);
  expect(await may({ thread: `web:general/${reply.seq}` })).toBe(false);
  expect(await may({ thread: "web:general/0" })).toBe(false);
  expect(await may({ thread: "web:dm.1/1" })).toBe(false);
  expect(await may({ thread: "web:dm.1/0" })).toBe(true);
  expect(await may({ place: "discord:general" })).toBe(false);
});
