import { describe, expect, it } from "vitest";
import { type Entry, type Key, slotsOf } from "../../../../adapters/web/page/i18n/dictionary.ts";
import { particle } from "../../../../adapters/web/page/i18n/particle.ts";
import { chooseLanguage, createWords, dictionaries } from "../../../../adapters/web/page/i18n/words.ts";

const formsOf = (entry: Entry) => (typeof entry === "string" ? [entry] : Object.values(entry));

describe("the page's languages", () => {
  const { en, ko } = dictionaries;

  it("have the same sentences", () => {
    expect(Object.keys(ko).sort()).toEqual(Object.keys(en).sort());
  });

  it.each(Object.keys(en) as Key[])("%s has the same slots in both, and in each form", (key) => {
    const slots = formsOf(en[key]).map(slotsOf);
    for (const form of [...formsOf(en[key]), ...formsOf(ko[key])]) {
      expect(form.trim()).not.toBe("");
      expect(slotsOf(form)).toEqual(slots[0]);
    }
  });

  it("are chosen by the browser's order of preference", () => {
    expect(chooseLanguage(["fr-FR", "ko-KR", "en"])).toEqual({ locale: "ko", formats: "ko-KR" });
    expect(chooseLanguage(["en-GB", "ko"])).toEqual({ locale: "en", formats: "en-GB" });
    expect(chooseLanguage(["de"])).toEqual({ locale: "en", formats: "en" });
  });

  it("choose the plural form by the count", () => {
    const words = createWords(["en"]);
    expect(words.say("thread.replies", { count: 1 })).toBe("1 reply");
    expect(words.say("thread.replies", { count: 3 })).toBe("3 replies");
    expect(createWords(["ko"]).say("thread.replies", { count: 1 })).toBe("답글 1개");
  });

  it("put the Korean particle that fits the name", () => {
    const words = createWords(["ko"]);
    expect(words.say("join.continue", { name: "소라" })).toBe("소라로 계속하기");
    expect(words.say("join.continue", { name: "민준" })).toBe("민준으로 계속하기");
    expect(words.say("join.continue", { name: "하늘" })).toBe("하늘로 계속하기");
    expect(particle("하늘", "과", "와")).toBe("과");
    expect(particle("Maru", "을", "를")).toBe("를");
    expect(particle("Jonas Kim", "을", "를")).toBe("을");
  });

  it("leave a name alone that looks like a slot", () => {
    expect(createWords(["en"]).say("join.continue", { name: "{count}" })).toBe("Continue as {count}");
  });
});
