import { expect, vi } from "vitest";
import type { MessageId } from "../../../src/core/types.ts";
import { outsideCode } from "../../../src/text/code-regions.ts";
import { adapterContract, type ContractPerson, type Seen } from "../../contract/adapter.ts";
import type { Channel, Message, User } from "../../fakes/discord/index.ts";
import { type Connected, connect } from "./chat.ts";

/** Messages and replies. */
const SAID: readonly number[] = [0, 19];
const JOIN = 7;

const spot = (id: MessageId) => id.slice("discord:".length).split("/") as [string, string];

/** Writes as Discord's client does, which knows what is a mention; and looks at what it shows. */
function asContractPerson(
  { discord, core }: Connected,
  people: Map<string, User>,
  name: string,
): ContractPerson {
  const me = people.get(name)!;
  const channelOf = (id: string): Channel => discord.world.channels.get(id)!;
  const messageOf = (id: MessageId): Message => {
    const [channel, message] = spot(id);
    return discord.world.posts.get(channel)!.get(message)!.message;
  };
  const written = (text: string) =>
    outsideCode(text, (plain) =>
      plain.replace(
        /(?<!\w)@(Maru|Bob|Ann Lee)\b/g,
        (_, who: string) => `<@${who === "Maru" ? discord.bot.id : people.get(who)!.id}>`,
      ),
    );
  const threadOf = (root: MessageId) => discord.threadOf(messageOf(root));
  const see = (root: MessageId) => {
    const thread = threadOf(root);
    const inside = thread ? discord.seen(thread).filter(({ message }) => SAID.includes(message.type)) : [];
    return [discord.seen(channelOf(spot(root)[0])).find(({ id }) => id === spot(root)[1])!, ...inside];
  };
  const press = (message: Message, pattern: RegExp) => {
    const button = discord
      .seen(channelOf(message.channel_id))
      .find(({ id }) => id === message.id)
      ?.controls.find(({ customId }) => pattern.test(customId));
    const { id } = discord.press(me, message, button!.customId);
    return vi.waitUntil(() => core.deliveries.includes(`discord:interaction/${id}`), { timeout: 10_000 });
  };
  const asSeen = ({ message, text }: ReturnType<typeof discord.seen>[number]): Seen => ({
    id: `discord:${message.channel_id}/${message.id}`,
    text: text.replaceAll(`<@${discord.bot.id}>`, "@Maru"),
    bySelf: message.author.id === discord.bot.id,
  });
  let last: "up" | "down" | undefined;
  return {
    name,
    async post(text, { thread, direct } = {}) {
      const channel = direct
        ? discord.direct(me)
        : thread
          ? (threadOf(thread) ?? discord.startThread(me, discord.general, "thread", messageOf(thread)))
          : discord.general;
      const message = discord.say(me, channel, written(text));
      const id: MessageId = `discord:${channel.id}/${message.id}`;
      const refused = () =>
        discord.seen(channel).some(({ isBot, replyTo }) => isBot && replyTo === message.id);
      const taken = () => core.deliveries.includes(`discord:message/${message.id}`);
      await expect.poll(() => taken() || refused(), { timeout: 10_000, interval: 5 }).toBe(true);
      if (!taken()) throw new Error("Maru said that it could not take the message in");
      return id;
    },
    edit: async (id, text) => discord.edit(messageOf(id), written(text)),
    remove: async (id) => discord.remove(messageOf(id)),
    async stop(root) {
      await press(see(root).at(-1)!.message, /^(?:stop|wait):/);
    },
    async rate(reply, rating) {
      await press(messageOf(reply), new RegExp(`^${rating ?? last}:`));
      last = rating ?? undefined;
    },
    see: async (root) => see(root).map(asSeen),
    look: async () =>
      discord
        .seen(discord.general)
        .filter(({ message }) => SAID.includes(message.type))
        .map(asSeen),
  };
}

adapterContract("Discord", {
  open: async (core) => {
    const connected = await connect({ core, discord: { rateLimits: "none" } });
    const people = new Map<string, User>([["Ann Lee", connected.ann]]);
    return {
      get adapter() {
        return connected.adapter;
      },
      async person(name) {
        if (!people.has(name)) people.set(name, connected.discord.addPerson(name));
        return asContractPerson(connected, people, name);
      },
      async announce() {
        const { discord } = connected;
        discord.say(discord.addPerson("Newcomer"), discord.general, "", { type: JOIN });
      },
      restart: () => connected.restart(),
      async close() {
        await connected[Symbol.asyncDispose]();
        expect(connected.discord.violations).toEqual([]);
        const errors = connected.log.lines.filter(({ level }) => level === "error").map(({ event }) => event);
        expect(errors.filter((event) => event !== "discord event lost")).toEqual([]);
      },
    };
  },
});
