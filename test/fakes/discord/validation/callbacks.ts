import { InteractionResponseType as Type } from "discord-api-types/v10";
import { z } from "zod";
import { editMessage, interactionMessage } from "./bodies.ts";
import { modal } from "./components.ts";

/** Docs: interactions/receiving-and-responding#interaction-response-object. */
export const callback = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal(Type.ChannelMessageWithSource), data: interactionMessage }),
  z.strictObject({
    type: z.literal(Type.DeferredChannelMessageWithSource),
    data: z.looseObject({ flags: z.int().nullish() }).nullish(),
  }),
  z.strictObject({ type: z.literal(Type.DeferredMessageUpdate), data: z.unknown().optional() }),
  z.strictObject({ type: z.literal(Type.UpdateMessage), data: editMessage.nullish() }),
  z.strictObject({ type: z.literal(Type.Modal), data: modal }),
]);
export type Callback = z.output<typeof callback>;
