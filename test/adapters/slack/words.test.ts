import { describe, expect, test } from "vitest";
import { asTyped, wantedBy } from "../../../adapters/slack/commands.ts";
import { aloneWords, howToAsk, localeOf, words } from "../../../adapters/slack/words.ts";
import { COMMANDS } from "../../../src/core/index.ts";
import { statusText } from "../../../src/platform/status-text.ts";
import { detectLocale } from "../../../src/text/language.ts";

describe("what the adapter says", () => {
  test("goes by the language of the person's Slack", () => {
    expect(["ko-KR", "ko", "en-GB", "de-DE", "kok-IN"].map(localeOf)).toEqual(["ko", "ko", "en", "en", "en"]);
    expect(localeOf(undefined)).toBeUndefined();
  });

  test.each(["en", "ko"] as const)("is in its language, and as short as Slack wants it (%s)", (locale) => {
    const { home, ...own } = words[locale];
    const alone = aloneWords[locale];
    for (const label of [own.stop, own.helpful, own.notHelpful, home.forget, home.write])
      expect(label.length).toBeLessThanOrEqual(75);
    for (const label of [home.forgetYes, home.forgetNo]) expect(label.length).toBeLessThanOrEqual(30);
    expect(home.forgetTitle.length).toBeLessThanOrEqual(100);
    expect(home.forgetQuestion.length).toBeLessThanOrEqual(300);
    expect(own.prompts.length).toBeLessThanOrEqual(4);
    const sentences = [
      ...[own.thinking, own.loading, own.notHere, own.notStored, own.tryAgain],
      ...[own.inviteMe("Maru"), own.askHint, own.unknownCommand("x"), own.asks("@Ann")],
      ...[alone.thinking, alone.loading, alone.summarising, own.summarising],
      ...[home.howTo, home.usage("Maru"), home.suggestions, home.aboutYou, home.forgetQuestion],
    ];
    for (const sentence of sentences)
      expect([sentence, detectLocale(sentence, "en")]).toEqual([sentence, locale]);
  });

  test("goes on behind Maru's name where it tells what waits", () => {
    const queued = { state: "queued", ahead: 3, etaMs: 125_000 } as const;
    expect(statusText(queued, "en", words)).toBe("has 3 questions before yours, about 2 min…");
    expect(statusText(queued, "ko", words)).toBe("앞에 질문 3개가 있어요 (약 2분)…");
  });
});

describe("slash commands", () => {
  const wanted = (line: string) => {
    const [command = "", ...rest] = line.split(" ");
    return wantedBy({ command, text: rest.join(" ") }, COMMANDS);
  };

  test("give what the core knows, in English and Korean", () => {
    for (const line of ["/maru", "/maru help", "/maru  HELP ", "/maru 도움말"])
      expect([line, wanted(line)]).toEqual([line, { does: "give", command: "help", argument: "" }]);
    expect(wanted("/maru 그만")).toEqual({ does: "give", command: "stop", argument: "" });
    for (const line of ["/privacy", "/maru privacy", "/maru 개인정보", "/privacy please"])
      expect(wanted(line)).toEqual({ does: "give", command: "privacy", argument: "" });
    for (const line of ["/forget", "/maru forget", "/maru 잊어줘"])
      expect(wanted(line)).toEqual({ does: "give", command: "forget", argument: "" });
  });

  test("are told of by the help, which says what to write where Slack has none", () => {
    const told = howToAsk("Maru", COMMANDS);
    expect(told).toEqual({
      en: "By command: `/ask` asks for everybody to see. What `/summarise`, `/catchup`, `/maru help`, `/maru stop`, `/maru privacy`, `/maru forget`, `/maru optout`, and `/maru optin` say, only you see; `/summarise shared` is for everybody. On a message, **More actions → Summarise from here** begins there. Slack has no commands in threads: write them as mentions there, `@Maru stop`.",
      ko: "명령어로도 돼요. `/ask`는 모두가 볼 수 있게 물어요. `/summarise`, `/catchup`, `/maru 도움말`, `/maru 중단`, `/maru 개인정보`, `/maru 잊어줘`, `/maru 요약제외` 및 `/maru 요약포함`의 답은 본인만 볼 수 있고, `/summarise 공개`는 모두가 볼 수 있어요. 메시지 메뉴의 **Summarise from here**를 고르면 거기서부터 요약해요. Slack 스레드에서는 명령어를 쓸 수 없으니 `@Maru 중단`처럼 멘션으로 적어 주세요.",
    });
    for (const line of `${told.en} ${told.ko}`.match(/\/maru [^`]+/g)!)
      expect([line, wanted(line)]).toMatchObject([line, { does: "give" }]);
  });

  test("take what a summary is to be of, and the word that has everybody see it", () => {
    expect(wanted("/summarise")).toEqual({ does: "give", command: "summarise", argument: "" });
    expect(wanted("/summarise since 2d short")).toEqual({
      does: "give",
      command: "summarise",
      argument: "since 2d short",
    });
    for (const line of [
      "/summarise since 2d shared",
      "/summarise share since 2d",
      "/maru summarize since 2d for everyone",
    ])
      expect([line, wanted(line)]).toEqual([line, { does: "share", argument: "since 2d" }]);
    for (const line of [
      "/summarise 어제부터 공유",
      "/maru 요약 모두에게 보이게 어제부터",
      "/summarise 다 같이 어제부터",
    ])
      expect([line, wanted(line)]).toEqual([line, { does: "share", argument: "어제부터" }]);
    const link = "from https://team.slack.example/#/public/1";
    expect(wanted(`/summarise ${link}`)).toEqual({ does: "give", command: "summarise", argument: link });
    expect(wanted("/summarise sharedrive")).toMatchObject({ does: "give", argument: "sharedrive" });
    expect(wanted("/catchup shared 3d")).toEqual({ does: "give", command: "catchup", argument: "shared 3d" });
    expect(wanted("/maru 따라잡기 짧게")).toEqual({ does: "give", command: "catchup", argument: "짧게" });
    for (const line of ["/maru optout", "/maru 요약제외", "/maru opt out"])
      expect(wanted(line)).toEqual({ does: "give", command: "optout", argument: "" });
    expect(wanted("/maru summariser")).toEqual({ does: "hint", unknown: "summariser" });
  });

  test("read what Slack escapes as it was typed", () => {
    const link = "https://team.slack.com/archives/C1/p1726000000000100?thread_ts=1726.000100&amp;cid=C1";
    expect(asTyped(`from <${link}> in <#C2|general> &lt;3 <@U1|ann>`)).toBe(
      `from ${link.replace("&amp;", "&")} in #general <3 @ann`,
    );
    expect(asTyped("<https://a.example|a.example>")).toBe("https://a.example");
  });

  test("ask only by /ask: nothing that was mistyped is posted for all to see", () => {
    expect(wanted("/ask  why is it so? ")).toEqual({ does: "ask", question: "why is it so?" });
    expect(wanted("/ask help")).toEqual({ does: "ask", question: "help" });
    expect(wanted("/ask ")).toEqual({ does: "hint" });
    expect(wanted("/maru forget me")).toEqual({ does: "hint", unknown: "forget me" });
    expect(wanted("/other x")).toBeUndefined();
  });
});
