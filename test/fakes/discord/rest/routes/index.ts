import type { Route } from "../router.ts";
import { channelRoutes } from "./channels.ts";
import { commandRoutes } from "./commands.ts";
import { interactionRoutes } from "./interactions.ts";
import { memberRoutes } from "./members.ts";
import { messageRoutes } from "./messages.ts";
import type { RouteParts } from "./parts.ts";
import { reactionRoutes } from "./reactions.ts";
import { threadRoutes } from "./threads.ts";
import { userRoutes } from "./users.ts";
import { webhookRoutes } from "./webhooks.ts";

/** All of REST that the fake knows. */
export const allRoutes = (parts: RouteParts): Route[] => [
  ...userRoutes(parts),
  ...channelRoutes(parts),
  ...messageRoutes(parts),
  ...threadRoutes(parts),
  ...reactionRoutes(parts),
  ...memberRoutes(parts),
  ...commandRoutes(parts),
  ...interactionRoutes(parts),
  ...webhookRoutes(parts),
];
