import type { APIEmbed } from "discord-api-types/v10";
import { z } from "zod";
import { type FieldsOf, issue, listOf, text, textLength } from "./fields.ts";

const field = z.strictObject({ name: text(256, 1), value: text(1024, 1), inline: z.boolean().optional() });

/** Limits of one embed (docs: resources/message#embed-object-embed-limits). */
export const embed: z.ZodType<APIEmbed> = z.strictObject({
  title: text(256).nullish(),
  type: z.string().nullish(),
  description: text(4096).nullish(),
  url: z.url({ protocol: /^https?$/ }).nullish(),
  timestamp: z.string().nullish(),
  color: z.int().min(0).max(0xffffff).nullish(),
  footer: z.looseObject({ text: text(2048), icon_url: z.string().nullish() }).nullish(),
  image: z.looseObject({ url: z.string() }).nullish(),
  thumbnail: z.looseObject({ url: z.string() }).nullish(),
  video: z.looseObject({}).nullish(),
  provider: z.looseObject({}).nullish(),
  author: z
    .looseObject({ name: text(256), url: z.string().nullish(), icon_url: z.string().nullish() })
    .nullish(),
  fields: listOf(field, 25).nullish(),
  flags: z.int().nullish(),
} satisfies FieldsOf<APIEmbed>) as unknown as z.ZodType<APIEmbed>;

const sizeOf = (one: APIEmbed): number =>
  [
    one.title,
    one.description,
    one.footer?.text,
    one.author?.name,
    ...(one.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ].reduce((sum, part) => sum + textLength(part ?? ""), 0);

/** At most 10 embeds with at most 6,000 characters together. */
export const embeds = listOf(embed, 10).superRefine((all, context) => {
  const size = all.reduce((sum, one) => sum + sizeOf(one), 0);
  if (size > 6000)
    context.addIssue(issue("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000"));
});
