import { z } from "zod";

/** The parts of Slack's export that Maru reads (https://slack.com/help/articles/220556107). */
export const channelSchema = z.object({
  id: z.string().regex(/^[A-Z0-9]{1,20}$/),
  name: z.string().optional(),
});

const profileSchema = z.object({
  display_name: z.string().optional(),
  real_name: z.string().nullish(),
  name: z.string().optional(),
});

export const userSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  is_bot: z.boolean().optional(),
  profile: profileSchema.optional(),
});

export const messageSchema = z.object({
  type: z.literal("message").optional(),
  subtype: z.string().optional(),
  ts: z.string().regex(/^\d{1,12}\.\d{6}$/),
  thread_ts: z
    .string()
    .regex(/^\d{1,12}\.\d{6}$/)
    .optional(),
  user: z.string().optional(),
  bot_id: z.string().nullish(),
  username: z.string().nullish(),
  user_profile: profileSchema.optional(),
  text: z.string().optional(),
});

export type SlackUser = z.output<typeof userSchema>;
export type SlackMessage = z.output<typeof messageSchema>;
export type SlackProfile = z.output<typeof profileSchema>;
