import { expect, test, vi } from "vitest";
import { discordTimes } from "../../../adapters/discord/rooms.ts";
import { startFakeDiscord } from "../../fakes/discord/index.ts";
import { fakeServer, runServers } from "../../model/server/run-servers.ts";
import { listeningLog } from "../listening-log.ts";
import { memoryStore, quick } from "./chat.ts";
import { wholeMaru } from "./whole-maru.ts";

const PNG = Buffer.from("89504e470d0a1a0a", "hex");
/** An image of so many bytes; no two are alike. */
const png = (bytes: number, filling = 1) => Buffer.concat([PNG, Buffer.alloc(bytes - PNG.length, filling)]);

// biome-ignore lint/suspicious/noExplicitAny: the body of a request.
const isForTitle = (body: any) => body.messages[0].content.includes("You name threads");

/** The real core on our own Discord, asking a server of ours that speaks OpenAI's protocol. */
async function whole(options: { readonly sees: boolean }) {
  const server = await fakeServer({ kind: "ollama", contextTokens: 32_768, ...options });
  const { model } = await runServers([server], { contextTokens: 32_768 });
  const discord = await startFakeDiscord({ rateLimits: "none" });
  const store = await memoryStore();
  const log = listeningLog();
  const { api, token } = discord;
  const maru = wholeMaru({ api, token, store, model, log, times: { ...discordTimes, ...quick } });
  await maru.start();
  const ann = discord.addPerson("Ann Lee");
  const file = (name: string, bytes: Uint8Array) => ({ name, bytes, contentType: "image/png" });
  return {
    discord,
    log,
    ann,
    file,
    /** What the model is given for the message that holds these words. */
    given: (words: string) =>
      vi.waitFor(() => {
        const asked = server.requests
          .filter(({ path, body }) => path === "/v1/chat/completions" && !isForTitle(body))
          .map(({ body }) => body.messages.at(-1).content)
          .find((content) => (typeof content === "string" ? content : content[0].text).includes(words));
        expect(asked).toBeDefined();
        return asked;
      }, 10_000),
    async answered(question: Parameters<typeof discord.threadOf>[0]) {
      await discord.until(() => {
        const thread = discord.threadOf(question);
        return thread !== undefined && discord.seen(thread).some(({ text }) => text === "Hello there.");
      });
    },
    async [Symbol.asyncDispose]() {
      await maru.stop(1_000);
      await discord.stop();
      await store.close();
      expect(discord.violations).toEqual([]);
    },
  };
}

const part = (bytes: Uint8Array) => ({
  type: "image_url",
  image_url: { url: `data:image/png;base64,${Buffer.from(bytes).toString("base64")}` },
});

test("an image on a question goes to a server whose model sees, and so does one alone; none is logged", async () => {
  await using maru = await whole({ sees: true });
  const { discord, ann, file } = maru;
  const [chart, biggest] = [png(20), png(4_000_000, 2)];
  const files = [file("chart.png", chart), file("biggest.png", biggest)];
  const question = discord.say(ann, discord.general, `<@${discord.bot.id}> what does it show?`, { files });
  const asked = await maru.given("what does it show?");
  expect(asked[0].text).toBe(
    [
      "Ann Lee: what does it show?",
      "",
      "  (attached: chart.png, an image)",
      "",
      "  (attached: biggest.png, an image)",
    ].join("\n"),
  );
  expect(asked.slice(1)).toEqual([part(chart), part(biggest)]);
  await maru.answered(question);

  const alone = png(30, 3);
  const second = discord.say(ann, discord.general, `<@${discord.bot.id}>`, {
    files: [file("alone.png", alone)],
  });
  expect(await maru.given("alone.png")).toEqual([
    { type: "text", text: "Ann Lee: (attached: alone.png, an image)" },
    part(alone),
  ]);
  await maru.answered(second);
  expect(JSON.stringify(maru.log.lines)).not.toContain(alone.toString("base64").slice(0, 16));
});

test("those that are gone, of another kind or too big are named, and the answer goes on", async () => {
  await using maru = await whole({ sees: true });
  const { discord, ann, file } = maru;
  const files = [
    file("fake.png", Buffer.from("<svg/>")),
    file("big.png", png(4_000_001)),
    file("gone.png", png(40)),
    file("good.png", png(50)),
  ];
  const thread = discord.startThread(ann, discord.general, "pictures");
  const said = discord.say(ann, thread, "look at these", { files });
  for (const path of discord.world.files.keys())
    if (path.endsWith("/gone.png")) discord.world.files.delete(path);
  discord.say(ann, thread, `<@${discord.bot.id}> what about them?`);
  const asked = await maru.given("what about them?");
  expect(asked[0].text).toContain("(fake.png: an image which could not be fetched)");
  expect(asked[0].text).toContain("(big.png: an image which is too big to be shown to you)");
  expect(asked[0].text).toContain("(gone.png: an image which could not be fetched)");
  expect(asked.slice(1)).toEqual([part(png(50))]);
  await discord.until(() => discord.seen(thread).some(({ text }) => text === "Hello there."));
  const unread = maru.log.lines.filter(({ event }) => event === "image not fetched");
  expect(unread.map(({ fields }) => fields["image"])).toEqual(
    ["fake.png", "gone.png"].map(
      (name) => `discord:file/${said.attachments.find((one) => one.filename === name)?.id}`,
    ),
  );
});

test("a server whose model does not see is told so instead", async () => {
  await using maru = await whole({ sees: false });
  const { discord, ann, file } = maru;
  const files = [file("chart.png", png(20))];
  discord.say(ann, discord.general, `<@${discord.bot.id}> what does it show?`, { files });
  expect(await maru.given("what does it show?")).toBe(
    "Ann Lee: what does it show?\n\n  (attached: chart.png, an image)\n\n  (chart.png: an image which you cannot see)",
  );
});
