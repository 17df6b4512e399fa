import { expect, test } from "vitest";
import { openChat } from "./chat.ts";

test("a place is found by its name, with or without #, and a direct one by its id alone", async () => {
  const chat = await openChat({ channels: ["general", "잡담"] });
  await chat.join("Ann");
  const named = async (name: string) => (await chat.adapter.placeNamed(name))?.id;
  expect(await named("#general")).toBe("web:general");
  expect(await named("잡담".normalize("NFD"))).toBe("web:잡담");
  expect(await named("dm.1")).toBe("web:dm.1");
  expect(await named("Maru")).toBeUndefined();
  expect(await named("dm.2")).toBeUndefined();
});
