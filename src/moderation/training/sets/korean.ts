import { readRecords } from "../../measure/index.ts";
import { type Answers, type Example, harmless } from "../example.ts";
import { type DataSet, partOf } from "./data-set.ts";

export const curseKo: DataSet = {
  name: "curse-ko",
  language: "ko",
  source: "Curse-detection-data (2runo)",
  licence: "MIT",
  takes: (path) => /curse-ko\/dataset\.txt$/.test(path),
  read: (_, content) =>
    content.split("\n").flatMap((line) => {
      const bar = line.lastIndexOf("|");
      const text = line.slice(0, bar).trim();
      if (bar < 0 || text === "") return [];
      const answers: Answers = line.slice(bar + 1).trim() === "1" ? { look: 1 } : harmless;
      return [{ text, language: "ko", set: "curse-ko", part: partOf(text), answers, weight: 1 }] as const;
    }),
};

export const kocohub: DataSet = {
  name: "kocohub",
  language: "ko",
  source: "Korean HateSpeech Dataset (Moon et al. 2020)",
  licence: "CC-BY-SA-4.0",
  takes: (path) => /kocohub\/labeled\/.*\.tsv$/.test(path),
  read: (path, content) =>
    readRecords(content, "\t").map((row) => {
      const biased = row["bias"] !== "none";
      const label = row["hate"];
      const answers: Answers =
        label === "none" ? harmless : biased ? { look: 1, hate: 1 } : { look: 1, hate: 0, abuse: 1 };
      return {
        text: row["comments"] ?? "",
        language: "ko",
        set: "kocohub",
        part: path.includes("dev") ? "test" : "train",
        answers,
        weight: 1,
      } as const;
    }),
};

export const newsKo: DataSet = {
  name: "news-ko",
  language: "ko",
  source: "Korean HateSpeech Dataset, news titles (Moon et al. 2020)",
  licence: "CC-BY-SA-4.0",
  takes: (path) => /kocohub\/news_title\/.*\.txt$/.test(path),
  read: (path, content) => {
    const examples: Example[] = [];
    for (const line of new Set(content.split("\n"))) {
      const text = line.trim().replace(/^"|"$/g, "").replace(/""/g, '"');
      if (text === "" || text === "news_title") continue;
      const part = path.includes("dev.") ? "test" : "train";
      examples.push({ text, language: "ko", set: "news-ko", part, answers: harmless, weight: 0.7 });
    }
    return examples;
  },
};

/** 0 origin, 1 looks, 2 politics, 3 profanity, 4 age, 5 gender, 6 race, 7 religion, 8 none. */
const groupClasses = new Set(["0", "4", "5", "6", "7"]);
const abuseClasses = new Set(["1", "3"]);

export const kmhas: DataSet = {
  name: "k-mhas",
  language: "ko",
  source: "K-MHaS (Lee et al. 2022), validation and test parts",
  licence: "CC-BY-SA-4.0",
  takes: (path) => /k-mhas\/.*\.txt$/.test(path),
  read: (path, content) =>
    readRecords(content, "\t").map((row) => {
      const labels = (row["label"] ?? "").split(",").map((label) => label.trim());
      const harmful = !labels.includes("8");
      const group = labels.some((label) => groupClasses.has(label));
      const abuse = labels.some((label) => abuseClasses.has(label));
      const answers: Answers = harmful
        ? { look: 1, hate: group ? 1 : 0, ...(abuse ? { abuse: 1 } : {}) }
        : harmless;
      return {
        text: row["document"] ?? "",
        language: "ko",
        set: "k-mhas",
        // The test part is three times as large as the other: it trains, the other measures.
        part: path.includes("valid") ? "test" : "train",
        answers,
        weight: 1,
      } as const;
    }),
};

interface KosbiRow {
  readonly context: string;
  readonly context_en: string;
  readonly sentence: string;
  readonly sentence_en: string;
  readonly context_label: string;
  readonly sentence_label: string;
}

export const kosbi: DataSet = {
  name: "kosbi",
  language: "ko",
  source: "KoSBi (Lee et al. 2023), validation and test parts",
  licence: "MIT",
  takes: (path) => /kosbi\/.*\.json$/.test(path),
  read: (path, content) => {
    const part = path.includes("valid") ? "test" : "train";
    const examples: Example[] = [];
    const add = (text: string, language: "en" | "ko", label: string) => {
      // "Unsafe" there is mostly a stereotype told politely: a weak sign of hate. Safe is a sure sign of none.
      const answers: Answers = label === "safe" ? harmless : { look: 1, hate: 1 };
      const set = language === "ko" ? "kosbi" : "kosbi-en";
      examples.push({ text, language, set, part, answers, weight: label === "safe" ? 0.5 : 0.15 });
    };
    for (const row of JSON.parse(content) as readonly KosbiRow[]) {
      add(row.context, "ko", row.context_label);
      add(row.sentence, "ko", row.sentence_label);
      add(row.context_en, "en", row.context_label);
      add(row.sentence_en, "en", row.sentence_label);
    }
    return examples;
  },
};

export const chatbotKo: DataSet = {
  name: "chatbot-ko",
  language: "ko",
  source: "Chatbot_data (songys)",
  licence: "MIT",
  takes: (path) => /chatbot-ko\/.*\.csv$/.test(path),
  read: (_, content) =>
    readRecords(content).flatMap((row) =>
      [row["Q"] ?? "", row["A"] ?? ""]
        .filter((text) => text !== "")
        .map(
          (text) =>
            ({
              text,
              language: "ko",
              set: "chatbot-ko",
              part: partOf(text),
              answers: harmless,
              weight: 1,
            }) as const,
        ),
    ),
};
