import type { HomeView, KnownBlock } from "@slack/web-api";
import type { Locale } from "../../src/core/types.ts";
import type { Identity } from "./api-types.ts";
import { asMrkdwn } from "./mrkdwn.ts";
import { words } from "./words.ts";

/** The button that erases what Maru keeps. */
export const FORGET_ACTION = "forget_me";
/** The button that leads to the messages tab. It has an address: nothing is left to do. */
const WRITE_ACTION = "write_to_me";

/** (docs: block-kit/blocks/section-block) */
const MAX_SECTION_CHARS = 3_000;
/** A view takes 100 blocks (docs: surfaces/modals#view-object-fields), of which this leaves room for the fixed ones. */
const MAX_SECTIONS = 80;

/**
 * The Home tab: how to ask, and what Maru knows of the person.
 *
 * @param known Markdown: what the core says of that
 */
export function homeView(parts: {
  readonly self: Pick<Identity, "app" | "team">;
  readonly selfName: string;
  readonly locale: Locale;
  readonly known: string;
}): HomeView {
  const { self, selfName, locale, known } = parts;
  const { home, prompts } = words[locale];
  const examples = prompts.map(({ title, message }) => `- **${title}** → \`${message}\``).join("\n");
  return {
    type: "home",
    blocks: [
      header(home.howTo),
      ...sections(home.usage(selfName)),
      ...sections(`${home.suggestions}\n\n${examples}`),
      ...(self.app ? [writeButton(home.write, self.team, self.app)] : []),
      { type: "divider" },
      header(home.aboutYou),
      ...sections(known),
      forgetButton(locale),
    ],
  };
}

const plain = (text: string) => ({ type: "plain_text", text, emoji: true }) as const;

const header = (text: string): KnownBlock => ({ type: "header", text: plain(text) });

/** A view takes no Markdown blocks. */
const sections = (markdown: string): KnownBlock[] =>
  asMrkdwn(markdown, MAX_SECTION_CHARS)
    .slice(0, MAX_SECTIONS)
    .map((text) => ({ type: "section", text: { type: "mrkdwn", text, verbatim: true } }));

/** (docs: interactivity/deep-linking#open_an_app_home) */
const writeButton = (label: string, team: string, app: string): KnownBlock => ({
  type: "actions",
  elements: [
    {
      type: "button",
      action_id: WRITE_ACTION,
      text: plain(label),
      url: `slack://app?team=${team}&id=${app}&tab=messages`,
    },
  ],
});

const forgetButton = (locale: Locale): KnownBlock => {
  const { home } = words[locale];
  return {
    type: "actions",
    elements: [
      {
        type: "button",
        action_id: FORGET_ACTION,
        text: plain(home.forget),
        style: "danger",
        confirm: {
          title: plain(home.forgetTitle),
          text: plain(home.forgetQuestion),
          confirm: plain(home.forgetYes),
          deny: plain(home.forgetNo),
          style: "danger",
        },
      },
    ],
  };
};
