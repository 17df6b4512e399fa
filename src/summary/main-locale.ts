import type { Locale } from "../core/types.ts";
import { detectLocale } from "../text/language.ts";
import type { SourceMessage } from "./source-message.ts";

/** So many messages, evenly from all, tell the language; of each so many UTF-16 units. */
const sampled = 40;
const sampledChars = 50;

/** The language that most of it is written in. */
export function mainLocale(messages: readonly SourceMessage[]): Locale {
  const step = Math.max(1, messages.length / sampled);
  const sample: string[] = [];
  for (let at = 0; at < messages.length; at += step)
    sample.push((messages[Math.floor(at)] as SourceMessage).text.slice(0, sampledChars));
  return detectLocale(sample.join("\n"), "en");
}
