import {
  type APIApplicationCommand,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import type { CommandInfo } from "../../src/core/ports/chat-adapter.ts";
import type { CommandName } from "../../src/core/types.ts";
import { koreanNames } from "../../src/platform/korean-names.ts";
import { reportCommand } from "../../src/platform/moderation-words.ts";
import type { Api } from "./api.ts";
import type { Snowflake } from "./ids.ts";
import { summariseMenu, summaryOptions } from "./summary-commands.ts";
import { questionOption } from "./words.ts";

type Body = RESTPostAPIApplicationCommandsJSONBody;

/** What there is to be registered. */
export interface Offered {
  readonly commands: readonly CommandInfo[];
  /** Whether members can report messages. */
  readonly takesReports: boolean;
}

/** Questions longer than a message are not visible in one. */
const MAX_QUESTION_CHARS = 2_000;

/**
 * The slash commands, and those in the menu of messages, as Discord wants them. `isGlobal`: in direct messages too, but reports; a
 * server's commands know no contexts.
 */
export function commandBodies({ commands, takesReports }: Offered, isGlobal: boolean): readonly Body[] {
  const slash = commands.map(
    ({ name, description }): Body => ({
      type: ApplicationCommandType.ChatInput,
      name,
      name_localizations: { ko: koreanNames[name] },
      description: description.en,
      description_localizations: { ko: description.ko },
      ...optionsOf(name),
      ...offered(isGlobal, EVERYWHERE),
    }),
  );
  const summarises = commands.some(({ name }) => name === "summarise");
  return [
    ...slash,
    ...(summarises ? [menuBody(summariseMenu, isGlobal, EVERYWHERE)] : []),
    ...(takesReports ? [menuBody(reportCommand, isGlobal, [InteractionContextType.Guild])] : []),
  ];
}

const EVERYWHERE = [InteractionContextType.Guild, InteractionContextType.BotDM];

const offered = (isGlobal: boolean, contexts: readonly InteractionContextType[]) =>
  isGlobal ? { contexts: [...contexts], integration_types: [ApplicationIntegrationType.GuildInstall] } : {};

const menuBody = (
  { name, korean }: { readonly name: string; readonly korean: string },
  isGlobal: boolean,
  contexts: readonly InteractionContextType[],
): Body => ({
  type: ApplicationCommandType.Message,
  name,
  name_localizations: { ko: korean },
  ...offered(isGlobal, contexts),
});

function optionsOf(name: CommandName) {
  if (name === "ask") return { options: [question] };
  return name === "summarise" || name === "catchup" ? { options: [...summaryOptions[name]] } : {};
}

const question = {
  type: ApplicationCommandOptionType.String as const,
  name: questionOption.name,
  name_localizations: { ko: questionOption.koreanName },
  description: questionOption.description.en,
  description_localizations: { ko: questionOption.description.ko },
  required: true,
  max_length: MAX_QUESTION_CHARS,
};

/** Makes Discord's list of commands be the wanted one; writes only when it is not, since writes are few a day. */
export async function registerCommands(
  api: Api,
  application: Snowflake,
  wanted: readonly Body[],
  guild?: Snowflake,
): Promise<"written" | "unchanged"> {
  const present = await api.commands(application, guild);
  if (isSame(present, wanted)) return "unchanged";
  await api.setCommands(application, wanted, guild);
  return "written";
}

function isSame(present: readonly APIApplicationCommand[], wanted: readonly Body[]): boolean {
  const order = (a: string, b: string) => (a < b ? -1 : 1);
  const list = (commands: readonly (APIApplicationCommand | Body)[]) =>
    commands.map((command) => JSON.stringify(essence(command))).sort(order);
  return JSON.stringify(list(present)) === JSON.stringify(list(wanted));
}

/** What Maru decides about a command, in one order and without Discord's defaults. */
function essence(command: APIApplicationCommand | Body): unknown {
  return sorted({
    type: command.type ?? ApplicationCommandType.ChatInput,
    name: command.name,
    name_localizations: command.name_localizations,
    description: "description" in command ? command.description : "",
    description_localizations:
      ("description_localizations" in command ? command.description_localizations : undefined) ?? {},
    options: "options" in command ? (command.options?.map((option) => ({ ...option })) ?? []) : [],
    contexts: command.contexts ?? null,
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== undefined && one !== false)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}
