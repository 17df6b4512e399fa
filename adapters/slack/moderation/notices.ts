import type { AuthorNotice, ModerationActions } from "../../../src/core/ports/moderation-actions.ts";
import type { Store } from "../../../src/core/ports/store.ts";
import type { Locale } from "../../../src/core/types.ts";
import { localeFor } from "../../../src/text/language.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import type { Api } from "../api.ts";
import { isUndecided, refusal, refusedAs, tokenWords } from "../api-error.ts";
import type { MessageContent } from "../api-types.ts";
import type { SlackId } from "../ids.ts";
import { appealButton } from "./card.ts";
import { plainLine, plainLines } from "./plain.ts";
import { KEEP_MS, type PostOnce } from "./post-once.ts";
import { bold, quote, richText, section, text } from "./rich.ts";
import { placeOf, userOf } from "./spots.ts";
import { moderationWords } from "./words.ts";

const MAX_NAME_CHARS = 120;
const MAX_REASON_CHARS = 1_000;
const MAX_QUOTE_CHARS = 500;

/** Tells authors by direct message; those who cannot be written to so, where the message stands, for their eyes only. */
export function createTell(parts: {
  readonly api: Pick<Api, "openDirect" | "whisper">;
  readonly store: Store;
  readonly postOnce: PostOnce;
  readonly inTurn: InTurn;
}): ModerationActions["tell"] {
  const { api, postOnce, inTurn } = parts;
  const whispered = parts.store.records<boolean>("slack/whispered");

  /** `false`: Slack does not let Maru write to them. */
  async function write(key: string, user: SlackId, content: MessageContent): Promise<boolean> {
    try {
      await postOnce(key, await api.openDirect(user), content);
      return true;
    } catch (error) {
      if (refusal(error) === undefined || refusedAs(error, ...tokenWords)) throw error;
      return false;
    }
  }

  /** What is whispered cannot be looked for when its fate is not known: then it counts as said. */
  async function whisper(key: string, notice: AuthorNotice, content: MessageContent): Promise<boolean> {
    const before = await whispered.get(key);
    if (before !== undefined) return before;
    await whispered.set(key, true, KEEP_MS);
    const { message } = notice;
    const { channel, root } = placeOf(message);
    // Slack shows nobody what it whispers in a thread in which nobody has written yet.
    const thread = message.startsThread || message.place.kind === "direct" ? {} : { thread: root };
    try {
      await api.whisper(channel, userOf(message), { ...content, ...thread });
      return true;
    } catch (error) {
      if (isUndecided(error)) throw error;
      if (refusal(error) === undefined || refusedAs(error, ...tokenWords)) {
        await whispered.delete(key);
        throw error;
      }
      await whispered.set(key, false, KEEP_MS);
      return false;
    }
  }

  return async (notice) => {
    const { message, kind, case: id, earlier = 0 } = notice;
    // Apps have no letterbox.
    if (message.author.kind !== "person") return false;
    const content = noticeOf(notice, localeFor(message.text, message.author.locale));
    const key = `told ${id} ${kind.type} ${earlier}`;
    return inTurn(key, async () => {
      if ((await whispered.get(key)) !== undefined) return whisper(key, notice, content);
      return (await write(key, userOf(message), content)) || whisper(key, notice, content);
    });
  };
}

/** The author's own words are repeated, so that they know what it is about; who decided is not told. */
function noticeOf(notice: AuthorNotice, locale: Locale): MessageContent {
  const { message, kind, reason, categories, mayAppeal } = notice;
  const words = moderationWords[locale];
  const head = headOf(notice, locale);
  const why =
    plainLines(reason ?? "", MAX_REASON_CHARS) ||
    categories.map((each) => words.notice.about[each]).join(", ");
  const own =
    kind.type === "acted" || kind.type === "warned" ? plainLines(message.text, MAX_QUOTE_CHARS) : "";
  return {
    // No names in it: it is mrkdwn.
    text: words.letter,
    blocks: [
      richText(
        section(text(head)),
        ...(why === "" ? [] : [section(bold(words.notice.reason)), quote(why)]),
        ...(own === "" ? [] : [section(bold(words.notice.yourWords)), quote(own)]),
        ...(mayAppeal ? [section(text(words.notice.mayAppeal))] : []),
      ),
      ...(mayAppeal ? [appealButton(notice.case, locale)] : []),
    ],
  };
}

function headOf({ message, kind }: AuthorNotice, locale: Locale): string {
  const { notice, acted } = moderationWords[locale];
  const name = plainLine(message.place.name, MAX_NAME_CHARS);
  const place = message.place.kind === "direct" ? notice.here : `#${name}`;
  switch (kind.type) {
    case "acted":
      return acted(place, kind.done);
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
