import { neutraliseControlTokens } from "../../text/control-tokens.ts";

/**
 * Text of people as it may be sent to a server. Servers look for control tokens in all that a chat template makes, what people
 * wrote included; so whatever looks like one is taken apart by a space: `<|im_end|>` becomes `< |im_end|>`.
 */
export type Disarm = (text: string) => string;

/**
 * Spellings of families that Maru does not run itself, beside those known anyway: EXAONE (`[|user|]`), GLM (`[gMASK]`, `<sop>`),
 * Command R (`<BOS_TOKEN>`), Gemma's and Mistral's marks of images, calls and results.
 */
const OTHERS = [
  String.raw`\[\|[^\]\n]{1,64}\|\]`,
  String.raw`\[[gs]MASK\]`,
  String.raw`\[/?(?:TOOL_CONTENT|ARGS|CALL_ID|IMG|IMG_BREAK|IMG_END|BOS|EOS|UNK|PAD|CLS|SEP|MASK)\]`,
  "<[A-Z_]{2,32}_TOKEN>",
  "<(?:start|end)_of_[a-z_]{1,32}>",
  "</?(?:sop|eop|mask|thinking|tool_call|tool_response|tools|function_call)>",
];

/** Every tag and every word in square brackets: for text of which nothing has to stay as it was. */
const ANY_TAG = String.raw`<(?=[/|｜!\p{L}_▁][^<>\n]{0,64}>)|\[(?=[/|]?[\p{L}_|]{1,40}\])`;

const MOST_ROUNDS = 4;

/** @param marks further ones, of a model's own: what its server says begins and ends its turns */
export function createDisarm(marks: readonly string[] = []): Disarm {
  const own = marks.filter((mark) => mark.trim().length > 1).map(escaped);
  const anywhere = new RegExp([...own.sort((a, b) => b.length - a.length), ...OTHERS].join("|"), "gu");
  return (text) => {
    let disarmed = neutraliseControlTokens(text);
    // Taking one apart could make another of what stood around it; what is still there in the end is left out, which ends.
    for (let round = 0; disarmed.search(anywhere) >= 0; round++) {
      const apart = disarmed.replace(anywhere, (mark) => (round < MOST_ROUNDS ? takeApart(mark) : ""));
      disarmed = neutraliseControlTokens(apart);
    }
    return disarmed;
  };
}

/** For text that is only judged: nothing that looks like a tag is left whole in it. */
export function disarmFully(text: string): string {
  return createDisarm()(text.replace(new RegExp(ANY_TAG, "gu"), (bracket) => `${bracket} `));
}

function takeApart(mark: string): string {
  const [first = "", ...rest] = mark.replaceAll(/\s/g, "");
  return `${first} ${rest.join("")}`;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
