import { setImmediate as nextRound } from "node:timers/promises";
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { describe, expect, test } from "vitest";
import { asPlatformError, isUndecided, refusal } from "../../../adapters/slack/api-error.ts";
import { buttonsUnder, pressOf, stopButton } from "../../../adapters/slack/buttons.ts";
import type { Clock } from "../../../adapters/slack/clock.ts";
import { inTime } from "../../../adapters/slack/in-time.ts";
import { createPace } from "../../../adapters/slack/pace.ts";
import { createPoliteFetch } from "../../../adapters/slack/polite-fetch.ts";
import { createSteadily } from "../../../adapters/slack/steadily.ts";

/** Time that goes by as soon as somebody waits. */
function hasty(): Clock & { time: number; readonly waits: number[] } {
  const waits: number[] = [];
  return {
    time: 0,
    waits,
    now() {
      return this.time;
    },
    after(ms, work) {
      waits.push(ms);
      this.time += ms;
      queueMicrotask(work);
      return () => {};
    },
  };
}

const refused = (error: string) => new WebAPIPlatformError({ ok: false, error } as never);
const failed = new WebAPIHTTPError(503, "", {});

/** A request that ends in these ways, one after the other, and how often it was made. */
function ending(...ends: readonly unknown[]) {
  const left = [...ends];
  const request = async () => {
    request.made += 1;
    const end = left.shift();
    if (end instanceof Error) throw end;
    return end;
  };
  request.made = 0;
  return request;
}

describe("a request", () => {
  test("that may be repeated is, when nobody knows what became of it", async () => {
    const { steadily } = createSteadily(hasty());
    const request = ending(failed, new TypeError("fetch failed"), "done");
    expect(await steadily(request)).toBe("done");
    const lost = ending(failed, failed, failed, "never");
    await expect(steadily(lost)).rejects.toBe(failed);
    expect(lost.made).toBe(3);
  });

  test("that Slack has refused is not repeated", async () => {
    const { steadily } = createSteadily(hasty());
    const request = ending(refused("channel_not_found"), "never");
    await expect(steadily(request)).rejects.toThrow("channel_not_found");
    expect(request.made).toBe(1);
  });

  test("that may not be repeated is, only after Slack wanted to be left alone, and as late as it wanted", async () => {
    const clock = hasty();
    const { patiently } = createSteadily(clock);
    expect(await patiently(ending(new WebAPIRateLimitedError(30), "done"))).toBe("done");
    expect(clock.waits).toEqual([30_000]);
    const lost = ending(failed, "never");
    await expect(patiently(lost)).rejects.toBe(failed);
    expect(lost.made).toBe(1);
  });

  test("of a method that Slack wants to be left alone is not even made; others are", async () => {
    const clock = hasty();
    const made: string[] = [];
    const fetch = createPoliteFetch(clock, async (url) => {
      made.push(String(url).split("/").at(-1)!);
      return made.length === 1
        ? new Response("", { status: 429, headers: { "retry-after": "10" } })
        : Response.json({ ok: true });
    });
    const call = async (method: string, channel = "C1") =>
      (await fetch(`https://slack.com/api/${method}`, { body: `channel=${channel}`, method: "POST" })).status;
    expect(await call("chat.postMessage")).toBe(429);
    clock.time = 4_500;
    const early = await fetch("https://slack.com/api/chat.postMessage", {
      body: "channel=C1",
      method: "POST",
    });
    expect([early.status, early.headers.get("retry-after")]).toEqual([429, "7"]);
    expect(await call("chat.postMessage", "C2")).toBe(200);
    expect(await call("chat.update")).toBe(200);
    clock.time = 10_000;
    expect(await call("chat.postMessage")).toBe(200);
    expect(made).toEqual(["chat.postMessage", "chat.postMessage", "chat.update", "chat.postMessage"]);
  });
});

test("those that wait for a method come back to it one by one", async () => {
  const clock = hasty();
  const fetch = createPoliteFetch(
    clock,
    async () => new Response("", { status: 429, headers: { "retry-after": "9" } }),
  );
  const call = async () => {
    const { headers } = await fetch("https://slack.com/api/conversations.replies");
    return Number(headers.get("retry-after"));
  };
  expect([await call(), await call(), await call()]).toEqual([9, 10, 11]);
  clock.time = 9_000;
  expect([await call(), await call()]).toEqual([9, 10]);
});

test("near a method's limit, and in each channel that is posted in, calls go one by one", async () => {
  let most = 0;
  let underWay = 0;
  const fetch = createPoliteFetch(hasty(), async () => {
    most = Math.max(most, ++underWay);
    await nextRound();
    underWay -= 1;
    return Response.json({ ok: true });
  });
  const call = (method: string) =>
    fetch(`https://slack.com/api/${method}`, { body: "channel=C1", method: "POST" });
  const several = (method: string) => Promise.all(Array.from({ length: 8 }, () => call(method)));
  await several("chat.update");
  expect(most).toBe(8);
  await several("chat.update");
  most = 0;
  await several("chat.update");
  await several("chat.postMessage");
  expect(most).toBe(1);
});

test("nothing is waited for when a work is done in time", async () => {
  const called: string[] = [];
  const clock = { after: () => () => void called.push("off") };
  expect(await inTime(clock, 2_000, Promise.resolve("done"))).toBe("done");
  await expect(inTime(clock, 2_000, Promise.reject(failed))).rejects.toBe(failed);
  expect(called).toEqual(["off", "off"]);
  expect(await inTime(hasty(), 2_000, new Promise(() => {}))).toBe("late");
});

test("what is no answer of Slack's is no refusal", () => {
  for (const error of [refused("internal_error"), refused("fatal_error"), refused("<html>"), failed]) {
    expect(isUndecided(error)).toBe(true);
    expect(refusal(error)).toBeUndefined();
    expect(asPlatformError(error, "C1")).toBeUndefined();
  }
  expect(isUndecided(new WebAPIRateLimitedError(1))).toBe(false);
  expect(asPlatformError(refused("is_archived"), "C1")).toMatchObject({ code: "forbidden" });
});

test("replies share what Slack lets through, and wait when it wants to be left alone", () => {
  const clock = hasty();
  const pace = createPace(clock, { append: 600, update: 1_200 });
  expect([pace.waitMs("append"), pace.waitMs("append"), pace.waitMs("update")]).toEqual([600, 1_200, 1_200]);
  clock.time = 60_000;
  expect(pace.waitMs("append")).toBe(600);
  pace.limited("update", 30_000);
  expect(pace.waitMs("update")).toBe(31_200);
});

test("a button names its question, within Slack's bounds, and is read back", () => {
  const question = "slack:C0123456789/1726000000.000100";
  const [stop] = stopButton(question, "ko").elements;
  const [rate] = buttonsUnder("answer", question, "en")[0]!.elements;
  expect(stop).toMatchObject({ action_id: "maru_stop", value: question });
  expect(pressOf("maru_stop", question)).toEqual({ does: "stop", question });
  expect(rate).toMatchObject({ action_id: "maru_rate" });
  expect(pressOf("maru_rate", `up ${question}`)).toEqual({ does: "rate", rating: "up", question });
  expect(pressOf("maru_rate", `down ${question}`)).toEqual({ does: "rate", rating: "down", question });
  for (const forged of ["", "up", "up x", "left slack:C1/1.000000", `up ${question} x`])
    expect(pressOf("maru_rate", forged)).toBeUndefined();
  expect(pressOf("maru_stop", "web:general/1")).toBeUndefined();
});
