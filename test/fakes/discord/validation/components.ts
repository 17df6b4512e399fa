import { type APIModalInteractionResponseCallbackData, ComponentType } from "discord-api-types/v10";
import { z } from "zod";
import type { Component } from "../world/shapes.ts";
import { type FieldsOf, issue, listOf, snowflake, text, textLength } from "./fields.ts";

const customId = text(100, 1);
const emoji = z.looseObject({ name: z.string().nullish(), id: snowflake.nullish() });
const common = { id: z.int().min(0).optional() };

/** Docs: components/reference#button. A link has a URL and no custom id; all others the reverse; a label has 80 characters. */
const button = z
  .strictObject({
    ...common,
    type: z.literal(ComponentType.Button),
    style: z.int().min(1).max(6),
    label: text(80).nullish(),
    emoji: emoji.nullish(),
    custom_id: customId.optional(),
    url: text(512).optional(),
    sku_id: snowflake.optional(),
    disabled: z.boolean().optional(),
  })
  .superRefine((one, context) => {
    if (one.style === 5 && (one.url === undefined || one.custom_id !== undefined))
      context.addIssue(issue("BASE_TYPE_REQUIRED", "A url is required", ["url"]));
    if (one.style < 5 && (one.custom_id === undefined || one.url !== undefined))
      context.addIssue(issue("BASE_TYPE_REQUIRED", "This field is required", ["custom_id"]));
    if (one.style < 6 && !one.label && !one.emoji)
      context.addIssue(issue("BUTTON_COMPONENT_EMPTY", "A label or emoji is required", ["label"]));
  });

const option = z.strictObject({
  label: text(100, 1),
  value: text(100, 1),
  description: text(100).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().optional(),
});

const select = z.looseObject({
  ...common,
  type: z.literal([
    ComponentType.StringSelect,
    ComponentType.UserSelect,
    ComponentType.RoleSelect,
    ComponentType.MentionableSelect,
    ComponentType.ChannelSelect,
  ]),
  custom_id: customId,
  options: listOf(option, 25, 1).optional(),
  placeholder: text(150).nullish(),
  min_values: z.int().min(0).max(25).optional(),
  max_values: z.int().min(1).max(25).optional(),
  disabled: z.boolean().optional(),
});

/** Five buttons or one select (docs: components/reference#action-row). */
const actionRow = z
  .strictObject({
    ...common,
    type: z.literal(ComponentType.ActionRow),
    components: z.array(z.discriminatedUnion("type", [button, select])).min(1),
  })
  .superRefine(({ components }, context) => {
    const widest = components.some(({ type }) => type !== ComponentType.Button) ? 1 : 5;
    if (components.length > widest)
      context.addIssue(
        issue("BASE_TYPE_BAD_LENGTH", `Must be between 1 and ${widest} in length.`, ["components"]),
      );
  });

/** Everything that only version 2 knows; its inside is checked by the OpenAPI document. */
const versionTwo = z.looseObject({
  ...common,
  type: z.literal([
    ComponentType.Section,
    ComponentType.TextDisplay,
    ComponentType.MediaGallery,
    ComponentType.File,
    ComponentType.Separator,
    ComponentType.Container,
  ]),
});

const flatten = (all: readonly Component[]): Component[] =>
  all.flatMap((one) => [one, ...flatten(one.components ?? []), ...(one.accessory ? [one.accessory] : [])]);

/** Custom ids are unique within a message (docs: components/reference#custom-id). */
const uniqueIds = (all: readonly Component[], context: z.RefinementCtx) => {
  const ids = flatten(all).flatMap(({ custom_id }) => custom_id ?? []);
  if (new Set(ids).size < ids.length)
    context.addIssue(issue("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated"));
};

/** Without the flag: at most five action rows and nothing else. */
export const rows = listOf(actionRow, 5).superRefine((all, context) =>
  uniqueIds(all as readonly Component[], context),
);

/** With IS_COMPONENTS_V2: at most 40 components, nested ones counted, and 4,000 characters of text together. */
export const componentsV2 = z.array(z.union([actionRow, versionTwo])).superRefine((given, context) => {
  const all = flatten(given as readonly Component[]);
  uniqueIds(given as readonly Component[], context);
  if (all.length > 40)
    context.addIssue(issue("BASE_TYPE_MAX_LENGTH", "The maximum number of components is 40."));
  const shown = all
    .filter(({ type }) => type === ComponentType.TextDisplay)
    .reduce((sum, one) => sum + textLength(one.content ?? ""), 0);
  if (shown > 4000)
    context.addIssue(
      issue("COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", "Displayable text exceeds maximum size of 4000"),
    );
});

const textInput = z.looseObject({
  ...common,
  type: z.literal(ComponentType.TextInput),
  custom_id: customId,
  style: z.int().min(1).max(2),
  label: text(45, 1).optional(),
  min_length: z.int().min(0).max(4000).optional(),
  max_length: z.int().min(1).max(4000).optional(),
  required: z.boolean().optional(),
  value: text(4000).optional(),
  placeholder: text(100).optional(),
});

/** A modal: title of 45 characters, one to five rows with one text input each, or labels (docs: interactions/receiving-and-responding#modal). */
export const modal = z.strictObject({
  custom_id: customId,
  title: text(45, 1),
  components: listOf(
    z.union([
      z.strictObject({
        ...common,
        type: z.literal(ComponentType.ActionRow),
        components: z.array(textInput.extend({ label: text(45, 1) })).length(1),
      }),
      z.looseObject({
        ...common,
        type: z.literal(ComponentType.Label),
        label: text(45, 1),
        description: text(100).optional(),
        component: z.union([textInput, select]),
      }),
      versionTwo,
    ]),
    5,
    1,
  ),
} satisfies FieldsOf<APIModalInteractionResponseCallbackData>);
