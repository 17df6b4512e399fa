import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { silentLog } from "../../store/silent-log.ts";
import { openChat } from "./chat.ts";
import { raw } from "./raw.ts";

const forged = fc.oneof(
  fc.constantFrom("dm.2", "dm.99", "dm.1e1", "0", "-1", "1.5", "9007199254740993", "web:general"),
  fc.constantFrom("__proto__", "constructor", "..", "%2e%2e", "%", "%00", "%F0%9F"),
  fc.string({ maxLength: 8 }).map((text) => encodeURIComponent(text.toWellFormed())),
);
const mostly = (...good: string[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: forged });
const place = mostly("general", "dm.1");
const seq = mostly("1", "2", "3", "0");
const path = fc.oneof(
  fc.tuple(fc.constant("/api/places"), place, fc.constant("messages")),
  fc.tuple(fc.constant("/api/places"), place, fc.constantFrom("messages", "read")),
  fc.tuple(fc.constant("/api/threads"), place, seq, fc.constant("messages")),
  fc.tuple(fc.constant("/api/messages"), place, seq),
  fc.tuple(fc.constant("/api/messages"), place, seq, fc.constantFrom("rating", "stop")),
  fc.tuple(fc.constant("/api"), mostly("people", "me", "about", "live")),
  fc.tuple(fc.constant(""), forged, forged),
);
const method = fc.oneof(
  fc.constant("POST"),
  fc.constantFrom("GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS"),
);
const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("\ud800", "@maru", "/ask", "x".repeat(16_001)),
);
const body = fc
  .oneof(
    fc.record(
      {
        text: fc.oneof(text, fc.anything()),
        nonce: fc.oneof(fc.string(), fc.uuid()),
        root: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.anything()),
        from: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.anything()),
        rating: fc.constantFrom("up", "down", null, "sideways"),
        name: text,
        locale: fc.constantFrom("en", "ko", "fr"),
      },
      { requiredKeys: [] },
    ),
    fc.record({ text, nonce: fc.uuid() }),
    fc.record({ text: fc.constantFrom("hello", "/summarise", "/catchup"), nonce: fc.uuid() }),
    fc.record({ seq: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.anything()) }),
    fc.record({ text }),
    fc.anything(),
  )
  .map((value) => {
    try {
      return JSON.stringify(value) ?? "";
    } catch {
      return "";
    }
  });

test("no request, however strange, is more than refused", async () => {
  const failed = vi.fn();
  const chat = await openChat({ log: { ...silentLog, error: failed } });
  const [ann, bob] = [await chat.join("Ann"), await chat.join("Bob")];
  await ann.post("general", "@maru hello");
  await bob.post("dm.2", "bob's secret");
  const reply = await chat.adapter.openReply((await chat.core.until("message")).message);
  await reply.finish("Hello.", "answer");

  const statuses = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(method, path, fc.option(body, { nil: undefined }), async (method, segments, body) => {
      const answer = await raw(chat.address, segments.join("/"), {
        method,
        headers: {
          origin: chat.address,
          authorization: `Bearer ${ann.token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body }),
      });
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toContain("bob's secret");
    }),
    { numRuns: 1_000 },
  );
  expect(failed).not.toHaveBeenCalled();
  // The strange requests got somewhere: some were refused, and some were taken.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 201, 400, 404]));
  expect((await bob.read("dm.2")).map(({ text }) => text)).toEqual(["bob's secret"]);
});
