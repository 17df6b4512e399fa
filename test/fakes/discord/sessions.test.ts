import { once } from "node:events";
import { Events } from "discord.js";
import { expect, test, vi } from "vitest";
import { bareConnection } from "./bare-connection.ts";
import { fakeForTest, heard, loggedIn } from "./connect.ts";
import type { FakeDiscord } from "./index.ts";

test("after a broken connection the client resumes and gets every missed event in order", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const texts = heard(client);
  const alice = discord.addPerson("Alice");
  discord.gateway.drop();
  for (const text of ["one", "two", "three"]) discord.say(alice, discord.general, text);
  await vi.waitFor(() => expect(texts).toEqual(["one", "two", "three"]));
  expect(discord.gateway.counts).toMatchObject({ identifies: 1, resumes: 1 });
});

test("opcode 7 makes the client reconnect and resume", async () => {
  const discord = await fakeForTest();
  await loggedIn(discord);
  discord.gateway.requestReconnect();
  await discord.until(() => discord.gateway.counts.resumes === 1);
  expect(discord.gateway.counts.identifies).toBe(1);
});

test("an invalid session that is resumable is resumed, another is begun anew", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const resumed = once(client, Events.ShardResume);
  discord.gateway.invalidate(true);
  await resumed;
  expect(discord.gateway.counts.resumes).toBe(1);
  const again = once(client, Events.ShardReady);
  discord.gateway.invalidate(false);
  await again;
  expect(discord.gateway.counts.identifies).toBe(2);
});

test("a session that was forgotten is not resumed: events of the meantime are lost", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const texts = heard(client);
  const alice = discord.addPerson("Alice");
  const again = once(client, Events.ShardReady);
  discord.gateway.forgetSessions();
  discord.gateway.drop();
  discord.say(alice, discord.general, "lost");
  await again;
  discord.say(alice, discord.general, "found");
  await vi.waitFor(() => expect(texts).toEqual(["found"]));
});

/** Logs in without discord.js and waits for READY. */
const bareSession = async (discord: FakeDiscord) => {
  const bare = await bareConnection(discord);
  bare.send({ op: 2, d: { token: discord.token, intents: 513, properties: {} } });
  const ready = await vi.waitFor(() => {
    const found = bare.received.find(({ t }) => t === "READY");
    if (!found) throw new Error("not ready yet");
    return found.d as { session_id: string };
  });
  return { ...bare, id: ready.session_id };
};

/** What a RESUME of a session is answered with: `RESUMED`, or `refused`. */
const resumed = async (discord: FakeDiscord, session_id: string) => {
  const bare = await bareConnection(discord);
  bare.send({ op: 6, d: { token: discord.token, session_id, seq: 1 } });
  return vi.waitFor(() => {
    if (bare.received.some(({ op }) => op === 9)) return "refused";
    if (bare.received.some(({ t }) => t === "RESUMED")) return "RESUMED";
    throw new Error("no answer yet");
  });
};

test("a session can be resumed soon after it was lost, and is forgotten later", async () => {
  const discord = await fakeForTest();
  const bare = await bareSession(discord);
  bare.socket.terminate();
  await discord.until(() => !discord.gateway.connected());
  expect(await resumed(discord, bare.id)).toBe("RESUMED");
  discord.gateway.drop();
  await discord.until(() => !discord.gateway.connected());
  discord.clock.advance(120_000);
  expect(await resumed(discord, bare.id)).toBe("refused");
});

test("nothing is kept for a bot that was killed and does not come back", async () => {
  const discord = await fakeForTest();
  const bare = await bareSession(discord);
  bare.socket.terminate();
  await discord.until(() => !discord.gateway.connected());
  expect(discord.gateway.sessions()).toBe(1);
  discord.clock.advance(120_000);
  discord.say(discord.owner, discord.general, "anybody?");
  expect(discord.gateway.sessions()).toBe(0);
});

test("close codes that end a session make it impossible to resume, others do not", async () => {
  const discord = await fakeForTest();
  for (const [code, answer] of [
    [4000, "RESUMED"],
    [4009, "refused"],
  ] as const) {
    const bare = await bareSession(discord);
    discord.gateway.drop(code);
    expect(await bare.closed).toBe(code);
    expect(await resumed(discord, bare.id)).toBe(answer);
  }
});

test("a RESUME that claims events which never were is closed with 4007", async () => {
  const discord = await fakeForTest();
  const { id, socket } = await bareSession(discord);
  const liar = await bareConnection(discord);
  liar.send({ op: 6, d: { token: discord.token, session_id: id, seq: 999 } });
  expect(await liar.closed).toBe(4007);
  socket.terminate();
});

test("a zombie connection answers no heartbeat; the client leaves it and catches up on a new one", async () => {
  const discord = await fakeForTest({ heartbeatIntervalMs: 100 });
  const client = await loggedIn(discord);
  const texts = heard(client);
  await discord.until(() => discord.gateway.counts.heartbeats > 0);
  discord.gateway.troubles.zombie = true;
  discord.say(discord.addPerson("Alice"), discord.general, "anybody there?");
  await discord.until(() => discord.gateway.counts.connections === 2);
  discord.gateway.troubles.zombie = false;
  await vi.waitFor(() => expect(texts).toEqual(["anybody there?"]));
});

test("events are sent twice, or out of order, on demand", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const alice = discord.addPerson("Alice");
  const raw: unknown[] = [];
  client.on(Events.Raw as never, (packet: { t: string; d: { content: string } }) => {
    if (packet.t === "MESSAGE_CREATE") raw.push(packet.d.content);
  });
  discord.gateway.troubles.duplicate = true;
  discord.say(alice, discord.general, "twice");
  await vi.waitFor(() => expect(raw).toEqual(["twice", "twice"]));
  Object.assign(discord.gateway.troubles, { duplicate: false, shuffle: 3 });
  for (const text of ["1", "2", "3"]) discord.say(alice, discord.general, text);
  await vi.waitFor(() => expect(raw.slice(2)).toEqual(["3", "2", "1"]));
  discord.say(alice, discord.general, "alone");
  await vi.waitFor(() => expect(raw.at(-1)).toBe("alone"));
});

test("a connection dropped again and again loses nothing", async () => {
  const discord = await fakeForTest();
  const client = await loggedIn(discord);
  const texts = heard(client);
  const alice = discord.addPerson("Alice");
  const calm = discord.gateway.dropEvery(150);
  const said = Array.from({ length: 20 }, (_, index) => `message ${index}`);
  for (const text of said) {
    discord.say(alice, discord.general, text);
    if (Number(text.slice(8)) % 10 === 9) {
      const { connections } = discord.gateway.counts;
      await discord.until(() => discord.gateway.counts.connections > connections);
    }
  }
  calm();
  await vi.waitFor(() => expect(texts).toEqual(said), 10_000);
  expect(discord.gateway.counts.identifies).toBe(1);
});
