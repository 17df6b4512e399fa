import { detectLocale } from "../text/language.ts";
import type { Locale, Message } from "./types.ts";

/** The language to speak to a message's author: Korean to whoever writes it, otherwise that of the person's own client. */
export function localeOf({ author, text }: Message): Locale {
  const client = author.locale ?? "en";
  return detectLocale(text, client) === "ko" ? "ko" : client;
}
