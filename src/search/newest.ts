import type { Message } from "../core/types.ts";
import type { Pace } from "./pace.ts";

/** So many messages are searched, the newest ones. */
const maxMessages = 2000;
/** And no more text than this in all, in UTF-16 code units, so that huge messages cannot fill the memory. */
const maxTotalChars = 16_000_000;

/** Reads messages (oldest first) to the end and keeps the newest of them, oldest first. Maru's own are left out. */
export async function newestOf(earlier: AsyncIterable<Message>, pace: Pace): Promise<readonly Message[]> {
  let kept: Message[] = [];
  let oldest = 0;
  let chars = 0;
  for await (const message of earlier) {
    await pace.rest();
    if (message.author.kind === "self") continue;
    kept.push(message);
    chars += message.text.length;
    while (kept.length - oldest > maxMessages || (chars > maxTotalChars && kept.length - oldest > 1)) {
      chars -= (kept[oldest] as Message).text.length;
      oldest++;
    }
    // Dropped in bulk: taking one from the front of an array each time would cost the whole array.
    if (oldest >= maxMessages) {
      kept = kept.slice(oldest);
      oldest = 0;
    }
  }
  return kept.slice(oldest);
}
