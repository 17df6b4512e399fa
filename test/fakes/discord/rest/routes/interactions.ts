import { InteractionResponseType as Answer, InteractionType, MessageFlags } from "discord-api-types/v10";
import type { Interaction } from "../../interactions.ts";
import { requireComponents } from "../../validation/bodies.ts";
import { callback } from "../../validation/callbacks.ts";
import { changeMessage } from "../../world/messages.ts";
import type { Component } from "../../world/shapes.ts";
import { invalidForm } from "../errors.ts";
import { writeAnswer } from "../interaction-message.ts";
import { noContent, ok, type Route, withForm } from "../router.ts";
import { requireSomething } from "../talk.ts";
import type { RouteParts } from "./parts.ts";

/** The first answer to an interaction (docs: interactions/receiving-and-responding#create-interaction-response). */
export const interactionRoutes = ({ world, interactions }: RouteParts): Route[] => [
  withForm({
    method: "POST",
    pattern: "/interactions/:interaction/:token/callback",
    limit: "callback",
    open: true,
    form: callback,
    run: ({ id, query, body, files }) => {
      const interaction = interactions.toAnswer(id("interaction"), id("token"));
      requireFitting(interaction, body.type);
      switch (body.type) {
        case Answer.ChannelMessageWithSource:
          requireSomething(body.data, files);
          interaction.original = writeAnswer(world, interaction, body.data, files, "original");
          break;
        case Answer.DeferredChannelMessageWithSource:
          interaction.deferred = true;
          interaction.original = writeAnswer(
            world,
            interaction,
            { flags: (body.data?.flags ?? 0) | MessageFlags.Loading },
            [],
            "original",
          );
          break;
        case Answer.DeferredMessageUpdate:
          interaction.original = interaction.source;
          break;
        case Answer.UpdateMessage:
          interaction.original = interaction.source;
          if (!interaction.source) break;
          requireComponents(body.data ?? {}, interaction.source.message.flags | (body.data?.flags ?? 0));
          changeMessage(world, interaction.channel, interaction.source, {
            text: body.data?.content,
            embeds: body.data?.embeds,
            components: body.data?.components as Component[] | undefined,
            allowedMentions: body.data?.allowed_mentions ?? undefined,
          });
          break;
        case Answer.Modal:
          interaction.modal = body.data as Interaction["modal"];
          break;
        default:
          body satisfies never;
      }
      interaction.acknowledged = { type: body.type, at: world.clock.now() };
      if (query.get("with_response") !== "true") return noContent;
      const made =
        interaction.deferred ||
        body.type === Answer.ChannelMessageWithSource ||
        body.type === Answer.UpdateMessage;
      const message = made ? interaction.original?.message : undefined;
      return ok({
        interaction: {
          id: interaction.id,
          type: interaction.type,
          ...(message ? { response_message_id: message.id } : {}),
          response_message_loading: interaction.deferred,
          response_message_ephemeral: ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0,
          channel_id: interaction.channel.id,
        },
        ...(message ? { resource: { type: body.type, message } } : {}),
      });
    },
  }),
];

/** Updates belong to components (and to modals that came from one); a modal cannot answer a modal. */
const requireFitting = ({ type, source }: Interaction, answer: Answer) => {
  const isUpdate = answer === Answer.UpdateMessage || answer === Answer.DeferredMessageUpdate;
  if (isUpdate && !source)
    throw invalidForm([
      {
        path: ["type"],
        code: "INTERACTION_CALLBACK_TYPE_INVALID",
        message: "Only components can update a message",
      },
    ]);
  if (answer === Answer.Modal && type === InteractionType.ModalSubmit)
    throw invalidForm([
      { path: ["type"], code: "INTERACTION_CALLBACK_TYPE_INVALID", message: "A modal cannot answer a modal" },
    ]);
};
