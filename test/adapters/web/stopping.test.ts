import { describe, expect, test } from "vitest";
import { StoreError } from "../../../src/core/ports/index.ts";
import { codeOf, openChat } from "./chat.ts";

describe("Stop", () => {
  test("is told with the one question whose answer is meant, in a thread and in a direct place", async () => {
    const chat = await openChat();
    const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
    await ann.post("general", "@maru first?");
    await ann.post("general", "@maru second?", { root: 1 });
    await bob.post("dm.2", "third?");
    for (const text of ["@maru first?", "@maru second?", "third?"]) {
      const asked = await chat.core.until("message", ({ message }) => message.text === text);
      await chat.adapter.openReply(asked.message);
    }
    expect((await bob.call("POST", "/api/messages/general/4/stop")).status).toBe(202);
    expect((await ann.call("POST", "/api/messages/general/3/stop")).status).toBe(202);
    expect((await ann.call("POST", "/api/messages/dm.2/2/stop")).status).toBe(404);
    expect((await bob.call("POST", "/api/messages/dm.2/2/stop")).status).toBe(202);
    const stops = chat.core.events.filter(({ type }) => type === "stop");
    expect(stops).toMatchObject([
      { thread: "web:general/1", question: "web:general/2", by: { id: "web:p2", name: "Bob" } },
      { thread: "web:general/1", question: "web:general/1", by: { id: "web:p1", name: "Ann" } },
      { thread: "web:dm.2/0", question: "web:dm.2/1", by: { id: "web:p2", name: "Bob" } },
    ]);
  });

  test("is refused on anything that is no open reply of Maru's, and told to nobody", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    await ann.post("general", "@maru why?");
    const question = (await chat.core.until("message")).message;
    const reply = await chat.adapter.openReply(question);
    const stop = async (path: string) => {
      const { status, body } = await ann.call("POST", `/api/messages/${path}/stop`);
      return status === 202 ? status : [status, codeOf(body)];
    };
    for (const path of ["general/1", "general/0", "general/9", "random/2", "nowhere/2", "general/x"]) {
      expect(await stop(path), path).toEqual([404, "not-found"]);
    }
    await reply.finish("Because.", "answer");
    expect(await stop("general/2")).toEqual([404, "not-found"]);
    await ann.post("general", "@maru and then?");
    const other = await chat.core.until("message", ({ message }) => message.text === "@maru and then?");
    await (await chat.adapter.openReply(other.message)).remove();
    expect(await stop("general/4")).toEqual([404, "not-found"]);
    expect(chat.core.events.map(({ type }) => type)).toEqual(["message", "message"]);
  });

  test("that the core could not store is said to have failed", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    await ann.post("general", "@maru why?");
    await chat.adapter.openReply((await chat.core.until("message")).message);
    chat.core.refusing = new StoreError("full", "Free some space.");
    const { status, body } = await ann.call("POST", "/api/messages/general/2/stop");
    expect([status, codeOf(body)]).toEqual([507, "store-full"]);
  });
});
