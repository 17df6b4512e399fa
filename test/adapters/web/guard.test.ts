import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { codeOf, openChat } from "./chat.ts";
import { raw } from "./raw.ts";

const JSON_TYPE = { "content-type": "application/json" };

/** The status with which a WebSocket was refused, or `open`. */
function knock(url: string, headers: Record<string, string>): Promise<number | "open"> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers });
    socket.on("unexpected-response", (_, answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    socket.on("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.on("error", reject);
  });
}

describe("the web chat's door", () => {
  test("every answer carries the strict headers, errors and Maru's own routes too", async () => {
    const chat = await openChat({ routes: { "/healthz": async () => new Response("fine") } });
    for (const path of [
      "/",
      "/main.ts",
      "/vendor/preact.js",
      "/api/about",
      "/api/me",
      "/nothing",
      "/healthz",
    ]) {
      const { headers } = await chat.request(path);
      expect(headers.get("content-security-policy"), path).toMatch(
        /^default-src 'none'; script-src 'self'( 'sha256-[\w+/]{43}=')?; style-src 'self'; img-src 'self' data:; connect-src 'self' ws:\/\/127\.0\.0\.1:\d+; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/,
      );
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin");
      expect(headers.get("access-control-allow-origin")).toBeNull();
    }
    expect(await (await chat.request("/healthz")).text()).toBe("fine");
    expect((await chat.request("/api/about")).headers.get("cache-control")).toBe("no-store");
  });

  test("a foreign Host is refused everywhere, whatever it points at", async () => {
    const chat = await openChat({ routes: { "/healthz": async () => new Response("fine") } });
    const { port } = new URL(chat.address);
    for (const path of ["/", "/api/about", "/healthz", "/vendor/htm.js"]) {
      for (const host of [
        "evil.example",
        `evil.example:${port}`,
        "127.0.0.1",
        "localhost:1",
        "127.0.0.1.evil.example",
      ]) {
        const { status, text } = await raw(chat.address, path, { headers: { host } });
        expect(status, `${host}${path}`).toBe(421);
        expect(codeOf(JSON.parse(text))).toBe("foreign-origin");
      }
    }
    for (const host of [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect((await raw(chat.address, "/healthz", { headers: { host } })).status).toBe(200);
    }
  });

  test("a foreign page can change nothing", async () => {
    const chat = await openChat();
    const { port } = new URL(chat.address);
    const body = JSON.stringify({ name: "Eve", locale: "en" });
    for (const origin of ["http://evil.example", "null", `https://127.0.0.1:${port}`, "http://127.0.0.1:1"]) {
      const answer = await raw(chat.address, "/api/people", {
        method: "POST",
        headers: { ...JSON_TYPE, origin },
        body,
      });
      expect(answer.status, origin).toBe(403);
      expect(codeOf(JSON.parse(answer.text))).toBe("foreign-origin");
    }
    const preflight = await raw(chat.address, "/api/people", {
      method: "OPTIONS",
      headers: { origin: "http://evil.example", "access-control-request-method": "POST" },
    });
    expect(preflight.headers["access-control-allow-origin"]).toBeUndefined();
    await chat.join("Eve");
  });

  test("a foreign page opens no WebSocket", async () => {
    const chat = await openChat();
    const url = `${chat.address.replace("http", "ws")}/api/live`;
    const { host } = new URL(chat.address);
    expect(await knock(url, { origin: "http://evil.example" })).toBe(403);
    expect(await knock(url, { host: "evil.example", origin: "http://evil.example" })).toBe(421);
    expect(await knock(url.replace("live", "other"), { origin: `http://${host}` })).toBe(404);
    expect(await knock(url, { origin: `http://${host}` })).toBe("open");
  });

  test("bodies are JSON, of the right shape, and not too long", async () => {
    const chat = await openChat();
    const { token, call } = await chat.join("Ann");
    const path = "/api/places/general/messages";
    const send = async (body: string | Buffer, type = "application/json") => {
      const headers = { "content-type": type, authorization: `Bearer ${token}` };
      const { status, text } = await raw(chat.address, path, { method: "POST", headers, body });
      return [status, codeOf(JSON.parse(text))];
    };
    expect(await send('{"text":"hi","nonce":"1"}', "text/plain")).toEqual([415, "bad-request"]);
    for (const body of [
      "",
      "{",
      "[]",
      "null",
      '{"text":"hi"}',
      '{"text":1,"nonce":"1"}',
      '{"text":"hi","nonce":""}',
      '{"text":"hi","nonce":"a b"}',
      '{"text":"hi","nonce":"1","extra":true}',
      '{"text":"hi","nonce":"1","root":-1}',
      '{"text":"hi","nonce":"1","root":1.5}',
      '{"text":" \\n\\u0000\\t","nonce":"1"}',
      "[".repeat(100_000),
      `{"text":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`,
    ]) {
      expect(await send(body), body.slice(0, 60)).toEqual([400, "bad-request"]);
    }
    expect(await send(Buffer.from([0xff, 0xfe, 0x00]))).toEqual([400, "bad-request"]);
    expect(await send("x".repeat(200_000))).toEqual([413, "too-long"]);

    const long = await call("POST", path, { text: "가".repeat(16_001), nonce: "long" });
    expect(long.status).toBe(413);
    expect(JSON.stringify(long.body)).toContain("16000");
    expect((await call("POST", path, { text: `${"\u0001".repeat(15_999)}x`, nonce: "fits" })).status).toBe(
      201,
    );
    expect((await call("POST", path, { text: "가".repeat(16_000), nonce: "full" })).status).toBe(201);
  });

  test("a body without an announced length is cut off at the limit", async () => {
    const chat = await openChat();
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(16_384).fill(32)),
    });
    const answer = chat.request("/api/people", {
      method: "POST",
      headers: JSON_TYPE,
      body: stream,
      duplex: "half",
    } as RequestInit);
    // The server answers and hangs up while more is still on its way: either is seen first.
    await expect(
      answer.then(
        ({ status }) => status,
        () => 413,
      ),
    ).resolves.toBe(413);
    expect((await chat.request("/api/about")).status).toBe(200);
  });

  test("without a token there is nothing but the door", async () => {
    const chat = await openChat();
    for (const path of ["/api/me", "/api/places/general/messages", "/api/anything"]) {
      for (const authorization of [undefined, "Bearer nonsense", "Basic x", "Bearer "]) {
        const answer = await chat.request(
          path,
          authorization === undefined ? {} : { headers: { authorization } },
        );
        expect(answer.status).toBe(401);
        expect(codeOf(await answer.json())).toBe("unknown-person");
      }
    }
  });

  test("the page's files are served, and nothing beside them", async () => {
    const chat = await openChat();
    const index = await chat.request("/");
    expect(index.headers.get("content-type")).toBe("text/html; charset=utf-8");
    const html = await index.text();
    const importMap = /<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(importMap).digest("base64");
    expect(index.headers.get("content-security-policy")).toContain(`script-src 'self' 'sha256-${hash}'`);

    const main = await chat.request("/main.ts");
    expect(main.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
    const etag = main.headers.get("etag") ?? "";
    expect((await chat.request("/main.ts", { headers: { "if-none-match": etag } })).status).toBe(304);

    for (const path of [
      "/tsconfig.json",
      "/../wire.ts",
      "/%2e%2e/wire.ts",
      "/..%2fwire.ts",
      "/wire.ts",
      "/vendor/ws.js",
      "/__proto__",
      "/constructor",
      "/%00",
      "/%",
    ]) {
      expect((await raw(chat.address, path)).status, path).toBe(404);
    }
  });

  test("every import of the page and its libraries leads to something that is served", async () => {
    const chat = await openChat();
    const html = await (await chat.request("/")).text();
    const { imports } = JSON.parse(/<script type="importmap">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "{}");
    const seen = new Set<string>();
    const visit = async (path: string) => {
      if (seen.has(path)) return;
      seen.add(path);
      const answer = await chat.request(path);
      expect(answer.status, path).toBe(200);
      const code = await answer.text();
      for (const [, specifier = ""] of code.matchAll(
        /^\s*(?:import|export)\b[^"'`;]*?from\s*["']([^"']+)["']/gm,
      )) {
        const target = specifier.startsWith(".") ? specifier : imports[specifier];
        expect(target, `${specifier} in ${path}`).toBeTypeOf("string");
        await visit(new URL(target, chat.address + path).pathname);
      }
    };
    await visit("/main.ts");
    for (const library of ["preact", "preact-hooks", "htm", "markdown-it", "dompurify"]) {
      await visit(`/vendor/${library}.js`);
    }
    expect(seen.size).toBeGreaterThan(6);
  });
});
