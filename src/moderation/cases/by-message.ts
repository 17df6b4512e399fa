import type { Store } from "../../core/ports/index.ts";
import type { CaseId, MessageId } from "../../core/types.ts";

/** Which case there is of a message: the newest one. */
export interface CasesByMessage {
  of(message: MessageId): Promise<CaseId | undefined>;
  put(message: MessageId, id: CaseId): Promise<void>;
}

export function createCasesByMessage(store: Store): CasesByMessage {
  const records = store.records<CaseId>("moderation/case-messages");
  return {
    of: (message) => records.get(message),
    async put(message, id) {
      await records.set(message, id);
    },
  };
}
