import type { ReviewCase } from "../../../../src/core/ports/index.ts";
import type { Author, CaseMove, Message } from "../../../../src/core/types.ts";
import type { Words } from "../i18n/words.ts";
import { platformOf } from "../review/review-state.ts";

/** What a move is called in a case: on an appeal, upholding confirms and dismissing overturns. */
export function moveWord(words: Words, move: CaseMove, state: ReviewCase["state"]): string {
  const onAppeal = state === "appealed" && (move === "uphold" || move === "dismiss");
  return words.say(onAppeal ? `move.appeal.${move}` : `move.${move}`);
}

/** What it may break, in words. */
export function categoriesOf(words: Words, { findings }: ReviewCase): readonly string[] {
  const { categories } = findings;
  return categories.length === 0
    ? [words.say("category.none")]
    : categories.map((category) => words.say(`category.${category}`));
}

/** `#general`, or the name of whom one talks to alone; once names are no longer kept, an id. */
export function placeName({ place }: Message): string {
  if (place.name === "") return bareId(place.id);
  return place.kind === "channel" ? `#${place.name}` : place.name;
}

/** Once names are no longer kept, an id. */
export const nameOf = ({ id, name }: Author): string => (name === "" ? bareId(id) : name);

/** A platform as people write it, e.g. `Discord`. */
export const platformName = (platform: string): string =>
  platform.charAt(0).toUpperCase() + platform.slice(1);

export const platformNameOf = (shown: ReviewCase): string => platformName(platformOf(shown));

/** The part of an id that tells people something: without the platform. */
const bareId = (id: string): string => id.slice(id.indexOf(":") + 1);
