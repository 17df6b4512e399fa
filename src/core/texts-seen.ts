import { hash } from "node:crypto";
import type { Message, MessageId } from "./types.ts";

/** What messages said when they were seen last: platforms tell of an edit also when a link got a preview. */
export interface TextsSeen {
  note(message: Pick<Message, "id" | "text">): void;
  /** Whether the text is another than that seen last; also where none is remembered. */
  differs(message: Pick<Message, "id" | "text">): boolean;
}

/** So many messages are remembered, the newest: about 1 MB. */
const MOST = 10_000;

export function createTextsSeen(): TextsSeen {
  const digests = new Map<MessageId, string>();
  return {
    note({ id, text }) {
      digests.delete(id);
      digests.set(id, digestOf(text));
      const [oldest] = digests.keys();
      if (digests.size > MOST && oldest !== undefined) digests.delete(oldest);
    },
    differs: ({ id, text }) => digests.get(id) !== digestOf(text),
  };
}

const digestOf = (text: string) => hash("sha256", text, "base64url").slice(0, 22);
