import { speakerName } from "./speakers.ts";

/**
 * Drops the assistant's own name from the front of an answer. In a group transcript every speaker's words begin
 * with a name, and models like to follow the pattern ("Maru: Sure, …").
 */
export async function* withoutOwnName(
  answer: AsyncIterable<string>,
  selfName: string,
): AsyncGenerator<string> {
  const label = `${speakerName(selfName)}:`;
  let held: string | undefined = "";
  for await (const piece of answer) {
    if (held === undefined) {
      yield piece;
      continue;
    }
    held += piece;
    const start = held.trimStart();
    if (start.length < label.length && label.startsWith(start)) continue;
    yield start.startsWith(label) ? start.slice(label.length).trimStart() : held;
    held = undefined;
  }
  if (held) yield held;
}
