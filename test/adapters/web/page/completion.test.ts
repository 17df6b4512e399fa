import { describe, expect, it } from "vitest";
import {
  applySuggestion,
  type CompletionSources,
  completionAt,
} from "../../../../adapters/web/page/text/completion.ts";

const sources: CompletionSources = {
  selfName: "Maru",
  selfDetail: "answers in a thread",
  people: ["Hana Kim", "민수", "Mark"],
  commands: [
    {
      name: "help",
      description: { en: "shows what I can do", ko: "할 수 있는 일" },
      words: ["help"],
      koreanName: "도움말",
    },
    {
      name: "ask",
      description: { en: "answers a question", ko: "질문에 답해요" },
      words: [],
      koreanName: "질문",
    },
  ],
  locale: "en",
  mentionForCommands: true,
};

const labels = (text: string, caret = text.length, from = sources) =>
  completionAt(text, caret, from)?.suggestions.map(({ label }) => label);

describe("completion while writing", () => {
  it("offers Maru first, then people, by any word of their name", () => {
    expect(labels("hi @")).toEqual(["Maru", "Hana Kim", "Mark", "민수"]);
    expect(labels("hi @ki")).toEqual(["Hana Kim"]);
    expect(labels("@민")).toEqual(["민수"]);
  });

  it("offers nothing in an e-mail address, after a space, or for a name that nobody has", () => {
    expect(labels("me@ma")).toBeUndefined();
    expect(labels("@ma x")).toBeUndefined();
    expect(labels("@zzz")).toBeUndefined();
  });

  it("completes where the caret stands and leaves the rest", () => {
    const text = "ask @ha about it";
    const completion = completionAt(text, 7, sources);
    const first = completion?.suggestions[0];
    if (!completion || !first) throw new Error("nothing was offered");
    expect(applySuggestion(text, completion, first)).toEqual({ text: "ask @Hana Kim about it", caret: 14 });
  });

  it("writes a command so that Maru takes it as one", () => {
    const completion = completionAt("/he", 3, sources);
    const first = completion?.suggestions[0];
    if (!completion || !first) throw new Error("nothing was offered");
    expect(applySuggestion("/he", completion, first).text).toBe("@maru help ");
    expect(labels("@maru /", 7)).toEqual(["/help", "/ask"]);
    expect(labels("and /he")).toBeUndefined();
    const direct = { ...sources, mentionForCommands: false };
    expect(completionAt("/", 1, direct)?.suggestions.map(({ insert }) => insert)).toEqual(["help"]);
  });

  it("offers what is for one person alone as it is written everywhere, and by its Korean name", () => {
    const catchup = {
      name: "catchup" as const,
      description: { en: "what you missed", ko: "놓친 이야기" },
      ...{ words: [], koreanName: "따라잡기" },
    };
    const inserts = (text: string, locale: "en" | "ko", mentionForCommands = true) =>
      completionAt(text, text.length, {
        ...sources,
        locale,
        mentionForCommands,
        commands: [catchup],
      })?.suggestions.map(({ label, insert, detail }) => [label, insert, detail]);
    for (const mentioned of [true, false])
      expect(inserts("/cat", "en", mentioned)).toEqual([["/catchup", "/catchup", "what you missed"]]);
    for (const begun of ["/따라", "/cat"])
      expect(inserts(begun, "ko")).toEqual([["/따라잡기", "/따라잡기", "놓친 이야기"]]);
  });
});
