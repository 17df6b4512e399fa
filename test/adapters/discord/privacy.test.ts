import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openStore } from "../../../src/store/index.ts";
import type { Message } from "../../fakes/discord/index.ts";
import { fakeModel } from "../../fakes/model.ts";
import { listeningLog } from "../listening-log.ts";
import { type Whole, whole } from "./whole.ts";

const log = listeningLog();

/** Maru with a store in a folder of its own, of which `stored` reads every byte once Maru has ended. */
async function withFile() {
  const dataFolder = await mkdtemp(join(tmpdir(), "maru-privacy-"));
  const maru = await whole(fakeModel(["Sure."]), {
    store: () => openStore("sqlite:maru.db", { dataFolder, now: Date.now, log }),
  });
  return {
    maru,
    async stored(): Promise<string> {
      await maru.stop();
      const names = (await readdir(dataFolder)).filter((name) => name.startsWith("maru.db"));
      const files = await Promise.all(names.map((name) => readFile(join(dataFolder, name), "utf8")));
      return files.join("\n");
    },
    async [Symbol.asyncDispose]() {
      await maru[Symbol.asyncDispose]();
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What Maru says to Ann alone when she uses a command. */
async function told({ discord, ann }: Whole, command: string): Promise<string> {
  const before = discord.seen(discord.general, ann).length;
  discord.command(ann, discord.general, command);
  const shown = await discord.until(() =>
    discord
      .seen(discord.general, ann)
      .slice(before)
      .find(({ ephemeral, loading }) => ephemeral && !loading),
  );
  return shown.text;
}

const kept = async (maru: Whole) => {
  const [ratings, notes] = [...(await told(maru, "privacy")).matchAll(/: \*\*(\d+)\*\*/g)].map(([, count]) =>
    Number(count),
  );
  return { ratings, notes };
};

async function askAndRate(maru: Whole, text: string): Promise<Message> {
  const { discord, ann } = maru;
  const question = maru.ask(text);
  const answer = await discord.until(() => {
    const thread = discord.threadOf(question);
    return thread && discord.seen(thread).find(({ controls }) => controls.length === 2);
  });
  const press = discord.press(ann, answer.message, answer.controls[0]!.customId);
  await discord.until(() => press.acknowledged);
  return question;
}

test("/privacy lists what is kept about a person, and /forget erases it: from the list and from the store's file", async () => {
  await using files = await withFile();
  const { maru } = files;
  const { discord, ann } = maru;
  expect(await kept(maru)).toEqual({ ratings: 0, notes: 0 });
  await askAndRate(maru, "where is the flamingo?");
  await expect.poll(() => kept(maru)).toMatchObject({ ratings: 1 });
  expect((await kept(maru)).notes).toBeGreaterThan(0);

  expect(await told(maru, "forget")).toMatch(/^Done\. I erased 1 rating\(s\) and \d note\(s\) about you\b/);
  const stored = await files.stored();
  expect(stored.length).toBeGreaterThan(1_000);
  expect(stored).not.toContain("flamingo");
  expect(stored).not.toContain(ann.id);
  expect(stored).not.toContain("Ann Lee");
  for (const { token } of discord.interactions) expect(stored).not.toContain(token);
  expect(discord.violations).toEqual([]);
});

test("what is kept of others stays when somebody is forgotten", async () => {
  await using files = await withFile();
  const { maru } = files;
  const { discord } = maru;
  const bob = discord.addPerson("Bob Bobson");
  const question = discord.say(bob, discord.general, `<@${discord.bot.id}> why?`);
  await discord.until(() => maru.shown(question)[0] === "Sure.");
  await askAndRate(maru, "how?");
  expect(await told(maru, "forget")).toMatch(/^Done/);
  expect(await files.stored()).toContain(bob.id);
});

test("nothing that people write stays in the store once it has been dealt with, answered or overheard", async () => {
  await using files = await withFile();
  const { maru } = files;
  const { discord, ann } = maru;
  discord.say(ann, discord.general, "overheardword");
  const question = maru.ask("questionword?");
  await discord.until(() => maru.shown(question)[0] === "Sure.");
  discord.say(ann, discord.threadOf(question)!, "followupword?");
  await discord.until(() => maru.shown(question).length === 2);
  discord.say(ann, discord.direct(ann), "directword?");
  await discord.until(() => discord.seen(discord.direct(ann)).some(({ text }) => text === "Sure."));
  discord.command(ann, discord.general, "ask", { question: "slashword?" });
  await discord.until(() => maru.questions().includes("Ann Lee: slashword?"));
  discord.edit(question, "editedword");
  await maru.settled();
  const stored = await files.stored();
  for (const word of ["overheard", "question", "followup", "direct", "slash", "edited"])
    expect(stored).not.toContain(`${word}word`);
  const logged = JSON.stringify([maru.logged, log.lines]);
  expect(logged).not.toMatch(/(?:overheard|question|followup|direct|slash|edited)word|Ann Lee/);
});
