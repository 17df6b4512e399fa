import type { Reply } from "../../src/core/ports/chat-adapter.ts";
import type { Locale, Message, PersonId, PlaceId, ThreadId } from "../../src/core/types.ts";
import type { StatusBoard } from "../../src/platform/status-board.ts";
import { statusText } from "../../src/platform/status-text.ts";
import { createInTurn } from "../../src/waiting/in-turn.ts";
import type { Api } from "./api.ts";
import { refusedAs, unless } from "./api-error.ts";
import { stopRow } from "./buttons.ts";
import { madeAt, parseMessageId, type Snowflake } from "./ids.ts";
import { messagesOf } from "./messages-of.ts";
import type { PendingCommand, PendingCommands } from "./pending-commands.ts";
import type { ReplyRecord, ReplyRecords } from "./reply-records.ts";
import type { Revise } from "./revise.ts";
import { words } from "./words.ts";

/** Two embeds of one message: all embeds together have at most 6,000 characters (docs: resources/message#embed-object-embed-limits). */
const MAX_EMBEDS = 2;
const EMBED_CHARS = 3_000;

/** Then the command's token is soon worn out, and what was shown last stays. */
const LATE_MS = 10 * 60 * 1000;

/**
 * Answers to commands, seen only by who gave the command, each in one message: of several, one whose confirmation got
 * lost could not be told from one that never arrived. What is too long for that, or comes when the command's token is worn
 * out, goes to the person as a direct message; where that is not possible, they are told that there was an answer. What takes
 * long shows how far it has come, with a button to stop it.
 */
export interface CommandReplies {
  open(to: Message): Promise<Reply>;
  /** The thread of the newest command of somebody's in a place that is being answered. */
  newestThread(place: PlaceId, person: PersonId): ThreadId | undefined;
}

export function createCommandReplies(parts: {
  readonly api: Api;
  readonly pending: PendingCommands;
  readonly records: ReplyRecords;
  readonly board: StatusBoard;
  readonly revise: Revise;
  /** Unix ms. */
  readonly now: () => number;
}): CommandReplies {
  const { api, pending, records, board } = parts;
  const inTurn = createInTurn();
  const open = new Map<Snowflake, { readonly to: Message; readonly reply: Reply }>();

  async function openNew(to: Message): Promise<Reply> {
    const { channel, message: interaction } = parseMessageId(to.id)!;
    const locale = to.author.locale ?? "en";
    const before = await records.get(interaction);
    let over = before?.state === "finished";
    let isNoted = before !== undefined;
    const keep = (state: ReplyRecord["state"], where: Snowflake, messages: readonly Snowflake[]) =>
      records.set(interaction, {
        ...{ state, question: to.id, thread: to.thread, channel: where, messages },
        ofCommand: true,
      });

    /** By its record the Stop button finds what it stops. */
    async function showForNow(content: string): Promise<void> {
      const command = over ? undefined : await pending.get(interaction);
      if (!command) return;
      if (!isNoted) await keep("open", channel, []);
      isNoted = true;
      const isLate = parts.now() - madeAt(interaction) > LATE_MS;
      const said = {
        content: isLate ? `${content}\n${words[locale].mayComeDirectly}` : content,
        components: stopRow(interaction, locale, false),
      };
      await unless(WORN_OUT, api.fillInForNow(command.application, command.token, said));
    }

    return {
      id: to.id,
      finished: over,
      async status(now) {
        if (over) return;
        board.show(interaction, () => inTurn(interaction, () => showForNow(statusText(now, locale, words))));
      },
      async update() {},
      finish: (markdown) =>
        inTurn(interaction, async () => {
          if (over) return;
          board.drop(interaction);
          const shown = await show(to, interaction, markdown, locale);
          const sent = shown === "too late" ? await send(to, interaction, markdown) : shown;
          if (sent === undefined)
            // For everybody to see: that there was an answer, and not a word of it.
            await unless(
              ["missingAccess", "missingPermissions", "unknownChannel"],
              api.post(channel, { content: words[locale].undelivered, nonce: `${interaction}.x` }),
            );
          await keep("finished", sent?.channel ?? channel, sent?.messages ?? []);
          over = true;
          open.delete(interaction);
          // A summary can be shown anew as long as its token serves.
          if (to.summaryOf === undefined) await pending.drop(interaction);
        }),
      revise: (markdown) =>
        inTurn(interaction, async () => {
          const record = await records.get(interaction);
          if (record?.state !== "finished") return;
          if (record.messages.length > 0) return parts.revise(interaction, markdown);
          const command = await pending.get(interaction);
          if (command) await unless(["unknownMessage", ...WORN_OUT], fill(command, markdown));
        }),
      async remove() {},
    };
  }

  /** Shows the answer where the command was given. */
  async function show(
    to: Message,
    interaction: Snowflake,
    markdown: string,
    locale: Locale,
  ): Promise<Letters | undefined | "too late"> {
    const command = await pending.get(interaction);
    if (!command) return "too late";
    let sent: Letters | undefined = NONE;
    try {
      if (!(await fill(command, markdown))) {
        sent = await send(to, interaction, markdown);
        const where = words[locale][sent ? "sentDirectly" : "undelivered"];
        await api.fillIn(command.application, command.token, where);
      }
      return sent ?? NONE;
    } catch (error) {
      // The person has put the answer away.
      if (refusedAs(error, "unknownMessage")) return sent ?? NONE;
      if (refusedAs(error, ...WORN_OUT)) return "too late";
      throw error;
    }
  }

  /** Puts the text where the command was given. `false`: it is longer than a message holds. */
  async function fill({ application, token }: PendingCommand, markdown: string): Promise<boolean> {
    const [first = "…", ...more] = messagesOf(markdown);
    const embeds = messagesOf(markdown, EMBED_CHARS);
    if (more.length === 0) await api.fillIn(application, token, first);
    else if (embeds.length <= MAX_EMBEDS) await api.fillInLong(application, token, embeds);
    else return false;
    return true;
  }

  /** Writes the answer to the person. `undefined`: they take no direct messages. */
  async function send(to: Message, interaction: Snowflake, markdown: string): Promise<Letters | undefined> {
    const person = to.author.id.slice(to.author.id.indexOf(":") + 1);
    const messages: Snowflake[] = [];
    try {
      const direct = await api.openDirect(person);
      for (const [at, content] of messagesOf(markdown).entries())
        messages.push((await api.post(direct.id, { content, nonce: `${interaction}.${at}` })).id);
      return { channel: direct.id, messages };
    } catch (error) {
      if (!refusedAs(error, "cannotMessageUser", "noMutualServer", "missingAccess")) throw error;
      return undefined;
    }
  }

  return {
    open: (to) =>
      inTurn(`open ${to.id}`, async () => {
        const { message: interaction } = parseMessageId(to.id)!;
        const known = open.get(interaction)?.reply;
        if (known) return known;
        const reply = await openNew(to);
        if (!reply.finished) open.set(interaction, { to, reply });
        return reply;
      }),
    newestThread: (place, person) =>
      [...open.values()].findLast(({ to }) => to.place.id === place && to.author.id === person)?.to.thread,
  };
}

/** Direct messages that were sent; none where the answer was shown. */
interface Letters {
  readonly channel?: Snowflake;
  readonly messages: readonly Snowflake[];
}

const NONE: Letters = { messages: [] };

const WORN_OUT = ["unknownWebhook", "invalidWebhookToken", "unknownInteraction"] as const;
