import { WebAPIPlatformError } from "@slack/web-api";
import { describe, expect, test } from "vitest";
import { askerOf, createTelling } from "../../../adapters/slack/telling.ts";
import { openReplier } from "./replier.ts";

test("who runs into the same trouble several times at once is told of it once, in their language", async () => {
  await using world = await openReplier();
  const telling = createTelling({ ...world, app: "A1" });
  const concerned = { person: world.ann.id, locale: "ko", place: "hall" } as const;
  await Promise.all([telling.ofFiles(concerned), telling.ofFiles(concerned), telling.ofFiles(concerned)]);
  const told = world.slack.seen(world.slack.direct(world.ann)).map(({ text }) => text);
  expect(told).toEqual([expect.stringMatching(/파일을 읽을 수 없어요.*files:read.*apps\/A1/)]);
  expect(world.log.lines).toHaveLength(1);
});

test("who asks is told in the language of their Slack, or else in that of the question", async () => {
  await using world = await openReplier();
  const { locale: _, ...author } = world.ask().author;
  const asker = { person: world.ann.id, place: "general" };
  expect(askerOf({ ...world.ask(), author: { ...author, locale: "ko" } })).toEqual({
    ...asker,
    locale: "ko",
  });
  expect(askerOf({ ...world.ask(), author, text: "왜 안 되나요?" })).toEqual({ ...asker, locale: "ko" });
});

describe("whoever waits for an answer", () => {
  const error = new WebAPIPlatformError({
    ok: false,
    error: "missing_scope",
    needed: "groups:history",
  } as never);

  test("is told of a missing scope by direct message, in their language", async () => {
    await using world = await openReplier();
    const telling = createTelling({ ...world, app: undefined });
    await telling.ofScope(error, { person: world.ann.id, locale: "ko", place: "hall" });
    const told = world.slack.seen(world.slack.direct(world.ann)).map(({ text }) => text);
    expect(told).toEqual([expect.stringMatching(/hall.*groups:history.* 권한/)]);
  });

  test("and cannot be written to, is told of in the log", async () => {
    await using world = await openReplier();
    const telling = createTelling({ ...world, app: undefined });
    world.slack.web.failNext("conversations.open", { error: "user_disabled" });
    await telling.ofScope(error, { person: world.ann.id, locale: "en", place: "hall" });
    expect(world.log.lines).toMatchObject([{ event: "slack needs somebody's help" }]);
  });

  test("hears nothing of what is no missing scope", async () => {
    await using world = await openReplier();
    const telling = createTelling({ ...world, app: undefined });
    await telling.ofScope(new Error("no"), { person: world.ann.id, locale: "en", place: "hall" });
    expect(world.slack.seen(world.slack.direct(world.ann))).toEqual([]);
    expect(world.log.lines).toEqual([]);
  });
});
