import { localeFor } from "../text/language.ts";
import type { Locale, Message } from "./types.ts";

/** The language to speak to a message's author. */
export const localeOf = ({ author, text }: Message): Locale => localeFor(text, author.locale);
