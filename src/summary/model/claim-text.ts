/** What steers a terminal or the direction of text, and ends of lines. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u061c\u202a-\u202e\u2060-\u2069\ufeff]+/gu;
const MARKDOWN_LINK = /!?\[([^\]\n]{0,200})\]\(([^()\s]{1,500})\)/g;
/** Slack's and Discord's own spelling of mentions: <@U1>, <!here>, <#C1|general>, <:emoji:1>. */
const PLATFORM_MARK = /<[@!#:a][^<>\n]{0,100}>/g;
/** An @ that would call somebody, and none of an e-mail address. */
const MENTION = /(?<![\p{L}\p{N}._-])@+(?=[\p{L}\p{N}])/gu;
/** The model's own numbers of messages mean nothing to who reads the summary: "[3]", "[3, 7]". */
const NUMBERS = /(?:^|\s+|(?<=[.,;:!?)]))\[\d{1,3}(?:\s*[,–-]\s*\d{1,3})*\]/g;
const ADDRESS =
  /\b(?:[a-z][a-z0-9+.-]{1,20}:\/\/|www\.)[^\s<>"'`)\]]+|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}\/[^\s<>"'`)\]]*/gi;

/**
 * What a model wrote as one line of plain text: without marks that call people, without the numbers by which it cites, and without
 * addresses that do not stand in `evidence`: where a link leads is never a model's to say.
 */
export function claimText(written: string, evidence: string): string {
  const known = evidence.toLowerCase();
  return written
    .normalize("NFC")
    .toWellFormed()
    .replace(UNSEEN, " ")
    .replace(MARKDOWN_LINK, "$1 $2")
    .replace(PLATFORM_MARK, " ")
    .replace(ADDRESS, (address) => (known.includes(trimmed(address)) ? address : "…"))
    .replace(MENTION, "")
    .replace(NUMBERS, "")
    .replace(/\s+/g, " ")
    .trim();
}

const trimmed = (address: string) => address.toLowerCase().replace(/[.,;:!?]+$/, "");
