import type { App } from "@slack/bolt";
import type { Logger } from "../../src/core/ports/logger.ts";
import type { Locale } from "../../src/core/types.ts";
import type { InTurn } from "../../src/waiting/in-turn.ts";
import type { Api } from "./api.ts";
import { refusal } from "./api-error.ts";
import type { Clock } from "./clock.ts";
import { slashCommand, slashCommands } from "./commands.ts";
import type { SlackId, Ts } from "./ids.ts";
import { inTime } from "./in-time.ts";
import { FIELD, moderationWords, parseSent, REPORT_ID, type TakeModeration } from "./moderation/index.ts";
import { asMrkdwn } from "./mrkdwn.ts";
import type { People } from "./people.ts";
import { parsePress } from "./press.ts";
import { parseShortcut, type Shortcut, threadIn } from "./shortcut.ts";
import { SUMMARISE_FROM_ID, type SummariseFrom } from "./summarise-from.ts";
import type { TakeCommand } from "./take-command.ts";
import type { TakePress } from "./take-press.ts";
import { words } from "./words.ts";

/** Slack waits 3 s for an acknowledgement (docs: interactivity/handling-user-interaction#acknowledgment_response). */
const ACKNOWLEDGE_MS = 2_000;

/** Something that a person did, and waits for. */
interface Interaction {
  /** Another each time. */
  readonly trigger: string;
  readonly user: SlackId;
  /** Does what they want. Resolves to what is to be said to them alone, if anything, in Markdown. */
  readonly work: () => Promise<string | undefined>;
  readonly acknowledge: (say: string | undefined) => Promise<void>;
  /** For what there is to say when it was acknowledged already. */
  readonly tell: (say: string) => Promise<void>;
}

/**
 * Listens to what people do with commands, buttons, shortcuts and forms. It is stored before it is acknowledged, unless that takes longer than
 * Slack waits; and when it cannot be stored, they are told.
 */
export function createInteractions(parts: {
  readonly app: Pick<App, "command" | "action" | "shortcut" | "view">;
  readonly api: Pick<Api, "respond">;
  readonly people: People;
  readonly takeCommand: TakeCommand;
  readonly takePress: TakePress;
  readonly summariseFrom: SummariseFrom;
  /** Absent: there is no moderation. */
  readonly takeModeration: TakeModeration | undefined;
  readonly inTurn: InTurn;
  readonly clock: Clock;
  readonly log: Logger;
}): void {
  const { app, api, people, takeModeration, inTurn, clock, log } = parts;

  for (const name of slashCommands)
    app.command(name, async ({ body, ack }) => {
      const used = slashCommand.parse(body);
      await deal({
        trigger: used.trigger_id,
        user: used.user_id,
        work: () => parts.takeCommand(used),
        acknowledge: (say) => ack(say ? { response_type: "ephemeral", text: textOf(say) } : undefined),
        tell: whisper(used.response_url),
      });
    });

  // All buttons: one that nobody acknowledges, e.g. because it only leads somewhere, shows people a warning.
  app.action(/^/, async ({ body, ack }) => {
    const press = parsePress(body);
    if (!press) return ack();
    const { ts, thread } = press.message ?? {};
    // Of a thread in which nobody has replied, nobody sees more than its first message.
    const tell = whisper(press.responseUrl, thread === ts ? undefined : thread);
    await deal({
      trigger: press.trigger,
      user: press.user,
      work: () =>
        takeModeration?.isFor(press.action) ? takeModeration.press(press) : parts.takePress(press),
      async acknowledge(say) {
        await ack();
        if (say) await tell(say);
      },
      tell,
    });
  });

  app.shortcut(/^/, async ({ body, ack }) => {
    const shortcut = parseShortcut(body);
    if (!shortcut) return ack();
    const tell = whisper(shortcut.responseUrl, threadIn(shortcut.message));
    await deal({
      trigger: shortcut.trigger,
      user: shortcut.user,
      work: () => chosen(shortcut),
      async acknowledge(say) {
        await ack();
        if (say) await tell(say);
      },
      tell,
    });
  });

  app.view(/^/, async ({ body, ack }) => {
    const sent = parseSent(body);
    if (!sent || !takeModeration) return ack();
    await deal({
      trigger: sent.trigger,
      user: sent.user,
      work: () => takeModeration.sent(sent),
      // What is wrong is said in the form, which stays open with all that was written.
      acknowledge: (say) => (say ? ack({ response_action: "errors", errors: { [FIELD]: say } }) : ack()),
      tell: (say) => takeModeration.tell(sent, say),
    });
  });

  const deal = ({ trigger, user, work, acknowledge, tell }: Interaction): Promise<void> =>
    inTurn(`interaction ${trigger}`, async () => {
      const done = work().catch(async (error: unknown) => {
        log.error({ user, reason: refusal(error), err: error }, "slack interaction failed");
        return words[await localeOf(user)].tryAgain;
      });
      const early = await inTime(clock, ACKNOWLEDGE_MS, done);
      if (early !== "late") return acknowledge(early);
      await acknowledge(undefined);
      const say = await done;
      if (say) await tell(say);
    });

  async function chosen(shortcut: Shortcut): Promise<string | undefined> {
    switch (shortcut.name) {
      case SUMMARISE_FROM_ID:
        return parts.summariseFrom(shortcut);
      case REPORT_ID:
        return takeModeration
          ? takeModeration.report(shortcut)
          : moderationWords[await localeOf(shortcut.user)].answer.noMessage;
      default:
        return undefined;
    }
  }

  const localeOf = async (user: SlackId): Promise<Locale> => (await people.find(user))?.locale ?? "en";

  /**
   * @param responseUrl absent in the Home tab, where nothing can be said
   * @param thread in which the button stands: without it the words would stand in the channel
   */
  const whisper = (responseUrl: string | undefined, thread?: Ts) => async (markdown: string) => {
    if (!responseUrl) return;
    await api.respond(responseUrl, {
      text: textOf(markdown),
      response_type: "ephemeral",
      replace_original: false,
      ...(thread ? { thread_ts: thread } : {}),
    });
  };
}

const MAX_CHARS = 3_000;

/** What the adapter itself says is short. */
const textOf = (markdown: string): string => asMrkdwn(markdown, MAX_CHARS).join("\n");
