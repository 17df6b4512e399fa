import { messageKey } from "../state/conversations.ts";
import type { Chat } from "./chat.ts";
import type { ChatParts } from "./parts.ts";
import { faultOf, type Teller } from "./teller.ts";

/** What a person does to a message that stands. */
export function createDoings(
  { store, api }: ChatParts,
  { token, teller }: { token(): string | undefined; teller: Teller },
): Pick<Chat, "edit" | "beginEdit" | "remove" | "rate" | "stop"> {
  return {
    beginEdit: (editing) => store.dispatch({ type: "editing", editing }),
    async edit(address, text) {
      try {
        const message = await api.edit(token() ?? "", address, text);
        store.dispatch({ type: "live", events: [{ type: "message", message }] });
        store.dispatch({ type: "editing", editing: undefined });
        return true;
      } catch (error) {
        teller.failed("message.edit.failed", error);
        return false;
      }
    },
    async remove(address) {
      try {
        await api.remove(token() ?? "", address);
        const { place, seq } = address;
        store.dispatch({ type: "live", events: [{ type: "removed", place, seq }] });
      } catch (error) {
        teller.failed("message.delete.failed", error);
      }
    },
    async rate(address, rating) {
      try {
        const message = await api.rate(token() ?? "", address, rating);
        store.dispatch({ type: "live", events: [{ type: "message", message }] });
      } catch (error) {
        teller.failed("reply.rate.failed", error);
      }
    },
    async stop({ place, seq }) {
      const reply = messageKey(place, seq);
      store.dispatch({ type: "stopping", reply, on: true });
      try {
        await api.stop(token() ?? "", { place, seq });
      } catch (error) {
        store.dispatch({ type: "stopping", reply, on: false });
        // It ended by itself a moment before.
        if (faultOf(error) !== "not-found") teller.failed("reply.stop.failed", error);
      }
    },
  };
}
