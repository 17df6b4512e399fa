import type { APIMessage } from "discord.js";
import type { AuthorNotice, ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { Locale } from "../../../src/core/types.ts";
import { detectLocale } from "../../../src/text/language.ts";
import type { Api } from "../api.ts";
import { refusedAs } from "../api-error.ts";
import type { PostOnce } from "../post-once.ts";
import { appealRow } from "./buttons.ts";
import { shownTime } from "./shown-time.ts";
import { guildOf, userOf } from "./spot-of.ts";
import { plainLine, quotedLines } from "./untrusted.ts";
import { moderationWords } from "./words.ts";

const MAX_NAME_CHARS = 120;
const MAX_REASON_CHARS = 700;
const MAX_QUOTE_CHARS = 500;

/** Whoever takes no direct messages, has left, or is no more. */
const OUT_OF_REACH = [
  "cannotMessageUser",
  "noMutualServer",
  "missingAccess",
  "unknownUser",
  "unknownChannel",
] as const;

/** Tells authors by direct message. */
export function createTell(parts: {
  readonly api: Api;
  readonly postOnce: PostOnce;
}): ModerationActions["tell"] {
  const { api, postOnce } = parts;

  return async (notice) => {
    const { message, kind, case: id, earlier = 0 } = notice;
    // Neither bots nor webhooks have a letterbox.
    if (message.author.kind !== "person") return false;
    const locale = message.author.locale ?? detectLocale(message.text, "en");
    const content = noticeText(notice, locale);
    const components = notice.mayAppeal ? [appealRow(id, locale)] : [];
    const isIt = (raw: APIMessage) => raw.content === content;
    try {
      const direct = await api.openDirect(userOf(message));
      await postOnce(`told ${id} ${kind.type} ${earlier}`, direct.id, { content, components }, isIt);
      return true;
    } catch (error) {
      if (refusedAs(error, ...OUT_OF_REACH)) return false;
      throw error;
    }
  };
}

/**
 * The author's own words are repeated beside the button to appeal, so that they know what it is about; who decided is not
 * told.
 */
function noticeText(
  { message, kind, reason = "", categories, mayAppeal }: AuthorNotice,
  locale: Locale,
): string {
  const { notice } = moderationWords[locale];
  const name = plainLine(message.place.name, MAX_NAME_CHARS);
  const place = guildOf(message) === undefined ? notice.here : name === "" ? message.link : `**#${name}**`;
  const lines = [headOf(kind, place, locale)];
  const why = reason.trim() === "" ? categories.map((each) => notice.about[each]).join("\n") : reason;
  if (why !== "") lines.push(`**${notice.reason}**`, quotedLines(why, MAX_REASON_CHARS));
  if (mayAppeal && message.text.trim() !== "")
    lines.push(`**${notice.yourWords}**`, quotedLines(message.text, MAX_QUOTE_CHARS));
  if (mayAppeal) lines.push(notice.mayAppeal);
  return lines.join("\n");
}

function headOf(kind: AuthorNotice["kind"], place: string, locale: Locale): string {
  const { notice } = moderationWords[locale];
  switch (kind.type) {
    case "acted":
      return notice.acted(place, kind.done, kind.until === undefined ? undefined : shownTime(kind.until));
    case "warned":
      return notice.warned(place);
    case "undone":
      return notice.undone(place);
    case "appeal-received":
      return notice.received(place);
    case "appeal-confirmed":
      return notice.confirmed(place);
    case "appeal-overturned":
      return notice.overturned(place);
    default:
      return kind satisfies never;
  }
}
