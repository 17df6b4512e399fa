import { pick } from "../random.ts";

/** What may stand in a slot: texts that may have choices and slots themselves. */
export type Slots = Readonly<Record<string, readonly string[]>>;

/** Parts list written as one text: alternatives are parted by `;` or by line. */
export const list = (text: string): readonly string[] =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** A slot within a slot within a slot: a text that leads back to itself is a mistake in the templates. */
const maxDepth = 8;

/** Writes one sentence: `[a|b|]` is one of the alternatives, `{name}` one filler of a slot. */
export function expand(template: string, slots: Slots, random: () => number, depth = 0): string {
  if (depth > maxDepth) throw new Error(`The template ${JSON.stringify(template)} leads back to itself.`);
  const chosen = template.replace(/\[([^[\]]*)\]/g, (_, inside: string) => pick(random, inside.split("|")));
  return chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
    const fillers = slots[name];
    if (fillers === undefined || fillers.length === 0)
      throw new Error(`The templates name no filler for {${name}}.`);
    return expand(pick(random, fillers), slots, random, depth + 1);
  });
}
