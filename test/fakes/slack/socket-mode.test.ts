import { expect, test } from "vitest";
import { connect } from "./connect.ts";

test("a connection says hello, and a real Bolt app gets events and acknowledges them", async () => {
  await using world = await connect();
  const { slack } = world;
  const heard: string[] = [];
  await world.bolt((app) => app.message(async ({ message }) => void heard.push(message.ts)));
  const ann = slack.addPerson("Ann");
  const said = slack.say(ann, slack.general, "hello");
  await slack.until(() => slack.deliveries.every(({ state }) => state === "acknowledged"));
  expect(heard).toEqual([said.ts]);
  expect(slack.deliveries.map(({ attempts }) => attempts)).toEqual([1]);
  expect(slack.violations).toEqual([]);
});

test("with several connections any one gets a payload, and each is brought once", async () => {
  await using world = await connect();
  const { slack } = world;
  const sockets = [await world.socket(), await world.socket(), await world.socket()];
  expect(sockets.map(({ hello }) => hello.num_connections)).toEqual([1, 2, 3]);
  const ann = slack.addPerson("Ann");
  for (let count = 0; count < 20; count++) slack.say(ann, slack.general, `${count}`);
  await expect.poll(() => sockets.flatMap(({ got }) => got)).toHaveLength(20);
  for (const { got } of sockets) expect(got.length).toBeGreaterThan(0);
});

test("there are at most ten connections, and the URL of one works once", async () => {
  await using world = await connect();
  for (let count = 0; count < 10; count++) await world.socket();
  await expect(world.socket()).rejects.toThrow("429");
  await using other = await connect();
  const { url } = await other.client(undefined, other.slack.appToken).apps.connections.open({});
  const { WebSocket } = await import("ws");
  const open = (to: string) =>
    new Promise<string>((resolve) => {
      const socket = new WebSocket(to);
      socket.on("open", () => resolve("open"));
      socket.on("error", ({ message }) => resolve(message));
    });
  expect(await open(url!)).toBe("open");
  expect(await open(url!)).toContain("408");
});

test("only an app token opens a connection, and it is good for nothing else", async () => {
  await using world = await connect();
  const { slack } = world;
  await expect(world.web.apps.connections.open({})).rejects.toThrow("not_allowed_token_type");
  await expect(world.client({}, slack.appToken).auth.test()).rejects.toThrow("not_allowed_token_type");
  await expect(world.client({}, "xapp-wrong").apps.connections.open({})).rejects.toThrow("invalid_auth");
});

test("an event that is not acknowledged comes again at once, after a minute and after five, and then no more", async () => {
  await using world = await connect();
  const { slack } = world;
  const { got } = await world.socket();
  slack.say(slack.addPerson("Ann"), slack.general, "hello");
  const comes = (times: number) => expect.poll(() => got).toHaveLength(times);
  await comes(1);
  slack.clock.advance(2_999);
  await new Promise(setImmediate);
  expect(slack.deliveries[0]).toMatchObject({ attempts: 1 });
  slack.clock.advance(1);
  await comes(2);
  slack.clock.advance(3_000);
  await expect.poll(() => slack.deliveries[0]!.attempts).toBe(2);
  slack.clock.advance(60_000);
  await comes(3);
  slack.clock.advance(3_000);
  await new Promise(setImmediate);
  slack.clock.advance(300_000);
  await comes(4);
  slack.clock.advance(3_000);
  await slack.until(() => slack.deliveries[0]!.state === "given up");
  expect(got.map(({ retry_attempt, retry_reason }) => [retry_attempt, retry_reason])).toEqual([
    [0, ""],
    [1, "timeout"],
    [2, "timeout"],
    [3, "timeout"],
  ]);
  expect(new Set(got.map(({ payload }) => payload?.event_id)).size).toBe(1);
  expect(new Set(got.map(({ envelope_id }) => envelope_id)).size).toBe(4);
  expect(slack.violations).toEqual([]);
});

test("what was under way when a connection closed comes again on the next one", async () => {
  await using world = await connect();
  const { slack } = world;
  const first = await world.socket();
  slack.say(slack.addPerson("Ann"), slack.general, "hello");
  await expect.poll(() => first.got).toHaveLength(1);
  first.close();
  await first.closed;
  const second = await world.socket();
  await expect.poll(() => second.got).toHaveLength(1);
  expect(second.got[0]).toMatchObject({
    retry_attempt: 1,
    payload: { event_id: first.got[0]!.payload!.event_id },
  });
  second.ack(second.got[0]!);
  await slack.until(() => slack.deliveries[0]!.state === "acknowledged");
});

test("what happens while nobody is connected comes only with the later attempts", async () => {
  await using world = await connect();
  const { slack } = world;
  slack.say(slack.addPerson("Ann"), slack.general, "hello");
  await expect.poll(() => slack.deliveries[0]!.attempts).toBe(2);
  const { got } = await world.socket();
  expect(got).toEqual([]);
  slack.clock.advance(60_000);
  await expect.poll(() => got).toHaveLength(1);
});

test("an acknowledgement after three seconds, twice, or of nothing is noted", async () => {
  await using world = await connect();
  const { slack } = world;
  const socket = await world.socket();
  slack.say(slack.addPerson("Ann"), slack.general, "hello");
  await expect.poll(() => socket.got).toHaveLength(1);
  slack.clock.advance(3_000);
  socket.ack(socket.got[0]!);
  await slack.until(() => slack.violations.length === 1);
  expect(slack.violations[0]!.faults[0]).toContain("more than 3 seconds");
  socket.ack(socket.got[0]!);
  socket.send("hello");
  await slack.until(() => slack.violations.length === 3);
});

test("a command that is not acknowledged within three seconds is an error for the person, and is brought once", async () => {
  await using world = await connect();
  const { slack } = world;
  const socket = await world.socket();
  const ann = slack.addPerson("Ann");
  const used = slack.slash(ann, slack.general, "/ask", "why?");
  await expect.poll(() => socket.got).toHaveLength(1);
  expect(socket.got[0]).toMatchObject({
    type: "slash_commands",
    accepts_response_payload: true,
    payload: { command: "/ask", text: "why?", user_id: ann.id, channel_name: "general" },
  });
  slack.clock.advance(3_000);
  expect((await used).state).toBe("given up");
  expect(slack.violations).toHaveLength(1);
  slack.clock.advance(400_000);
  expect(socket.got).toHaveLength(1);
});

test("Slack asks connections to go: the real client comes back, and nothing is lost", async () => {
  await using world = await connect();
  const { slack } = world;
  const heard: string[] = [];
  await world.bolt((app) =>
    app.message(async ({ message }) => void heard.push("text" in message ? message.text! : "")),
  );
  const ann = slack.addPerson("Ann");
  slack.say(ann, slack.general, "before");
  await slack.until(() => heard.length === 1);
  slack.sockets.disconnect("refresh_requested");
  await slack.until(() => slack.sockets.opened === 2);
  slack.say(ann, slack.general, "after");
  await slack.until(() => heard.length === 2);
  expect(heard).toEqual(["before", "after"]);
});

test("connections can be cut without a word, and can go silent", async () => {
  await using world = await connect();
  const { slack } = world;
  const first = await world.socket();
  slack.sockets.drop();
  await first.closed;
  const second = await world.socket();
  slack.sockets.freeze(true);
  slack.say(slack.addPerson("Ann"), slack.general, "hello");
  slack.clock.advance(3_000);
  slack.sockets.freeze(false);
  await expect.poll(() => second.got.map(({ retry_attempt }) => retry_attempt)).toEqual([1]);
});

test("events come in the order in which things happened", async () => {
  await using world = await connect();
  const { slack } = world;
  const socket = await world.socket();
  const ann = slack.addPerson("Ann");
  for (let count = 0; count < 50; count++) slack.say(ann, slack.general, `${count}`);
  await expect.poll(() => socket.got).toHaveLength(50);
  expect(socket.got.map(({ payload }) => payload!.event!["text"])).toEqual(
    Array.from({ length: 50 }, (_, count) => `${count}`),
  );
  const stamps = socket.got.map(({ payload }) => payload!.event!["ts"] as string);
  expect(stamps).toEqual(stamps.toSorted());
  expect(new Set(stamps).size).toBe(50);
});

test("the same event can be brought again with the same id", async () => {
  await using world = await connect();
  const { slack } = world;
  const socket = await world.socket();
  slack.say(slack.addPerson("Ann"), slack.general, "hello");
  slack.redeliver(slack.deliveries[0]!);
  await expect.poll(() => socket.got).toHaveLength(2);
  const [first, second] = socket.got;
  expect(second!.payload!.event_id).toBe(first!.payload!.event_id);
});
