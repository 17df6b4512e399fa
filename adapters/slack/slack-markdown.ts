import { outsideCode } from "../../src/text/code-regions.ts";
import { neutraliseMentions, withoutNeutralising } from "./neutralise.ts";

/** Counts as a letter for CommonMark's rules, and nobody sees it. */
const ZERO_WIDTH_SPACE = "\u200b";

/**
 * A run of `**` ends bold only when what stands before it is no punctuation, or what follows is (CommonMark 6.2,
 * "right-flanking"), and begins it only the other way round: written for languages with spaces between words. So
 * `**마루(Maru)**는` would show its asterisks.
 */
const CLOSING =
  /(?<=[\p{P}\p{S}](?<![\p{Ps}\p{Pi}*]))(?=\*\*[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}])/gu;
const OPENING = /(?<=[\p{sc=Hangul}\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]\*\*)(?=["'“‘([「『《〈【])/gu;

const mendEmphasis = (text: string): string =>
  text.replace(CLOSING, ZERO_WIDTH_SPACE).replace(OPENING, ZERO_WIDTH_SPACE);

/**
 * The core's Markdown as Slack's `markdown_text` and Markdown blocks take it (docs: block-kit/blocks/markdown-block): bold
 * right before a Korean particle is bold, and nobody is pinged.
 */
export const asSlackMarkdown = (markdown: string): string =>
  neutraliseMentions(outsideCode(markdown.replaceAll("\r\n", "\n"), mendEmphasis));

/** The core's Markdown again. */
export const fromSlackMarkdown = (text: string): string =>
  withoutNeutralising(text).replace(/\u200b(?=\*\*\p{L})|(?<=\p{L}\*\*)\u200b/gu, "");
