import { expect, vi } from "vitest";
import { parseReplyId, parseSpot } from "../../../adapters/slack/ids.ts";
import type { MessageId } from "../../../src/core/types.ts";
import { outsideCode } from "../../../src/text/code-regions.ts";
import { adapterContract, type ContractPerson } from "../../contract/adapter.ts";
import { type Channel, escaped, type User } from "../../fakes/slack/index.ts";
import { type Connected, connect } from "./chat.ts";

/** Writes as Slack's client does, which knows what is a mention; and looks at what it shows. */
function asContractPerson(
  { slack, core, log }: Connected,
  people: ReadonlyMap<string, User>,
  name: string,
): ContractPerson {
  const me = people.get(name)!;
  const channelOf = (id: MessageId): Channel => slack.world.channels.get(parseSpot(id)!.channel)!;
  const tsOf = (id: MessageId) => parseSpot(id)!.ts;
  const written = (text: string) =>
    outsideCode(escaped(text), (plain) =>
      plain
        .replaceAll("**", "*")
        .replace(
          /(?<!\w)@(Maru|Bob|Ann Lee)\b/g,
          (_, who: string) => `<@${who === "Maru" ? slack.bot.id : people.get(who)!.id}>`,
        ),
    );
  const shown = (channel: Channel, thread?: string) =>
    slack.seen(channel, thread).filter(({ message }) => message.subtype !== "tombstone");
  const asSeen = ({ id }: Channel, posts: ReturnType<typeof shown>) =>
    posts.map(({ ts, text, isBot }) => ({ id: `slack:${id}/${ts}` as const, text, bySelf: isBot }));
  const deliveryOf = (ts: string) =>
    slack.deliveries.find(
      ({ parcel }) => (parcel.payload["event"] as { ts?: string } | undefined)?.ts === ts,
    );
  const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 5 });

  return {
    name,
    async post(text, { thread, direct } = {}) {
      const channel = thread ? channelOf(thread) : direct ? slack.direct(me) : slack.general;
      const { ts } = slack.say(me, channel, written(text), thread ? { thread: tsOf(thread) } : {});
      const event = deliveryOf(ts)!.parcel.payload["event_id"];
      const refused = () =>
        log.lines.some((line) => line.event === "slack event refused" && line.fields["event"] === event);
      const taken = () => core.deliveries.includes(`slack:message/${channel.id}/${ts}`);
      await until(() => taken() || refused());
      if (!taken()) throw new Error("Maru did not take the message in: Slack will deliver it again");
      return `slack:${channel.id}/${ts}`;
    },
    async edit(id, text) {
      slack.edit(channelOf(id).posts.get(tsOf(id))!.message, written(text));
    },
    async remove(id) {
      slack.remove(channelOf(id).posts.get(tsOf(id))!.message);
    },
    async stop(question) {
      slack.stopNatively(me, channelOf(question), tsOf(question));
      const event = slack.deliveries.at(-1)!.parcel.payload["event_id"];
      await until(() => core.deliveries.includes(`slack:event/${event}`));
    },
    async rate(reply, rating) {
      const { channel, ts } = parseReplyId(reply)!;
      const posts = slack.seen(slack.world.channels.get(channel)!, ts);
      const found = posts
        .flatMap(({ message, controls }) => controls.map((control) => ({ message, control })))
        .find(({ control }) => control.value?.startsWith(`${rating} `));
      const { message, control } = found!;
      const pressed = await slack.press(me, message, control.actionId, control.value);
      const trigger = pressed.parcel.payload["trigger_id"];
      await until(() => core.deliveries.includes(`slack:press/${trigger}`));
    },
    see: async (root) => asSeen(channelOf(root), shown(channelOf(root), tsOf(root))),
    look: async () => asSeen(slack.general, shown(slack.general)),
  };
}

for (const mode of ["socket", "http"] as const) {
  adapterContract(`Slack by ${mode}`, {
    directThreads: true,
    ratingsStay: true,
    open: async (core) => {
      const connected = await connect({ core, slack: { mode } });
      const people = new Map<string, User>([["Ann Lee", connected.ann]]);
      return {
        get adapter() {
          return connected.adapter;
        },
        async person(name) {
          if (!people.has(name)) people.set(name, connected.slack.addPerson(name));
          return asContractPerson(connected, people, name);
        },
        async announce() {
          connected.slack.leave(connected.slack.addBot("Robo"), connected.slack.general);
        },
        restart: () => connected.restart(),
        async close() {
          await connected[Symbol.asyncDispose]();
          const errors = connected.log.lines.filter(({ level }) => level === "error");
          expect(errors.map(({ event }) => event)).toEqual([]);
        },
      };
    },
  });
}
