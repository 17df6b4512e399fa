import { describe, expect, test } from "vitest";
import { wantedBy } from "../../../adapters/slack/commands.ts";
import { howToAsk, localeOf, words } from "../../../adapters/slack/words.ts";
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
    for (const label of [own.stop, own.helpful, own.notHelpful, home.forget, home.write])
      expect(label.length).toBeLessThanOrEqual(75);
    for (const label of [home.forgetYes, home.forgetNo]) expect(label.length).toBeLessThanOrEqual(30);
    expect(home.forgetTitle.length).toBeLessThanOrEqual(100);
    expect(home.forgetQuestion.length).toBeLessThanOrEqual(300);
    expect(own.prompts.length).toBeLessThanOrEqual(4);
    const sentences = [
      ...[own.thinking, own.loading, own.notHere, own.notStored, own.tryAgain],
      ...[own.inviteMe("Maru"), own.askHint, own.unknownCommand("x"), own.asks("@Ann")],
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
      expect([line, wanted(line)]).toEqual([line, { does: "give", command: "help" }]);
    expect(wanted("/maru 그만")).toEqual({ does: "give", command: "stop" });
    for (const line of ["/privacy", "/maru privacy", "/maru 개인정보", "/privacy please"])
      expect(wanted(line)).toEqual({ does: "give", command: "privacy" });
    for (const line of ["/forget", "/maru forget", "/maru 잊어줘"])
      expect(wanted(line)).toEqual({ does: "give", command: "forget" });
  });

  test("are told of by the help, which says what to write where Slack has none", () => {
    const told = howToAsk("Maru", COMMANDS);
    expect(told).toEqual({
      en: "By command: `/ask` asks for everybody to see; what `/maru help`, `/maru stop`, `/maru privacy`, and `/maru forget` say, only you see. Slack has no commands in threads: write them as mentions there, `@Maru stop`.",
      ko: "명령어로도 돼요. `/ask`는 모두가 볼 수 있게 묻고, `/maru 도움말`, `/maru 중단`, `/maru 개인정보` 및 `/maru 잊어줘`의 답은 본인만 볼 수 있어요. Slack 스레드에서는 명령어를 쓸 수 없으니 `@Maru 중단`처럼 멘션으로 적어 주세요.",
    });
    for (const line of `${told.en} ${told.ko}`.match(/\/maru [^`]+/g)!)
      expect([line, wanted(line)]).toMatchObject([line, { does: "give" }]);
  });

  test("ask only by /ask: nothing that was mistyped is posted for all to see", () => {
    expect(wanted("/ask  why is it so? ")).toEqual({ does: "ask", question: "why is it so?" });
    expect(wanted("/ask help")).toEqual({ does: "ask", question: "help" });
    expect(wanted("/ask ")).toEqual({ does: "hint" });
    expect(wanted("/maru forget me")).toEqual({ does: "hint", unknown: "forget me" });
    expect(wanted("/other x")).toBeUndefined();
  });
});
