import { expect, test, vi } from "vitest";
import { bareConnection } from "./bare-connection.ts";
import { fakeForTest, newClient } from "./connect.ts";

test("more session starts than a day allows end in 4004, and GET /gateway/bot says how many are left", async () => {
  const discord = await fakeForTest({ identifiesPerDay: 2 });
  const codes: number[] = [];
  for (let start = 0; start < 3; start += 1) {
    const bare = await bareConnection(discord);
    bare.send({ op: 2, d: { token: discord.token, intents: 513, properties: {} } });
    if (start < 2) await discord.until(() => discord.gateway.counts.identifies === start + 1);
    else codes.push(await bare.closed);
    bare.socket.terminate();
  }
  expect(codes).toEqual([4004]);
  const client = newClient(discord).rest.setToken(discord.token);
  expect(await client.get("/gateway/bot")).toMatchObject({ session_start_limit: { total: 2, remaining: 0 } });
});

test("session starts in quick succession get INVALID_SESSION when the interval is Discord's", async () => {
  const discord = await fakeForTest({ identifyIntervalMs: 5_000 });
  const first = await bareConnection(discord);
  first.send({ op: 2, d: { token: discord.token, intents: 513, properties: {} } });
  await discord.until(() => discord.gateway.counts.identifies === 1);
  const second = await bareConnection(discord);
  second.send({ op: 2, d: { token: discord.token, intents: 513, properties: {} } });
  await vi.waitFor(() => expect(second.received.at(-1)).toMatchObject({ op: 9, d: false }));
  first.socket.terminate();
  second.socket.terminate();
});

test.for([
  { what: "an unknown opcode", payload: { op: 99, d: null }, code: 4001 },
  { what: "something that is not JSON", payload: undefined, code: 4002 },
  { what: "a payload over 4,096 bytes", payload: { op: 1, d: "x".repeat(5_000) }, code: 4002 },
  { what: "a presence before the login", payload: { op: 3, d: {} }, code: 4003 },
  {
    what: "an intent that does not exist",
    payload: { op: 2, d: { token: "", intents: 2 ** 30 } },
    code: 4013,
  },
])("$what closes the connection with $code", async ({ payload, code }) => {
  const discord = await fakeForTest();
  const bare = await bareConnection(discord);
  const written =
    payload && "d" in payload && payload.op === 2
      ? { ...payload, d: { ...(payload.d as object), token: discord.token } }
      : payload;
  if (written) bare.send(written);
  else bare.socket.send("not json");
  expect(await bare.closed).toBe(code);
  expect(discord.violations).toMatchObject([{ by: "bot", what: `gateway ${code}` }]);
});

test("a second IDENTIFY is 4005, another version 4012, more than 120 events a minute 4008", async () => {
  const discord = await fakeForTest();
  const twice = await bareConnection(discord);
  const identify = { op: 2, d: { token: discord.token, intents: 513, properties: {} } };
  twice.send(identify);
  twice.send(identify);
  expect(await twice.closed).toBe(4005);
  const old = await bareConnection(discord, "?v=6");
  expect(await old.closed).toBe(4012);
  const busy = await bareConnection(discord);
  for (let sent = 0; sent < 121; sent += 1) busy.send({ op: 1, d: null });
  expect(await busy.closed).toBe(4008);
});
