import type { LadderStep } from "../../../src/core/ports/review.ts";
import { commonModerationWords } from "../../../src/platform/moderation-words.ts";
import type { ModerationWords } from "./words.ts";

const common = commonModerationWords.en;

const actedOn = (place: string, done: readonly LadderStep[], until: string | undefined): string => {
  const time = until === undefined ? "for a while" : `until ${until}`;
  if (!done.includes("timeout")) return common.notice.removed(place);
  return done.includes("remove")
    ? `Your message in ${place} was removed, and you cannot write on that server ${time}.`
    : `Because of your message in ${place} you cannot write on that server ${time}.`;
};

export const en: ModerationWords = {
  ...common,
  why: {
    ...common.why,
    unreachable: "Discord could not be reached, or the author takes no direct messages",
  },
  card: {
    ...common.card,
    noText: "*The words are no longer kept.*",
    noWords: "*No words.*",
  },
  notice: {
    ...common.notice,
    acted: actedOn,
    restored: (author) => `-# Restored by the moderators. ${author} wrote:`,
    restoredFiles: (names) => `-# Files that came with it are lost: ${names}`,
  },
  answer: {
    ...common.answer,
    done: (id, move) => `${id}: noted, **${move}**. The card shows what comes of it.`,
  },
};
