import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Hono } from "hono";
import { describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../../../adapters/web/http/server.ts";
import { adapter } from "../../../adapters/web/index.ts";
import { createWebChat } from "../../../adapters/web/web-chat.ts";
import { OperatorError } from "../../../src/core/ports/index.ts";
import { FakeCore } from "../../fakes/core.ts";
import { adapterParts, codeOf, memoryStore, openChat } from "./chat.ts";

async function occupiedPort(): Promise<number> {
  const server = createServer((_, answer) => answer.end("<h1>another program</h1>")).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

describe("starting", () => {
  test("on a port in use says which port, and what to do", async () => {
    const port = await occupiedPort();
    const refused = await openChat({ port }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OperatorError);
    expect(refused).toMatchObject({
      message: expect.stringMatching(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use.*MARU_PORT`)),
    });
  });

  test("serves 127.0.0.1 only and says where", async () => {
    const chat = await openChat();
    expect(chat.address).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/);
    await expect(fetch(chat.address.replace("127.0.0.1", "127.0.0.2"))).rejects.toThrow();
  });

  test("takes no request before what was left undone is done", async () => {
    const store = await memoryStore();
    await (await openChat({ store })).join("Ann");
    await store
      .claims("web/outbox")
      .claim("post/p1/general/n", { type: "post", place: "general", author: "p1", text: "left", at: "x" });
    const core = new FakeCore();
    const answered = Promise.withResolvers<void>();
    const web = createWebChat({ port: 0, channels: ["general"] }, adapterParts(store));
    onTestFinished(() => web.stop());
    const begun = Promise.withResolvers<void>();
    const started = web.start(async (event) => {
      begun.resolve();
      await answered.promise;
      await core.deliver(event);
    });
    await begun.promise;
    const early = await fetch(`${web.address}/api/about`);
    expect([early.status, codeOf(await early.json())]).toEqual([503, "unavailable"]);
    answered.resolve();
    await started;
    expect((await fetch(`${web.address}/api/about`)).status).toBe(200);
    expect(core.events).toHaveLength(1);
  });
});

describe("stopping", () => {
  test("says good-bye to open pages, lets requests under way end, and frees the port", async () => {
    const chat = await openChat();
    const ann = await chat.join("Ann");
    const closed = once(ann.socket, "close");
    const posted = ann.post("general", "just in time");
    await chat.core.until("message");
    await chat.adapter.stop();
    expect((await posted).seq).toBe(1);
    expect((await closed)[0]).toBe(1001);
    await expect(fetch(chat.address)).rejects.toThrow();
    await chat.adapter.stop();
    await expect(chat.adapter.openReply((await chat.core.until("message")).message)).rejects.toThrow(
      "not running",
    );
  });

  test("stores what a reply had grown by, and nothing after", async () => {
    const store = await memoryStore();
    const chat = await openChat({ store, times: { persistMs: 0 } });
    const ann = await chat.join("Ann");
    await ann.post("general", "@maru why?");
    const reply = await chat.adapter.openReply((await chat.core.until("message")).message);
    const updating = reply.update("Because");
    await chat.adapter.stop();
    await updating;
    await reply.update("Because of what came too late");
    const texts = async () => {
      const next = await openChat({ store });
      const past = await Array.fromAsync(next.adapter.history({ place: "web:general" }));
      await next.adapter.stop();
      return past.map(({ text }) => text);
    };
    expect(await texts()).toEqual(["@maru why?", "Because"]);
  });

  test("does not wait for ever for a client that does not let go", async () => {
    const chat = await openChat({ times: { graceMs: 100 } });
    const ann = await chat.join("Ann");
    ann.socket.pause();
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("{")),
    });
    const stuck = chat
      .request("/api/people", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body,
        duplex: "half",
      } as RequestInit)
      .catch((error: unknown) => error);
    expect((await chat.request("/api/about")).status).toBe(200);
    await chat.adapter.stop();
    expect(await stuck).toBeInstanceOf(Error);
  });
});

test("a refused upgrade whose client stays does not keep the server from closing", async () => {
  const server = await listen(new Hono(), 0, () => undefined);
  const socket = connect({ port: server.port, host: "127.0.0.1", allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  socket.on("error", () => {});
  socket.write(
    [
      "GET /api/live HTTP/1.1",
      `Host: 127.0.0.1:${server.port}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
      "\r\n",
    ].join("\r\n"),
  );
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 503 /);
  await server.close(100);
}, 10_000);

describe("doctor", () => {
  const ask = (port: number) => adapter.doctor({ port, channels: ["general"] }, {});

  test("finds a free port, a port in use, and Maru itself", async () => {
    const port = await occupiedPort();
    expect(await ask(port)).toEqual([
      {
        check: "web chat",
        level: "fail",
        detail: expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`),
        remedy: expect.stringContaining("MARU_PORT"),
      },
    ]);
    const chat = await openChat();
    const own = Number(new URL(chat.address).port);
    expect(await ask(own)).toMatchObject([{ level: "ok", detail: expect.stringContaining("is running") }]);
    await chat.adapter.stop();
    expect(await ask(own)).toMatchObject([{ level: "ok", detail: expect.stringContaining("free") }]);
    expect(await ask(0)).toMatchObject([{ level: "ok" }]);
  });
});
