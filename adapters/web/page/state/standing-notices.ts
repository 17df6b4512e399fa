import type { WireNotice } from "../../shared/moderation-wire.ts";

/** With these a matter is over: what was told of it before needs no place any more. */
const LAST_WORDS: readonly WireNotice["kind"]["type"][] = ["undone", "appeal-confirmed", "appeal-overturned"];

/** What is to be shown of what moderation told somebody, newest first. */
export function standingNotices(notices: readonly WireNotice[]): readonly WireNotice[] {
  return notices.filter((notice, at) => !notices.slice(0, at).some((newer) => settles(newer, notice)));
}

/** The notices that go when this one is put away: it, and those that it stands for. */
export function putAwayWith(notices: readonly WireNotice[], notice: WireNotice): readonly WireNotice[] {
  const at = notices.indexOf(notice);
  return notices.filter((other, index) => other === notice || (index > at && settles(notice, other)));
}

const settles = (newer: WireNotice, older: WireNotice) =>
  newer.case === older.case && LAST_WORDS.includes(newer.kind.type);
