import { readRecords } from "../../measure/index.ts";
import { type Answers, type Example, harmless } from "../example.ts";
import { type DataSet, partOf } from "./data-set.ts";

/** Platforms mask people and links in several ways; the router sees one. */
const unmask = (text: string) =>
  text
    .replace(/\[USER\]|@USER|&#64;\w+/g, "@user")
    .replace(/\[URL\]|\bURL\b|HTTPURL/g, "http://url")
    .replace(/&amp;/g, "&")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0x10ffff)));

const hateOnly = (hateful: boolean): Answers =>
  hateful ? { look: 1, hate: 1 } : { look: 0, hate: 0, threat: 0 };

export const measuringHateSpeech: DataSet = {
  name: "measuring-hate-speech",
  language: "en",
  source:
    "Measuring Hate Speech (Kennedy et al. 2020; Sachdeva et al. 2022), binarised by Röttger et al. 2022",
  licence: "CC-BY-4.0",
  takes: (path) => /measuring-hate-speech\/.*\.csv$/.test(path),
  read: (path, content) =>
    readRecords(content).map((row) => ({
      text: unmask(row["text"] ?? ""),
      language: "en",
      set: "measuring-hate-speech",
      part: path.includes("test_") ? "test" : "train",
      answers: hateOnly(row["label"] === "1"),
      weight: 1,
    })),
};

export const hatemoji: DataSet = {
  name: "hatemoji-build",
  language: "en",
  source: "HatemojiBuild (Kirk et al. 2022)",
  licence: "CC-BY-4.0",
  takes: (path) => /hatemoji-build\/.*\.csv$/.test(path),
  read: (path, content) =>
    readRecords(content).map((row) => {
      const hateful = row["label_gold"] === "1";
      return {
        text: row["text"] ?? "",
        language: "en",
        set: "hatemoji-build",
        part: /test\.csv$/.test(path) ? "test" : "train",
        answers: { ...hateOnly(hateful), threat: row["type"] === "threateninglanguage" ? 1 : 0 },
        weight: 1,
      } as const;
    }),
};

export const edos: DataSet = {
  name: "edos",
  language: "en",
  source: "Explainable Detection of Online Sexism (Kirk et al. 2023)",
  licence: "CC0-1.0",
  takes: (path) => /edos\/.*\.csv$/.test(path),
  read: (_, content) =>
    readRecords(content).map((row) => ({
      text: unmask(row["text"] ?? ""),
      language: "en",
      set: "edos",
      part: row["split"] === "test" ? "test" : "train",
      answers: {
        ...hateOnly(row["label_sexist"] === "sexist"),
        threat: (row["label_category"] ?? "").startsWith("1.") ? 1 : 0,
      },
      weight: 0.7,
    })),
};

/** What its labels call offensive is mostly profanity and slurs in use among friends: no hate, though abuse. */
const davidsonAnswers: readonly Answers[] = [{ look: 1, hate: 1 }, { abuse: 1 }, harmless];

export const davidson: DataSet = {
  name: "davidson",
  language: "en",
  source: "Hate Speech and Offensive Language (Davidson et al. 2017)",
  licence: "MIT",
  takes: (path) => /davidson\/.*\.csv$/.test(path),
  read: (_, content) =>
    readRecords(content).map((row) => {
      const text = unmask(row["tweet"] ?? "");
      return {
        text,
        language: "en",
        set: "davidson",
        part: partOf(text),
        answers: davidsonAnswers[Number(row["class"])] ?? {},
        weight: row["class"] === "1" ? 0.3 : 0.7,
      };
    }),
};

export const toxigen: DataSet = {
  name: "toxigen",
  language: "en",
  source: "ToxiGen demonstrations (Hartvigsen et al. 2022)",
  licence: "MIT and CDLA-Permissive-2.0",
  takes: (path) => /toxigen\/demonstrations\/.*\.txt$/.test(path),
  read: (path, content) =>
    content
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line.length > 8)
      .map((text) => ({
        text,
        language: "en",
        set: "toxigen",
        part: partOf(text),
        answers: hateOnly(/\/hate_[^/]*$/.test(path)),
        weight: 2,
      })),
};

const chatLine = /^\[\d\d:\d\d\] <[^>]*> (?:[\w|`^-]+[:,] )?(.*)$/;

export const ubuntuIrc: DataSet = {
  name: "ubuntu-irc",
  language: "en",
  source: "IRC Disentanglement (Kummerfeld et al. 2019)",
  licence: "CC-BY-4.0",
  takes: (path) => /ubuntu-irc\/(train|dev|test)\/.*\.raw\.txt$/.test(path),
  read: (path, content) => {
    const examples: Example[] = [];
    for (const line of content.split("\n")) {
      const text = chatLine.exec(line)?.[1]?.trim();
      if (text === undefined || text.length < 2) continue;
      const part = path.includes("/train/") ? "train" : "test";
      examples.push({ text, language: "en", set: "ubuntu-irc", part, answers: harmless, weight: 0.5 });
    }
    return examples;
  },
};

export const qmsum: DataSet = {
  name: "qmsum",
  language: "en",
  source: "QMSum (Zhong et al. 2021)",
  licence: "MIT",
  takes: (path) => /qmsum\/.*\.jsonl$/.test(path),
  read: (_, content) => {
    const examples: Example[] = [];
    for (const line of content.split("\n")) {
      if (line.trim() === "") continue;
      const meeting = JSON.parse(line) as {
        readonly meeting_transcripts: readonly { readonly content: string }[];
      };
      for (const turn of meeting.meeting_transcripts) {
        const text = turn.content.replace(/\{[a-z]+\}/g, "").trim();
        if (text.length < 3) continue;
        examples.push({
          text: text.slice(0, 600),
          language: "en",
          set: "qmsum",
          part: partOf(text),
          answers: harmless,
          weight: 0.5,
        });
      }
    }
    return examples;
  },
};
