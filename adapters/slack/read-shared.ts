import type { RawMessage } from "./raw-message.ts";
import { readMrkdwn } from "./read-mrkdwn.ts";
import type { Reader } from "./reader.ts";

type Shared = NonNullable<RawMessage["attachments"]>[number];

/** What Slack writes where there are no words. */
const NO_WORDS = "[no preview available]";

/**
 * What stands below a message's own words, as Markdown: messages that were forwarded with it, and what apps put there
 * (docs: messaging/formatting-message-text#rich-layouts, reference/messaging/attachments). Previews of links are left out: nobody wrote them.
 *
 * @param readBlocks `undefined` when they are not all understood
 */
export function readShared(
  { attachments = [] }: RawMessage,
  reader: Reader,
  readBlocks: (blocks: readonly unknown[], reader: Reader) => string | undefined,
): string {
  const mrkdwn = (text: string | undefined) => readMrkdwn(text ?? "", reader);

  function wordsOf({ title, title_link: address, text, pretext, fields, fallback, blocks }: Shared): string {
    const heading = title && address ? reader.link(address, title) : mrkdwn(title);
    const rows = (fields ?? []).map((field) => [field.title, mrkdwn(field.value)].filter(Boolean).join(": "));
    const written = readBlocks(blocks ?? [], reader) || mrkdwn(text);
    const words = [mrkdwn(pretext), heading, written, ...rows].filter(Boolean).join("\n");
    return words || (fallback === NO_WORDS ? "" : mrkdwn(fallback));
  }

  return attachments
    .filter(isWritten)
    .map((shared) => {
      const words = wordsOf(shared);
      if (!shared.is_share || words === "") return words;
      const quoted = words.replace(/^/gm, "> ");
      return shared.author_name ? `> ${shared.author_name}:\n${quoted}` : quoted;
    })
    .filter(Boolean)
    .join("\n\n");
}

/** A preview has an address that it was made from, and so has a forwarded message. */
const isWritten = ({ is_share: isShare, from_url: preview }: Shared) => isShare || preview === undefined;
