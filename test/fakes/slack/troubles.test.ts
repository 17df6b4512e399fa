import { expect, test } from "vitest";
import { connect } from "./connect.ts";

test("chat.postMessage takes about one message a second and channel, after a short burst", async () => {
  await using world = await connect({ rateLimits: "real" });
  const { slack, web } = world;
  const post = (channel: string) => web.chat.postMessage({ channel, text: "x" });
  const other = slack.addChannel("other");
  for (let count = 0; count < 4; count++) await post(slack.general.id);
  await expect(post(slack.general.id)).rejects.toMatchObject({ retryAfter: 1 });
  await post(other.id);
  expect(slack.violations).toEqual([]);
  await expect(post(slack.general.id)).rejects.toThrow();
  expect(slack.violations).toMatchObject([{ what: "chat.postMessage" }]);
  slack.clock.advance(1_000);
  await post(slack.general.id);
  expect(slack.seen(slack.general)).toHaveLength(5);
});

test("every other method has its tier, and says when to come again", async () => {
  await using world = await connect({ rateLimits: "real" });
  const { slack, web } = world;
  const { ts } = await web.chat.postMessage({ channel: slack.general.id, text: "0" });
  const edit = (text: string) => web.chat.update({ channel: slack.general.id, ts: ts!, text });
  for (let count = 1; count <= 50; count++) await edit(`${count}`);
  await expect(edit("51")).rejects.toMatchObject({ retryAfter: expect.any(Number) });
  expect(slack.requests.at(-1)).toMatchObject({ method: "chat.update", status: 429, result: "ratelimited" });
  slack.clock.advance(60_000);
  await edit("52");
});

test("a method fails as planned: before Slack did it, after it, or with an error of Slack's", async () => {
  await using world = await connect();
  const { slack, web } = world;
  const post = () => web.chat.postMessage({ channel: slack.general.id, text: "x" });
  slack.web.failNext("chat.postMessage", 500, 429, "lost request", { error: "fatal_error" }, "lost answer");
  await expect(post()).rejects.toMatchObject({ statusCode: 500 });
  await expect(post()).rejects.toMatchObject({ retryAfter: 1 });
  await expect(post()).rejects.toThrow();
  await expect(post()).rejects.toThrow("fatal_error");
  expect(slack.seen(slack.general)).toHaveLength(0);
  await expect(post()).rejects.toThrow();
  expect(slack.seen(slack.general)).toHaveLength(1);
  await post();
  expect(slack.web.injected).toBe(5);
  expect(slack.violations).toEqual([]);
});

test("a share of all calls fails by chance, the same in every run", async () => {
  const results = async () => {
    await using world = await connect({ seed: 7 });
    const { slack, web } = world;
    slack.web.share = 0.3;
    slack.web.kinds = [500, { error: "internal_error" }];
    for (let count = 0; count < 40; count++) await web.auth.test().catch(() => {});
    return slack.requests.map(({ result }) => result);
  };
  const [first, second] = [await results(), await results()];
  expect(first).toEqual(second);
  expect(new Set(first)).toEqual(new Set(["ok", "internal_error"]));
});

test("the real client waits out a rate limit and retries what failed", async () => {
  await using world = await connect();
  const { slack } = world;
  const patient = world.client({
    rejectRateLimitedCalls: false,
    retryConfig: { retries: 3, minTimeout: 1, maxTimeout: 1 },
  });
  slack.web.failNext("chat.postMessage", 500, "lost request");
  await patient.chat.postMessage({ channel: slack.general.id, text: "x" });
  expect(slack.seen(slack.general)).toHaveLength(1);
});

test("time is pushed ahead step by step, and what was planned happens in its order", async () => {
  await using world = await connect({ now: () => 1_000 });
  const { clock } = world.slack;
  const happened: [string, number][] = [];
  clock.after(20, () => {
    happened.push(["second", clock.now()]);
    clock.after(5, () => happened.push(["third", clock.now()]));
  });
  clock.after(10, () => happened.push(["first", clock.now()]));
  clock.after(15, () => happened.push(["never", clock.now()]))();
  clock.advance(30);
  expect(happened).toEqual([
    ["first", 1_010],
    ["second", 1_020],
    ["third", 1_025],
  ]);
  expect(clock.now()).toBe(1_030);
});
