import { describe, expect, test } from "vitest";
import { questionOf } from "../../src/search/question.ts";
import { isQuotable } from "../../src/search/quotable.ts";
import { quoteOf } from "../../src/search/quote.ts";
import { isQuestion } from "../../src/text/is-question.ts";
import { englishStem } from "../../src/text/words/english-stem.ts";
import { isKoreanTail, koreanSkeleton, koreanStems } from "../../src/text/words/korean-stem.ts";
import { wordsOf } from "../../src/text/words/words.ts";
import { superlinear } from "../text/linear.ts";
import { chatOf } from "./chat.ts";

const asked = questionOf("parrot 배포 v1.2.3");

describe("time that grows with the text's length only, however hostile the text:", () => {
  test.each<[string, (text: string) => unknown]>([
    ["words", (text) => [...wordsOf(text)]],
    ["the question", questionOf],
    ["what to quote", (text) => quoteOf(text, asked)],
    ["whether it is a question", isQuestion],
    ["whether the first words are a question", (text) => isQuestion(text.slice(0, 300))],
    ["whether the last words are a question", (text) => isQuestion(text.slice(-160))],
    [
      "whether it can be quoted",
      (text) => {
        const mentions = [{ id: "web:a", name: text.slice(0, 100), kind: "self" as const }];
        return chatOf({ text, mentions }).map(isQuotable);
      },
    ],
    ["an English stem", englishStem],
    ["Korean stems", koreanStems],
    ["a Korean tail", isKoreanTail],
    ["a Korean skeleton", koreanSkeleton],
  ])("%s", (_, read) => {
    expect(superlinear(read)).toEqual([]);
  });
});
