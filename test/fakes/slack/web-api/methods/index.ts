import type { MethodParts, Methods } from "../method.ts";
import { assistantMethods } from "./assistant.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { streamMethods } from "./streams.ts";
import { userMethods } from "./users.ts";
import { viewMethods } from "./views.ts";

export const allMethods = (parts: MethodParts): Methods => ({
  ...assistantMethods(parts),
  ...chatMethods(parts),
  ...conversationMethods(parts),
  ...streamMethods(parts),
  ...userMethods(parts),
  ...viewMethods(parts),
});
