import type { en } from "./en.ts";

/** A sentence with `{slots}`, or its forms by the plural category of its `count` slot. */
export type Entry = string | { readonly one?: string; readonly other: string };

export type Key = keyof typeof en;

/** Every sentence of the page in one language. */
export type Dictionary = Readonly<Record<Key, Entry>>;

/** `{name}`, or `{name|과/와}`: with the Korean particle for a name that ends closed or open. */
export const SLOT = /\{(\w+)(?:\|([^/}]+)\/([^}]+))?\}/g;

/** The names of the slots in a template, sorted, each once. */
export function slotsOf(template: string): readonly string[] {
  return [...new Set([...template.matchAll(SLOT)].map((match) => match[1] ?? ""))].sort();
}
