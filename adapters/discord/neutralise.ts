/** Stands behind the `@` so that Discord takes it for no mention; nobody sees it. */
const ZERO_WIDTH_SPACE = "\u200b";

/**
 * Makes everything that could ping inert: `@everyone`, `@here`, users and roles, in code too. People see the text as it
 * was. A second safeguard: no message allows any mention in the first place.
 */
export const neutraliseMentions = (text: string): string =>
  text.replace(/@(?=everyone|here)|<@(?=[!&]?\d)/gi, `$&${ZERO_WIDTH_SPACE}`);

/** The text as it was before. */
export const withoutNeutralising = (text: string): string => text.replaceAll(`@${ZERO_WIDTH_SPACE}`, "@");
