import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  Locale,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { z } from "zod";
import { type FieldsOf, issue, listOf, text, textLength } from "./fields.ts";

/** Docs: interactions/application-commands#application-command-object-application-command-naming. */
const chatName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

const locales = new Set<string>(Object.values(Locale));

const chatNamed = text(32, 1).superRefine((name, context) => {
  if (!chatName.test(name) || name !== name.toLowerCase())
    context.addIssue(issue("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid"));
});

const localized = <Value extends z.ZodType>(value: Value) =>
  z.record(z.string(), value).superRefine((given, context) => {
    for (const key of Object.keys(given))
      if (!locales.has(key)) context.addIssue(issue("BASE_TYPE_CHOICES", `${key} is not a locale`, [key]));
  });

const choice = z.strictObject({
  name: text(100, 1),
  name_localizations: localized(text(100, 1)).nullish(),
  value: z.union([text(100), z.number()]),
});

interface Option {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean | undefined;
  readonly options?: readonly Option[] | undefined;
  readonly choices?:
    | readonly {
        readonly name: string;
        readonly name_localizations?: unknown;
        readonly value: string | number;
      }[]
    | null
    | undefined;
  readonly name_localizations?: unknown;
  readonly description_localizations?: unknown;
  readonly [key: string]: unknown;
}

/** Required options come first, and names are unique (docs: #application-command-object-application-command-option-structure). */
const ordered = (options: readonly Option[] | undefined, context: z.RefinementCtx) => {
  const all = options ?? [];
  const firstOptional = all.findIndex(({ required }) => !required);
  const late = all.findIndex(
    ({ required }, index) => firstOptional >= 0 && index > firstOptional && required,
  );
  if (late >= 0)
    context.addIssue(
      issue(
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "Required options must be placed before non-required options",
        ["options", late],
      ),
    );
  if (new Set(all.map(({ name }) => name)).size < all.length)
    context.addIssue(
      issue("APPLICATION_COMMAND_OPTIONS_NAME_INVALID", "Option name must be unique", ["options"]),
    );
};

const option: z.ZodType<Option> = z.lazy(() =>
  z
    .strictObject({
      type: z.enum(ApplicationCommandOptionType),
      name: chatNamed,
      name_localizations: localized(chatNamed).nullish(),
      description: text(100, 1),
      description_localizations: localized(text(100, 1)).nullish(),
      required: z.boolean().optional(),
      choices: listOf(choice, 25).nullish(),
      options: listOf(option, 25).optional(),
      channel_types: z.array(z.int()).nullish(),
      min_value: z.number().optional(),
      max_value: z.number().optional(),
      min_length: z.int().min(0).max(6000).optional(),
      max_length: z.int().min(1).max(6000).optional(),
      autocomplete: z.boolean().nullish(),
    })
    .superRefine(({ options }, context) => ordered(options, context)),
) as z.ZodType<Option>;

const shared = {
  name_localizations: z.unknown().optional(),
  default_member_permissions: z.string().regex(/^\d+$/).nullish(),
  dm_permission: z.boolean().nullish(),
  default_permission: z.boolean().nullish(),
  integration_types: z.array(z.int().min(0).max(1)).nullish(),
  contexts: z.array(z.int().min(0).max(2)).nullish(),
  nsfw: z.boolean().nullish(),
  id: z.string().optional(),
  handler: z.int().nullish(),
};

/** Fields that Discord takes and discord-api-types leaves out, or lists for entry points only. */
interface Extra {
  id: unknown;
  handler: unknown;
}
/** discord.js sends them, empty, for context menus as well. */
interface ChatOnly {
  description: unknown;
  description_localizations: unknown;
  options: unknown;
}

const chatInput = z
  .strictObject({
    ...shared,
    type: z.literal(ApplicationCommandType.ChatInput).optional(),
    name: chatNamed,
    name_localizations: localized(chatNamed).nullish(),
    description: text(100, 1),
    description_localizations: localized(text(100, 1)).nullish(),
    options: listOf(option, 25).nullish(),
  } satisfies FieldsOf<RESTPostAPIChatInputApplicationCommandsJSONBody & Extra>)
  .superRefine((command, context) => {
    ordered(command.options ?? undefined, context);
    // "a maximum of 8000 characters for combined name, description, and value properties for each command"
    if (sizeOf(command as unknown as Option) > 8000)
      context.addIssue(issue("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size of 8000"));
  });

/** "Only the longest localization for each field (including the default value) is counted towards the size limit." */
const longest = (plain: string, localized: unknown): number =>
  Math.max(...[plain, ...Object.values(localized ?? {})].map((one) => textLength(String(one))));

const sizeOf = (one: Option): number =>
  longest(one.name, one.name_localizations) +
  longest(one.description, one.description_localizations) +
  (one.choices ?? []).reduce(
    (sum, { name, name_localizations, value }) =>
      sum + longest(name, name_localizations) + textLength(String(value)),
    0,
  ) +
  (one.options ?? []).reduce((sum, inner) => sum + sizeOf(inner), 0);

/** Context menus take spaces and capitals, and no description. */
const contextMenu = z.strictObject({
  ...shared,
  type: z.literal([ApplicationCommandType.User, ApplicationCommandType.Message]),
  name: text(32, 1),
  name_localizations: localized(text(32, 1)).nullish(),
  description: z.literal("").nullish(),
  description_localizations: z.null().optional(),
  options: z.array(z.unknown()).max(0).nullish(),
} satisfies FieldsOf<RESTPostAPIContextMenuApplicationCommandsJSONBody & Extra & ChatOnly>);

/** At most 100 chat commands, and 15 context menus of each kind, each with a name of its own. */
const most: Readonly<Record<number, number>> = {
  [ApplicationCommandType.ChatInput]: 100,
  [ApplicationCommandType.User]: 15,
  [ApplicationCommandType.Message]: 15,
};

const command = z.union([chatInput, contextMenu]);
export type NewCommand = z.output<typeof command>;

/** Chosen by the type, so that the errors are those of the kind that was meant. */
const anyCommand = z.looseObject({ type: z.int().optional() }).transform((given, context): NewCommand => {
  const kind = (given.type ?? 1) === ApplicationCommandType.ChatInput ? chatInput : contextMenu;
  const parsed = (kind as z.ZodType<NewCommand>).safeParse(given, { reportInput: true });
  if (parsed.success) return parsed.data;
  for (const found of parsed.error.issues) context.addIssue(found as never);
  return z.NEVER;
});

export const oneCommand = anyCommand;

/** Docs: interactions/application-commands#bulk-overwrite-global-application-commands and #registering-a-command. */
export const allCommands = z.array(anyCommand).superRefine((all, context) => {
  for (const [type, limit] of Object.entries(most)) {
    const names = all.filter((one) => (one.type ?? 1) === Number(type)).map(({ name }) => name);
    if (names.length > limit)
      context.addIssue(
        issue(
          "APPLICATION_COMMANDS_MAX_EXCEEDED",
          `Maximum number of application commands reached (${limit})`,
        ),
      );
    if (new Set(names).size < names.length)
      context.addIssue(
        issue("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique"),
      );
  }
});
