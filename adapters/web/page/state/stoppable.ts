import type { ChatMessage } from "../../wire.ts";
import { messageKey, messagesOf, openReplyIn } from "./conversations.ts";
import type { State } from "./state.ts";

/** The reply that Esc stops in a pane, unless it was asked to stop already. `root` is 0 for a place's own pane. */
export function stoppableIn(state: State, place: string, root: number): ChatMessage | undefined {
  const reply = openReplyIn(messagesOf(state.held, place, root));
  if (reply === undefined || state.stopping.includes(messageKey(place, reply.seq))) return undefined;
  return reply;
}
