import { MessageFlags } from "discord-api-types/v10";
import { type EditMessage, requireComponents } from "../validation/bodies.ts";
import type { Post } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { apiError, invalidForm } from "./errors.ts";

const hourMs = 3_600_000;

/** 30046: messages older than an hour take few edits an hour. How few is not documented. */
export const countOldEdit = (world: World, { message, oldEdits }: Post, most: number) => {
  if (world.clock.now() - Date.parse(message.timestamp) < hourMs) return;
  const hour = Math.floor(world.clock.now() / hourMs);
  oldEdits.count = oldEdits.hour === hour ? oldEdits.count + 1 : 1;
  oldEdits.hour = hour;
  if (oldEdits.count > most)
    throw apiError(
      400,
      30046,
      "Maximum number of edits to messages older than 1 hour reached. Try again later",
    );
};

/**
 * Whether an edit leaves a message that Discord takes (docs: resources/message#edit-message).
 * @throws ApiError 50035, 50006 when nothing would be left in it
 */
export const requireEditable = ({ message }: Post, body: EditMessage): void => {
  const modern = (message.flags & MessageFlags.IsComponentsV2) !== 0;
  // "Once a message has been sent with this flag, it can't be removed from that message."
  if (typeof body.flags === "number" && modern && !(body.flags & MessageFlags.IsComponentsV2))
    throw invalidForm([
      {
        path: ["flags"],
        code: "MESSAGE_FLAGS_COMPONENTS_V2_REQUIRED",
        message: "IS_COMPONENTS_V2 cannot be removed",
      },
    ]);
  requireComponents(body, message.flags | (body.flags ?? 0));
  const content = body.content === undefined ? message.content : body.content;
  const embeds = body.embeds === undefined ? message.embeds : (body.embeds ?? []);
  const components = body.components === undefined ? message.components : (body.components ?? []);
  if (!content && embeds.length === 0 && components.length === 0 && message.attachments.length === 0)
    throw apiError(400, 50006, "Cannot send an empty message");
};
