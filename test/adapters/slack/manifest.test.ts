import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { slashCommands } from "../../../adapters/slack/commands.ts";
import { REPORT_ID } from "../../../adapters/slack/moderation/forms.ts";
import { botScopes, scopesOfEvent, scopesOfFeature, scopesOfMethod } from "../../../adapters/slack/scopes.ts";
import { SUMMARISE_FROM_ID } from "../../../adapters/slack/summarise-from.ts";
import { words } from "../../../adapters/slack/words.ts";
import { reportCommand } from "../../../src/platform/moderation-words.ts";
import { connect } from "./chat.ts";
import { c17, caseOf, moderated } from "./moderating.ts";

const folder = join(import.meta.dirname, "../../../adapters/slack");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
const sourceOf = (wanted: string) => sources.find(({ name }) => name === wanted)!.text;

const text = (maxChars: number) => z.string().min(1).max(maxChars);
/** What Maru uses of a manifest, with the limits of docs: reference/app-manifest. */
const schema = z.strictObject({
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    agent_view: z.strictObject({
      agent_description: text(300),
      suggested_prompts: z.array(z.strictObject({ title: text(75), message: text(500) })).max(4),
    }),
    bot_user: z.strictObject({ display_name: text(80), always_online: z.literal(false) }),
    slash_commands: z
      .array(
        z.strictObject({
          command: z
            .string()
            .regex(/^\/[a-z]+$/)
            .max(32),
          description: text(2000),
          usage_hint: text(1000).optional(),
          should_escape: z.literal(true),
        }),
      )
      .max(50),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.literal("message"),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .max(10),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: z.array(z.string()).max(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.literal(false),
  }),
});

const manifest = schema.parse(parse(readFileSync(join(folder, "manifest.yaml"), "utf8")));
const { features, oauth_config, settings } = manifest;
const { bot_events: events } = settings.event_subscriptions;

/** The methods of the Web API that a source calls. */
const methodsIn = (source: string) =>
  [...source.matchAll(/\bclient\s*\.((?:[a-z][A-Za-z]*\.)+[a-z][A-Za-z]*)\(/g)].map(([, method]) => method!);
const called = [...new Set(methodsIn(sourceOf("api.ts")))].toSorted();

/** The events that `events.ts` reads, and those kinds of message that Slack subscribes to one by one. */
const heard = [...sourceOf("events.ts").matchAll(/case "([a-z_]+)":/g)]
  .map(([, event]) => event!)
  .flatMap((event) =>
    event === "message" ? ["message.channels", "message.groups", "message.im", "message.mpim"] : [event],
  )
  .toSorted();

test("the Web API is called in one place, and of each method it is known which scopes it needs", () => {
  expect(called.length).toBeGreaterThan(10);
  expect(called).toEqual(Object.keys(scopesOfMethod).toSorted());
  const doctors = ["doctor.ts", "moderation/check.ts"];
  const others = sources.filter(({ name }) => name !== "api.ts" && !doctors.includes(name));
  for (const { name, text: source } of others) expect([name, methodsIn(source)]).toEqual([name, []]);
  expect(methodsIn(sourceOf("doctor.ts"))).toEqual(["auth.test", "bots.info", "apps.connections.open"]);
});

test("the manifest asks for the scopes that something needs, and for no others", () => {
  const needed = [scopesOfMethod, scopesOfEvent, scopesOfFeature].flatMap((table) =>
    Object.values(table).flat(),
  );
  expect(oauth_config.scopes.bot).toEqual([...new Set<string>(needed)].toSorted());
  expect(oauth_config.scopes.bot).toEqual(Object.keys(botScopes).toSorted());
});

test("the manifest subscribes to the events that Maru reads, and to no others", () => {
  expect(heard.length).toBeGreaterThan(10);
  expect(events).toEqual(heard);
  expect(Object.keys(scopesOfEvent).toSorted()).toEqual(heard);
});

test("the manifest has the commands that Maru listens to, and no others", () => {
  expect(features.slash_commands.map(({ command }) => command)).toEqual([...slashCommands]);
});

test("the manifest has the shortcuts that Maru listens to, and no others", () => {
  const entries = features.shortcuts.map(({ callback_id, name }) => [callback_id, name]);
  expect(entries).toEqual([
    [SUMMARISE_FROM_ID, "Summarise from here"],
    [REPORT_ID, reportCommand.name],
  ]);
});

test("an app made from it can do all that it does as a moderator", async () => {
  const shortcuts = features.shortcuts.map(({ callback_id }) => callback_id);
  const slackOptions = { scopes: oauth_config.scopes.bot, events, shortcuts };
  await using maru = await moderated({ slack: slackOptions });
  const { slack, mod, ann, actions } = maru;
  const { posted, message } = await maru.said("they are vermin");
  await maru.show(caseOf(message));
  await slack.press(mod, maru.cards()[0]!, "show:c17");
  await slack.press(mod, maru.cards()[0]!, "move:delete:c17");
  await slack.submit(mod, slack.modal(mod)!, { words: "rule 3" });
  await actions.answer((await maru.chat.core.until("move")).id, { type: "done", move: "delete", case: c17 });
  await slack.messageShortcut(mod, posted, REPORT_ID);
  await slack.submit(mod, slack.modal(mod)!, {});
  await actions.remove(message);
  await actions.tell({ case: c17, message, kind: { type: "warned" }, categories: [], mayAppeal: true });
  await slack.press(ann, maru.letters(ann)[0]!, "appeal:c17");
  await slack.submit(ann, slack.modal(ann)!, { words: "No." });
  await actions.restore(message);
  await maru.show(caseOf(message, { moves: ["undo"] }));
  await actions.post("daily", { en: "Report", ko: "보고" });
  expect(slack.requests.filter(({ result }) => result !== "ok")).toEqual([]);
  const worse = maru.chat.log.lines.filter(({ level }) => level === "warn" || level === "error");
  expect(worse).toEqual([]);
});

test("the suggestions of the manifest are those that an English speaker gets later", () => {
  expect(features.agent_view.suggested_prompts).toEqual(words.en.prompts);
});

test("an app made from it can do all that Maru does", async () => {
  const commands = features.slash_commands.map(({ command }) => command);
  const shortcuts = features.shortcuts.map(({ callback_id }) => callback_id);
  const settings = { scopes: oauth_config.scopes.bot, events, commands, shortcuts };
  await using chat = await connect({ slack: settings });
  const { slack, core, ann, adapter } = chat;
  const mention = `<@${slack.bot.id}> why?`;
  const places = [
    slack.general,
    slack.addChannel("secret", { private: true }),
    slack.addGroup([ann, slack.addPerson("Bob")]),
    slack.direct(ann),
  ];
  for (const place of places) {
    const message = await chat.taken(slack.say(ann, place, mention));
    const reply = await adapter.openReply(message);
    await reply.status({ state: "thinking" });
    await reply.update("Because");
    await reply.finish("Because of it.", "answer");
    expect((await Array.fromAsync(adapter.history({ thread: message.thread }))).length).toBe(2);
    await reply.revise("Because of something else.");
    expect(await adapter.mayRead(message.author.id, { place: message.place.id })).toBe(true);
    const post = await adapter.openPost(message.place.id, "digest");
    await post.finish("News.", "extractive");
    await post.revise("Other news.");
    await slack.messageShortcut(ann, slack.seen(place)[0]!.message, SUMMARISE_FROM_ID);
  }
  expect((await adapter.placeNamed("secret"))?.id).toBe(`slack:${places[1]!.id}`);
  for (const command of slashCommands)
    await slack.slash(ann, slack.general, command, command === "/ask" ? "why?" : "");
  for (const { message } of core.events.filter((event) => event.type === "message"))
    if (message.command && message.command !== "ask")
      await (await adapter.openReply(message)).finish("So.", "notice");
  slack.openHome(ann);
  slack.openHome(ann, "messages");
  await slack.until(() => slack.prompts(slack.direct(ann)) !== undefined);
  const home = await core.until("message", ({ id }) => id.startsWith("slack:home/"));
  await (await adapter.openReply(home.message)).finish("Nothing.", "notice");
  expect(slack.home(ann)).toBeDefined();

  expect(slack.requests.filter(({ result }) => result !== "ok")).toEqual([]);
  expect(chat.log.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
});
