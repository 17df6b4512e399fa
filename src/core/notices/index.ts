import { en } from "./en.ts";
import { ko } from "./ko.ts";
import type { NoticesByLocale } from "./notices.ts";

export type { Kept, Notices, WithoutModel } from "./notices.ts";

/** Everything that Maru says of itself, by language. */
export const notices: NoticesByLocale = { en, ko };
