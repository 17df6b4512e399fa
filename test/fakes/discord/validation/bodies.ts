import {
  type APIAllowedMentions,
  MessageFlags,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPatchAPIGuildMemberJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessagesBulkDeleteJSONBody,
  type RESTPostAPIChannelMessagesThreadsJSONBody,
  type RESTPostAPICurrentUserCreateDMChannelJSONBody,
} from "discord-api-types/v10";
import { z } from "zod";
import { componentsV2, rows } from "./components.ts";
import { embeds } from "./embeds.ts";
import { type FieldsOf, issue, listOf, snowflake, text } from "./fields.ts";
import { parseForm } from "./form-errors.ts";

/** Docs: resources/message#allowed-mentions-object. */
export const allowedMentions = z
  .strictObject({
    parse: z.array(z.enum(["users", "roles", "everyone"])).optional(),
    users: listOf(snowflake, 100).optional(),
    roles: listOf(snowflake, 100).optional(),
    replied_user: z.boolean().optional(),
  } satisfies FieldsOf<APIAllowedMentions>)
  .superRefine((allowed, context) => {
    for (const kind of ["users", "roles"] as const)
      if (allowed.parse?.includes(kind) && allowed[kind]?.length)
        context.addIssue(
          issue(
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
          ),
        );
  });
export type AllowedMentions = z.output<typeof allowedMentions>;

/** Fields of every message body, of the channel's and of interactions' alike. */
const written = {
  content: text(2000).nullish(),
  embeds: embeds.nullish(),
  allowed_mentions: allowedMentions.nullish(),
  components: z.array(z.looseObject({ type: z.int() })).nullish(),
  attachments: listOf(z.looseObject({ id: z.union([z.string(), z.int()]) }), 10).nullish(),
  flags: z.int().nullish(),
};

type Written = {
  components?: unknown;
  flags?: number | null | undefined;
  content?: unknown;
  embeds?: unknown;
};

/** Which components are allowed depends on the flag; with it there is neither content nor embeds (docs: components/reference). */
const checkComponents = (body: Written, context: z.RefinementCtx, flags = body.flags ?? 0) => {
  const modern = (flags & MessageFlags.IsComponentsV2) !== 0;
  const checked = (modern ? componentsV2 : rows).safeParse(body.components ?? [], { reportInput: true });
  for (const found of checked.error?.issues ?? [])
    context.addIssue({ ...found, path: ["components", ...found.path] } as never);
  if (modern && (body.content || (Array.isArray(body.embeds) && body.embeds.length > 0)))
    context.addIssue(
      issue(
        "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
        ["content"],
      ),
    );
};

/**
 * Checks the components of an edit by the flags that the message will have then: its own and those of the edit.
 * @throws ApiError 50035
 */
export const requireComponents = (body: Written, flags: number): void => {
  parseForm(
    z.unknown().superRefine((_, context) => checkComponents(body, context, flags)),
    body,
  );
};

const nonce = z.union([text(25), z.int()]);

/** Flags that a bot may set on a message of its own. */
const settable =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2 |
  MessageFlags.IsVoiceMessage;

/** Ephemeral messages exist only as answers to interactions. */
const checkFlags = (body: Written, context: z.RefinementCtx, more = 0) => {
  if ((body.flags ?? 0) & ~(settable | more))
    context.addIssue(issue("MESSAGE_FLAGS_INVALID", "Flags that cannot be set were given", ["flags"]));
};

/** Docs: resources/message#create-message. */
export const createMessage = z
  .strictObject({
    ...written,
    nonce: nonce.nullish(),
    enforce_nonce: z.boolean().nullish(),
    tts: z.boolean().nullish(),
    message_reference: z
      .strictObject({
        type: z.int().optional(),
        message_id: snowflake,
        channel_id: snowflake.optional(),
        guild_id: snowflake.optional(),
        fail_if_not_exists: z.boolean().optional(),
      })
      .nullish(),
    sticker_ids: listOf(snowflake, 3).nullish(),
    poll: z.unknown().optional(),
    shared_client_theme: z.unknown().optional(),
  } satisfies FieldsOf<RESTPostAPIChannelMessageJSONBody>)
  .superRefine((body, context) => {
    checkComponents(body, context);
    checkFlags(body, context);
    if (body.enforce_nonce && (body.nonce === undefined || body.nonce === null || body.nonce === ""))
      context.addIssue(issue("BASE_TYPE_REQUIRED", "This field is required", ["nonce"]));
  });
export type CreateMessage = z.output<typeof createMessage>;

/** Docs: resources/message#edit-message. discord.js also sends fields that an edit ignores, hence not strict. */
export const editMessage = z
  .looseObject({
    ...written,
    flags: z.int().nullish(),
  } satisfies FieldsOf<RESTPatchAPIChannelMessageJSONBody>)
  .superRefine((body, context) => checkComponents(body, context));
export type EditMessage = z.output<typeof editMessage>;

/** Docs: resources/webhook#execute-webhook, and the `data` of interaction callbacks 4, 5 and 7. */
export const interactionMessage = z
  .looseObject({ ...written, tts: z.boolean().nullish(), poll: z.unknown().optional() })
  .superRefine((body, context) => {
    checkComponents(body, context);
    checkFlags(body, context, MessageFlags.Ephemeral);
  });
export type InteractionMessage = z.output<typeof interactionMessage>;

const archiveMinutes = z.literal([60, 1440, 4320, 10080]);
const threadFields = {
  name: text(100, 1),
  auto_archive_duration: archiveMinutes.nullish(),
  rate_limit_per_user: z.int().min(0).max(21_600).nullish(),
};

/** Docs: resources/channel#start-thread-from-message. discord.js sends a `type` that Discord ignores here. */
export const threadFromMessage = z.strictObject({
  ...threadFields,
  type: z.int().optional(),
} satisfies FieldsOf<RESTPostAPIChannelMessagesThreadsJSONBody & { type: number }>);

/** Docs: resources/channel#start-thread-without-message and #start-thread-in-forum-or-media-channel. */
export const threadAlone = z.strictObject({
  ...threadFields,
  type: z.literal([10, 11, 12]).optional(),
  invitable: z.boolean().optional(),
  message: createMessage.optional(),
  applied_tags: listOf(snowflake, 5).optional(),
});

/** Docs: resources/channel#modify-channel, for threads and the little else that a bot like this changes. */
export const editChannel = z.looseObject({
  name: text(100, 1).optional(),
  archived: z.boolean().optional(),
  locked: z.boolean().optional(),
  auto_archive_duration: archiveMinutes.optional(),
  applied_tags: listOf(snowflake, 5).optional(),
});

/** Longest time-out: 28 days (docs: resources/guild#modify-guild-member). */
export const longestTimeoutMs = 28 * 86_400_000;

export const editMember = (now: () => number) =>
  z.strictObject({
    nick: text(32).nullish(),
    roles: z.array(snowflake).nullish(),
    mute: z.boolean().nullish(),
    deaf: z.boolean().nullish(),
    channel_id: snowflake.nullish(),
    communication_disabled_until: z
      .string()
      .refine((at) => !Number.isNaN(Date.parse(at)), "Not a valid timestamp")
      .refine((at) => Date.parse(at) <= now() + longestTimeoutMs, {
        message: "Cannot be more than 28 days in the future.",
        params: { discord: "INVALID_COMMUNICATION_DISABLED_TIMESTAMP" },
      })
      .nullish(),
    flags: z.int().nullish(),
    // discord.js sends its own name of the field too; Discord ignores it.
    communicationDisabledUntil: z.unknown().optional(),
  } satisfies FieldsOf<RESTPatchAPIGuildMemberJSONBody & { communicationDisabledUntil: unknown }>);

/** Docs: resources/message#bulk-delete-messages. */
export const bulkDelete = z.strictObject({
  messages: listOf(snowflake, 100, 2),
} satisfies FieldsOf<RESTPostAPIChannelMessagesBulkDeleteJSONBody>);

export const openDirect = z.strictObject({
  recipient_id: snowflake,
} satisfies FieldsOf<RESTPostAPICurrentUserCreateDMChannelJSONBody>);
