import { MessageFlags } from "discord-api-types/v10";
import type { Interaction } from "../../interactions.ts";
import {
  editMessage,
  type InteractionMessage,
  interactionMessage,
  requireComponents,
} from "../../validation/bodies.ts";
import { changeMessage, removeMessage } from "../../world/messages.ts";
import type { Attachment, Component, Post } from "../../world/shapes.ts";
import { apiError } from "../errors.ts";
import { writeAnswer } from "../interaction-message.ts";
import { type Call, noContent, ok, type Route, withForm } from "../router.ts";
import { requireSomething } from "../talk.ts";
import type { RouteParts } from "./parts.ts";

/** What follows the first answer, for as long as the token lasts (docs: interactions/receiving-and-responding#followup-messages). */
export const webhookRoutes = ({ world, interactions }: RouteParts): Route[] => {
  const find = (id: Call["id"]): { interaction: Interaction; post: Post } => {
    const interaction = interactions.toFollowUp(id("token"));
    const post =
      id("message") === "@original"
        ? interaction.original
        : [interaction.original, ...interaction.followUps].find((one) => one?.message.id === id("message"));
    if (!post || post.deleted) throw apiError(404, 10008, "Unknown Message");
    return { interaction, post };
  };

  const fill = (
    interaction: Interaction,
    post: Post,
    body: Partial<InteractionMessage>,
    files: readonly Attachment[],
  ): Post => {
    requireComponents(body, post.message.flags | (body.flags ?? 0));
    if (post === interaction.original) interaction.deferred = false;
    return changeMessage(world, interaction.channel, post, {
      text: body.content,
      embeds: body.embeds,
      components: body.components as Component[] | null | undefined,
      flags: flagsAfter(post.message.flags, body.flags),
      allowedMentions: body.allowed_mentions ?? undefined,
      ...(files.length > 0 ? { attachments: files } : {}),
    });
  };

  const message = "/webhooks/:application/:token/messages/:message";
  return [
    withForm({
      method: "POST",
      pattern: "/webhooks/:application/:token",
      limit: "webhook",
      open: true,
      form: interactionMessage,
      run: ({ id, body, files }) => {
        const interaction = interactions.toFollowUp(id("token"));
        requireSomething(body, files);
        // The first follow-up after a deferral is the deferred answer.
        if (interaction.deferred && interaction.original)
          return ok(fill(interaction, interaction.original, body, files).message);
        const post = writeAnswer(world, interaction, body, files, "follow-up");
        interaction.followUps.push(post);
        return ok(post.message);
      },
    }),
    {
      method: "GET",
      pattern: message,
      limit: "webhook",
      open: true,
      run: ({ id }) => ok(find(id).post.message),
    },
    withForm({
      method: "PATCH",
      pattern: message,
      limit: "webhook",
      open: true,
      form: editMessage,
      run: ({ id, body, files }) => {
        const { interaction, post } = find(id);
        return ok(fill(interaction, post, body, files).message);
      },
    }),
    {
      method: "DELETE",
      pattern: message,
      limit: "webhook",
      open: true,
      run: ({ id }) => {
        const { interaction, post } = find(id);
        removeMessage(world, interaction.channel, post);
        return noContent;
      },
    },
  ];
};

/**
 * The message takes its eyes-only nature from the deferral, whatever comes later; the new components stay for good, and suppressing embeds
 * "can be set/unset" (docs: resources/webhook#edit-webhook-message).
 */
const flagsAfter = (before: number, given: number | null | undefined): number => {
  const kept = before & ~MessageFlags.Loading;
  if (given === undefined || given === null) return kept;
  const settable = MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds;
  return (kept & ~MessageFlags.SuppressEmbeds) | (given & settable);
};
