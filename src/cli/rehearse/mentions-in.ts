import type { Mention } from "../../core/types.ts";

const MENTION = /(?<![\p{L}\p{N}@.])@([\p{L}\p{N}_.-]{1,64})/gu;

/** Who a text seems to mention: histories do not tell which `@` the platform took for a mention. */
export function mentionsIn(text: string): readonly Mention[] {
  if (!text.includes("@")) return [];
  const names = new Set(Array.from(text.matchAll(MENTION), ([, name = ""]) => name));
  return Array.from(names, (name) => ({ id: name, name, kind: "person" }));
}
