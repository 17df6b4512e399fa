const SLOT = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * Fills the slots `{{name}}` of a text. What is filled in is not searched for slots again. `fail` is told of a slot that
 * nothing fills and of one that the text lacks, in words that follow the file's name.
 */
export function fillSlots(
  text: string,
  slots: Readonly<Record<string, string>>,
  fail: (problem: string) => never,
): string {
  const unused = new Set(Object.keys(slots));
  const filled = text.replace(SLOT, (_, slot: string) => {
    const value = Object.hasOwn(slots, slot) ? slots[slot] : undefined;
    if (value === undefined) {
      const known = Object.keys(slots).join(", ") || "none";
      return fail(`has the slot {{${slot}}}, which nothing fills. Known slots: ${known}.`);
    }
    unused.delete(slot);
    return value;
  });
  const [missing] = unused;
  return missing === undefined ? filled : fail(`lacks the slot {{${missing}}}. Put it back.`);
}
