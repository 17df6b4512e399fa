import type { LlamaChat, LlamaContextSequence } from "node-llama-cpp";
import type { ThreadId } from "../../../core/types.ts";
import type { Urgency } from "../../urgency.ts";
import type { Use } from "./worth.ts";

/** A sequence of the context, in which one request is worked on at a time. */
export interface ChatSlot {
  readonly sequence: LlamaContextSequence;
  readonly chat: LlamaChat;
  /** Says how urgent is what the chat generates from now on; asked for in monotonic milliseconds. */
  beginChat(of: Urgency): void;
  /** Ends what the chat generates. */
  endChat(): Promise<void>;
  /** Whose evaluated state it holds; of a request at work, whose it will hold. Absent: nobody's who would come back for it. */
  holds?: Holding | undefined;
  /** Whether it is to be emptied when its request is done. */
  wipe?: boolean;
}

export interface Holding extends Use {
  readonly thread: ThreadId;
  /** Whether it was forgotten while it waited for a slot. */
  forgotten: boolean;
}
