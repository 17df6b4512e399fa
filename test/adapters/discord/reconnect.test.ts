import { describe, expect, test, vi } from "vitest";
import { fakeModel } from "../../fakes/model.ts";
import { type Connected, connect } from "./chat.ts";
import { whole } from "./whole.ts";

const texts = ({ core }: Connected) =>
  core.events.flatMap((event) => (event.type === "message" ? [event.message.text] : []));

// Waiting for a new session takes seconds, but no work.
describe.concurrent("a connection", () => {
  test("that only looks alive is left for a new one, and what was said meanwhile comes once", async () => {
    await using chat = await connect({ discord: { heartbeatIntervalMs: 150 } });
    const { discord, core, ann } = chat;
    const { gateway } = discord;
    await discord.until(() => gateway.counts.heartbeats > 0);
    const before = gateway.counts.connections;
    gateway.troubles.zombie = true;
    for (const text of ["first", "second"]) discord.say(ann, discord.general, text);
    await discord.until(() => gateway.counts.connections > before, "another connection", 10_000);
    gateway.troubles.zombie = false;
    // Nobody closed it from outside.
    expect(gateway.closeCodes).toEqual([]);
    discord.say(ann, discord.general, "third");
    await core.until("message", ({ message }) => message.text === "third");
    expect(texts(chat)).toEqual(["first", "second", "third"]);
    expect(new Set(core.deliveries).size).toBe(core.deliveries.length);
  });

  test.each([
    ["goes on where it was when Discord asks to connect again", "requestReconnect", undefined],
    ["goes on where it was when its session is called invalid but can be resumed", "invalidate", true],
    ["begins anew when its session is over", "invalidate", false],
  ] as const)("%s, and loses nothing", async (_, what, resumable) => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const root = discord.say(ann, discord.general, "root");
    const thread = discord.startThread(ann, discord.general, "thread", root);
    discord.say(ann, discord.direct(ann), "hello");
    await vi.waitUntil(() => texts(chat).length === 2, { timeout: 20_000 });
    const { identifies, resumes } = discord.gateway.counts;
    if (what === "invalidate") discord.gateway.invalidate(resumable);
    else discord.gateway.requestReconnect();
    const said = [];
    for (let count = 0; count < 10; count++) {
      said.push(`in the thread ${count}`);
      discord.say(ann, thread, `in the thread ${count}`);
      discord.say(ann, discord.direct(ann), `between us ${count}`);
    }
    await vi.waitUntil(() => texts(chat).length === 22, { timeout: 20_000 });
    expect(texts(chat).filter((text) => text.startsWith("in the"))).toEqual(said);
    expect(texts(chat).filter((text) => text.startsWith("between")).length).toBe(10);
    const anew = what === "invalidate" && !resumable;
    const begun = ({ counts } = discord.gateway) => [
      counts.identifies - identifies,
      counts.resumes - resumes,
    ];
    await discord.until(() => begun().includes(1), "the session goes on", 20_000);
    discord.say(ann, thread, "after");
    await core.until("message", ({ message }) => message.text === "after");
    expect(core.events.length).toBe(23);
    expect(begun()).toEqual(anew ? [1, 0] : [0, 1]);
  });

  test("whose session Discord has forgotten, and does not start anew at once either, loses nothing", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    discord.say(ann, discord.general, "before");
    await core.until("message");
    Object.assign(discord.gateway.troubles, { refuseResume: 1, refuseIdentify: 1 });
    discord.gateway.drop();
    discord.say(ann, discord.general, "meanwhile");
    await vi.waitUntil(() => texts(chat).includes("meanwhile"), { timeout: 30_000 });
    discord.say(ann, discord.general, "after");
    await core.until("message", ({ message }) => message.text === "after");
    expect(texts(chat)).toEqual(["before", "meanwhile", "after"]);
  }, 40_000);

  test("that begins anew while people write directly brings what was missed first", async () => {
    await using chat = await connect();
    const { discord, core, ann } = chat;
    const direct = discord.direct(ann);
    discord.say(ann, direct, "hello");
    await core.until("message");
    const said = ["missed 1", "missed 2", "live 1", "live 2"];
    const { identifies } = discord.gateway.counts;
    const guilds = Promise.withResolvers<void>();
    const restarted = chat.restart(() => {
      discord.gateway.troubles.lateGuilds = guilds.promise;
      for (const text of said.slice(0, 2)) discord.say(ann, direct, text);
    });
    await discord.until(() => discord.gateway.counts.identifies > identifies);
    for (const text of said.slice(2)) discord.say(ann, direct, text);
    guilds.resolve();
    await restarted;
    await core.until("message", ({ message }) => message.text === "live 2");
    expect(texts(chat)).toEqual(["hello", ...said]);
  });

  test("that delivers everything twice and in another order makes every question be answered once", async () => {
    await using maru = await whole(fakeModel(["Sure."]));
    const { discord, ann } = maru;
    discord.gateway.drop();
    Object.assign(discord.gateway.troubles, { duplicate: true, shuffle: 3 });
    const questions = Array.from({ length: 6 }, (_, at) => maru.ask(`question ${at}?`));
    const gone = maru.ask("never mind?");
    discord.remove(gone);
    const isAnswered = () => questions.every((question) => maru.shown(question).includes("Sure."));
    await discord.until(isAnswered, "an answer to each", 20_000);
    const first = questions[0]!;
    for (let count = 0; count < 5; count++) discord.say(ann, discord.threadOf(first)!, `follow-up ${count}?`);
    await discord.until(() => maru.shown(first).filter((text) => text === "Sure.").length === 6);
    Object.assign(discord.gateway.troubles, { duplicate: false, shuffle: 0 });
    await maru.settled();
    for (const question of questions.slice(1)) expect(maru.shown(question)).toEqual(["Sure."]);
    expect(maru.shown(first)).toEqual(Array(6).fill("Sure."));
    expect(maru.shown(gone)).toEqual([]);
    expect(maru.questions().toSorted()).toEqual(
      [
        ...questions.map((_, at) => `Ann Lee: question ${at}?`),
        ...Array.from({ length: 5 }, (_, at) => `Ann Lee: follow-up ${at}?`),
      ].toSorted(),
    );
  });
});

describe.concurrent("a connection that breaks during an answer", () => {
  const begun = async (options: Parameters<typeof whole>[1] = {}) => {
    const maru = await whole(fakeModel(["Well, ", "wait", "yes."]), options);
    const question = maru.ask("why?");
    await maru.discord.until(() => maru.shown(question)[0]?.startsWith("Well"));
    return { maru, question };
  };

  test.each([
    ["does not keep it from being finished", undefined],
    ["does not either when a new session begins", "anew"],
  ])("%s: there is one answer", async (_, anew) => {
    const { maru, question } = await begun();
    await using _maru = maru;
    if (anew) maru.discord.gateway.forgetSessions();
    maru.discord.gateway.drop();
    maru.model.release();
    await maru.discord.until(() => maru.shown(question)[0] === "Well, yes.");
    const { connections } = maru.discord.gateway.counts;
    await maru.settled();
    expect(connections).toBeGreaterThan(0);
    expect(maru.shown(question)).toEqual(["Well, yes."]);
    expect(maru.questions()).toEqual(["Ann Lee: why?"]);
  });

  test("lets it be stopped, and its question be deleted, once it is back", async () => {
    const { maru, question } = await begun();
    await using _maru = maru;
    const { discord, ann } = maru;
    discord.gateway.drop();
    const reply = discord.seen(discord.threadOf(question)!).find(({ isBot }) => isBot)!;
    discord.press(ann, reply.message, reply.controls[0]!.customId);
    await discord.until(() => maru.shown(question)[0] === "Well, \n\n*Stopped.*");
    discord.gateway.drop();
    discord.remove(question);
    await discord.until(() => maru.shown(question).length === 0);
  });
});
