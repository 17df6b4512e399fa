import {
  type APIInteraction,
  type APIMessageApplicationCommandInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  type APIUser,
  ApplicationCommandType,
  InteractionType,
} from "discord.js";
import type { CaseId, ChatEvent, Locale } from "../../../src/core/types.ts";
import type { MoveWish } from "../../../src/platform/case-moves.ts";
import { reportCommand } from "../../../src/platform/moderation-words.ts";
import type { Acknowledge } from "../acknowledge.ts";
import type { Api } from "../api.ts";
import type { Arrivals } from "../arrivals.ts";
import type { AsMessage } from "../as-message.ts";
import type { PendingCommands } from "../pending-commands.ts";
import { localeOf, words } from "../words.ts";
import { wishOf } from "./buttons.ts";
import type { CardRecord } from "./cards.ts";
import { answerFollows, onlyForThem } from "./first-answer.ts";
import { appealForm, reasonForm, reportForm, wordsIn } from "./forms.ts";
import type { MayDecide } from "./may-decide.ts";
import type { Reported } from "./reported.ts";
import { moderationWords } from "./words.ts";

type Pressed = APIMessageComponentInteraction | APIModalSubmitInteraction;
type Asked = Pressed | APIMessageApplicationCommandInteraction;

/** Acknowledges a button, form or menu command of moderation's and has stored what is wanted by it. `false`: it is none. */
export type TakeModeration = (interaction: APIInteraction, user: APIUser) => Promise<boolean>;

export function createTakeModeration(parts: {
  readonly api: Pick<Api, "fillIn">;
  readonly deliver: Arrivals["deliver"];
  readonly asMessage: Pick<AsMessage, "author">;
  readonly pending: Pick<PendingCommands, "set" | "drop">;
  readonly acknowledge: Acknowledge;
  readonly mayDecide: MayDecide;
  readonly cardOf: (id: CaseId) => Promise<CardRecord | undefined>;
  readonly reported: Reported;
}): TakeModeration {
  const { api, asMessage, pending, acknowledge, mayDecide, cardOf, reported } = parts;

  async function refuse(asked: Asked, content: string): Promise<void> {
    const first = await acknowledge(asked, onlyForThem(content));
    if (first === "before") await api.fillIn(asked.application_id, asked.token, content);
  }

  /** Has the event stored; how it ends, the core tells by `answer`. `of`: resolves once the interaction is acknowledged. */
  async function hand(asked: Asked, of: () => Promise<ChatEvent | undefined>): Promise<void> {
    const { id, token, application_id: application } = asked;
    const locale = localeIn(asked);
    const { answer } = moderationWords[locale];
    const isOpen = (await acknowledge(asked, answerFollows)) !== "too late";
    if (isOpen) await pending.set(id, { token, application, locale });
    const event = await of();
    if (event && (await parts.deliver(event))) return;
    if (isOpen) await api.fillIn(application, token, event ? answer.notStored : answer.noMessage);
    await pending.drop(id);
  }

  async function move(asked: Pressed, user: APIUser, wish: MoveWish): Promise<void> {
    const { member, guild_id: guild } = asked;
    const { case: id } = wish;
    const locale = localeIn(asked);
    const place = (await cardOf(id))?.place;
    if (!mayDecide({ member, guild, place })) return refuse(asked, moderationWords[locale].answer.mayNot);
    const isForm = asked.type === InteractionType.ModalSubmit;
    if (!isForm && wish.asksReason) {
      await acknowledge(asked, reasonForm(wish.move, id, locale));
      return undefined;
    }
    const reason = isForm ? wordsIn(asked) : "";
    return hand(asked, async () => ({
      type: "move",
      id: eventId(asked),
      case: id,
      move: wish.move,
      ...(reason === "" ? {} : { reason }),
      by: asMessage.author(user, guild),
    }));
  }

  async function appeal(asked: Pressed, user: APIUser, id: CaseId): Promise<void> {
    const locale = localeIn(asked);
    if (asked.type !== InteractionType.ModalSubmit) {
      await acknowledge(asked, appealForm(id, locale));
      return undefined;
    }
    const said = wordsIn(asked);
    if (said === "") return refuse(asked, moderationWords[locale].answer.blankAppeal);
    const by = asMessage.author(user, asked.guild_id);
    return hand(asked, async () => ({ type: "appeal", id: eventId(asked), case: id, words: said, by }));
  }

  async function openReport(asked: APIMessageApplicationCommandInteraction, user: APIUser): Promise<void> {
    const raw = asked.data.resolved.messages[asked.data.target_id];
    const spot = raw && { channel: raw.channel_id, message: raw.id };
    const locale = localeIn(asked);
    if (!spot) return refuse(asked, moderationWords[locale].answer.noMessage);
    reported.note(raw);
    if (!(await reported.isHere(spot.channel))) return refuse(asked, words[locale].notHere);
    const first = await acknowledge(asked, reportForm(spot, locale));
    // While Maru was starting no form could be shown any more: a report without words is better than none.
    if (first === "before") await hand(asked, () => reportOf(asked, user, spot, ""));
    return undefined;
  }

  async function reportOf(
    asked: Asked,
    user: APIUser,
    spot: Parameters<Reported["read"]>[0],
    said: string,
  ): Promise<ChatEvent | undefined> {
    const message = await reported.read(spot);
    if (!message) return undefined;
    const by = asMessage.author(user, asked.guild_id);
    return { type: "report", id: eventId(asked), message, ...(said === "" ? {} : { words: said }), by };
  }

  async function takePressed(asked: Pressed, user: APIUser): Promise<boolean> {
    const wish = wishOf(asked.data.custom_id);
    switch (wish?.does) {
      case "move":
        await move(asked, user, wish);
        return true;
      case "appeal":
        await appeal(asked, user, wish.case);
        return true;
      case "report": {
        if (asked.type !== InteractionType.ModalSubmit) return false;
        const said = wordsIn(asked);
        await hand(asked, () => reportOf(asked, user, wish.spot, said));
        return true;
      }
      case undefined:
        return false;
      default:
        return wish satisfies never;
    }
  }

  return async (interaction, user) => {
    switch (interaction.type) {
      case InteractionType.MessageComponent:
      case InteractionType.ModalSubmit:
        return takePressed(interaction, user);
      case InteractionType.ApplicationCommand: {
        const { data } = interaction;
        if (data.type !== ApplicationCommandType.Message || data.name !== reportCommand.name) return false;
        await openReport(interaction as APIMessageApplicationCommandInteraction, user);
        return true;
      }
      default:
        return false;
    }
  };
}

const eventId = ({ id }: Asked) => `discord:interaction/${id}`;
const localeIn = ({ locale }: Asked): Locale => localeOf(locale) ?? "en";
