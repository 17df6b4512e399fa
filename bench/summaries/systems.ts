import {
  AbsoluteSummarizerConfig,
  DefaultTextParser,
  NullLogger,
  SorensenDiceSimilarity,
  Summarizer,
} from "ts-textrank";
import { type SourceMessage, type Summary, summariseByQuoting } from "../../src/summary/index.ts";
import { sentencesOf } from "../../src/text/sentences.ts";
import { seeded } from "./random.ts";

/** Something that summarises: gives texts in its order, which are then cut at the budget of words. */
export interface System {
  readonly name: string;
  /** How often it is run with another seed; the mean counts. */
  readonly runs: number;
  summarise(messages: readonly SourceMessage[], maxWords: number, seed: number): Promise<readonly string[]>;
}

/** The pace of what nobody else runs beside. */
export const unhurried = { rest: () => undefined };

export const summaryOf = (messages: readonly SourceMessage[], maxWords: number): Promise<Summary> =>
  summariseByQuoting(messages, { maxWords, pace: unhurried });

export const claimsOf = ({ gist, keyPoints, decisions, actionItems, openQuestions }: Summary) => [
  ...gist,
  ...keyPoints,
  ...decisions,
  ...actionItems,
  ...openQuestions,
];

export const maru: System = {
  name: "Maru, extractive",
  runs: 1,
  summarise: async (messages, maxWords) =>
    claimsOf(await summaryOf(messages, maxWords)).map(({ text }) => text),
};

const texts = (messages: readonly SourceMessage[]) =>
  messages.map(({ text }) => text).filter((text) => text !== "");

/** The messages from the first on. */
const lead: System = {
  name: "lead-3, at this length: the first messages",
  runs: 1,
  summarise: async (messages) => texts(messages),
};

/** The messages from the longest on. */
const longest: System = {
  name: "longest-3, at this length: the longest messages",
  runs: 1,
  summarise: async (messages) => texts(messages).sort((a, b) => b.length - a.length),
};

const random: System = {
  name: "random messages (mean of 20)",
  runs: 20,
  async summarise(messages, _maxWords, seed) {
    const next = seeded(seed);
    return texts(messages)
      .map((text) => ({ text, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ text }) => text);
  },
};

/** TextRank (Mihalcea and Tarau 2004) as a library has it. */
const textRank: System = {
  name: "TextRank of ts-textrank",
  runs: 1,
  async summarise(messages, maxWords) {
    const config = new AbsoluteSummarizerConfig(
      maxWords,
      new SorensenDiceSimilarity(),
      new DefaultTextParser(),
      0.85,
      Summarizer.SORT_SCORE,
    );
    const sentences = texts(messages).flatMap((text) => sentencesOf(text).map((each) => each.trim()));
    return new Summarizer(config, new NullLogger()).summarize(sentences.join("\n"), "en");
  },
};

export const baselines: readonly System[] = [lead, longest, random, textRank];
