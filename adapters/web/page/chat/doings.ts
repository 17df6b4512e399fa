import { streamKey } from "../state/conversations.ts";
import type { Chat } from "./chat.ts";
import type { ChatParts } from "./parts.ts";
import type { Teller } from "./teller.ts";

/** What a person does to a message that stands. */
export function createDoings(
  { store, api }: ChatParts,
  { token, teller }: { token(): string | undefined; teller: Teller },
): Pick<Chat, "edit" | "beginEdit" | "remove" | "rate" | "stop"> {
  return {
    beginEdit: (message) => store.dispatch({ type: "editing", message }),
    async edit(address, text) {
      try {
        const message = await api.edit(token() ?? "", address, text);
        store.dispatch({ type: "live", events: [{ type: "message", message }] });
        store.dispatch({ type: "editing", message: undefined });
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
    async stop(where) {
      const thread = streamKey(where.place, where.root);
      store.dispatch({ type: "stopping", thread, on: true });
      try {
        await api.stop(token() ?? "", where);
      } catch (error) {
        store.dispatch({ type: "stopping", thread, on: false });
        teller.failed("reply.stop.failed", error);
      }
    },
  };
}
