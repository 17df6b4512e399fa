import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SEED } from "../../bench/moderation/read-data.ts";
import { readOwnSuites } from "../../bench/moderation/read-kept.ts";
import { areaUnderCurve, ratesAt } from "../../src/moderation/measure/index.ts";
import { checksumOf } from "../../src/moderation/router/checksum.ts";
import { createRouter, type Head, heads, readWeights } from "../../src/moderation/router/index.ts";
import { writeWeights } from "../../src/moderation/training/index.ts";
import { superlinear } from "../text/linear.ts";

const file = new Uint8Array(readFileSync(new URL("../../models/router/router.bin", import.meta.url)));
const weights = readWeights(file);
const router = createRouter(weights);

const routed = (text: string) => {
  const score = router.score(text);
  return score.look >= weights.header.threshold[score.language].look;
};

describe("the router that ships with Maru", () => {
  it("was trained with the seed that the trainer has", () => {
    expect(weights.header.seed).toBe(SEED);
  });

  it("fits in two megabytes", () => {
    expect(file.length).toBeLessThanOrEqual(2 * 2 ** 20);
  });

  it("routes hate in both languages and lets everyday talk pass", () => {
    for (const text of [
      "Immigrants are vermin",
      "women are too stupid to vote",
      "이주민들은 벌레다",
      "여자들은 멍청해서 싫다",
    ]) {
      expect([text, routed(text)]).toEqual([text, true]);
    }
    for (const text of [
      "Lunch at one?",
      "The build is broken again, I hate this printer",
      "오늘 점심 뭐 먹지?",
      "배포 끝났습니다",
    ]) {
      expect([text, routed(text)]).toEqual([text, false]);
    }
  });

  it("tells what is said from what is denied, and a group from a thing", () => {
    const pairs = [
      ["I hate immigrants", "I don't hate immigrants"],
      ["Muslims are vermin", "Calling Muslims vermin is racist"],
      ["gay people disgust me", "long meetings disgust me"],
      ["이주민들이 싫다", "이주민들을 싫어하지 않아요"],
    ] as const;
    for (const [hateful, harmless] of pairs) {
      expect(router.score(hateful).hate).toBeGreaterThan(router.score(harmless).hate + 0.3);
    }
  });

  it("reads hidden words as if they were plain", () => {
    const plain = router.score("immigrants are vermin").look;
    for (const text of [
      "ｉｍｍｉｇｒａｎｔｓ ａｒｅ ｖｅｒｍｉｎ",
      "immi\u200bgrants are ver\u200bmin",
      "іmmіgrаntѕ аrе vеrmіn",
      "immigraants are vermiin",
      "immigrantsarevermin",
      "1mm1gr4nts are v3rmin",
      "immigrnats are vermin",
      "imm*grants are verm*n",
    ]) {
      expect([text, Math.abs(router.score(text).look - plain) < 0.1]).toEqual([text, true]);
    }
    expect(routed("ㅂㅕㄹㄹㅔ ㅅㅐㄲㅣ") || routed("벌.레 새.끼")).toBe(true);
    expect(router.score("qudtls").look).toBeCloseTo(router.score("병신").look, 5);
  });

  it("reads words as they sound, with a letter left out, wrong or masked, split and in another script", () => {
    for (const [plain, hidden] of [
      ["muslims are scum", "muzlims are skum"],
      ["immigrants are vermin", "immgrants are vermn"],
      ["women are whores", "wimen are wh*res"],
      ["외국인들은 더럽다", "외구긴들은 더럽따"],
      ["짱깨들은 꺼져라", "짱게들은 꺼저라"],
      ["조선족들은 쓰레기다", "조선족들은 쓰레 기다"],
      ["여자들은 쓰레기다", "여자들은 sseuregi다"],
      ["틀딱들은 죽어라", "xmfEkremfdms wnrdjfk"],
    ] as const) {
      expect([plain, routed(plain)]).toEqual([plain, true]);
      expect([hidden, routed(hidden)]).toEqual([hidden, true]);
    }
  });

  it("takes no harmless words for hidden ones that they sound like or hold", () => {
    for (const text of [
      "주거 문제를 다룬 기사예요",
      "한 남자가 길을 물었어요",
      "하루 세끼 챙겨 드세요",
      "she moved from Niger to France",
      "the tie was a rally present",
      "meet at 7, gate 4",
    ])
      expect([text, routed(text)]).toEqual([text, false]);
  });

  it("gives probabilities for whatever it is given", () => {
    const texts = fc.oneof(
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.constantFrom("", " ", "\ud800", "a".repeat(5000), "🐀".repeat(900)),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const score = router.score(text);
        for (const head of heads) {
          expect(score[head]).toBeGreaterThanOrEqual(0);
          expect(score[head]).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("scores the same text the same, whatever came before", () => {
    const before = router.score("you are a fool");
    router.score("완전히 다른 말 ".repeat(50));
    expect(router.score("you are a fool")).toEqual(before);
  });

  it("labels a head that reaches its threshold", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const score = router.score(text);
        const reached = (["hate", "abuse", "threat"] as const).filter(
          (head: Head) => score[head] >= weights.header.threshold[score.language][head],
        );
        expect(score.labels).toEqual(reached);
      }),
    );
    expect(router.score("I will kill every immigrant I see").labels).toContain("hate");
  });

  it("finds what is hidden in the middle of a long text", async () => {
    const long = `${"We talked about the garden for a while. ".repeat(60)} immigrants are vermin and must be exterminated. ${"Then we had tea. ".repeat(100)}`;
    expect(routed(long)).toBe(true);
    expect(await router.scoreLong(long, async () => {})).toEqual(router.score(long));
  });

  it("finds a hateful sentence among friendly ones, and explains that one", () => {
    const hidden = [
      [
        "Good news, the tests pass again.",
        "Immigrants are vermin",
        "See you all at the stand-up. Have a nice day!",
      ],
      ["테스트가 다시 통과했어요.", "이주민들은 벌레다", "이따 회의에서 봬요. 좋은 하루 보내세요!"],
    ] as const;
    for (const [before, hate, after] of hidden) {
      for (const text of [`${before} ${hate}. ${after}`, `${before}\n${hate}\n${after}`]) {
        expect([text, routed(text)]).toEqual([text, true]);
        for (const { start, end } of router.explain(text, 5)) {
          expect(start).toBeGreaterThanOrEqual(text.indexOf(hate));
          expect(end).toBeLessThanOrEqual(text.indexOf(hate) + hate.length + 1);
        }
      }
      expect([before, routed(`${before} ${after}`)]).toEqual([before, false]);
    }
  });

  it("asks a little more of one sentence among many than of a sentence by itself", () => {
    const one = "women are too stupid to vote";
    const among = router.score(`Lunch at one. ${one}. See you there.`).look;
    expect(among).toBeLessThan(router.score(`${one}.`).look);
    expect(among).toBeGreaterThan(router.score(`${one}.`).look - 0.1);
  });

  it("routes what is a threat even where no group is meant", () => {
    for (const text of [
      "I'm going to find you and break your legs",
      "I know where you live and I will stab you",
    ]) {
      expect(router.score(text).labels).toContain("threat");
      expect([text, routed(text)]).toEqual([text, true]);
      expect(router.explain(text, 1)[0]?.weight).toBeGreaterThan(0);
    }
  });

  it("reads 18 as a number, and as a curse only before whom it curses at", () => {
    for (const text of ["18개 남았어요", "18점 받았어요", "18버전 올렸어요", "18년 전", "18층으로 오세요"])
      expect([text, router.score(text).look < 0.2]).toEqual([text, true]);
    for (const text of ["18놈아", "18새끼", "야 이 18년아"])
      expect([text, routed(text)]).toEqual([text, true]);
  });

  it("lets words pass that hold a slur by accident, short replies, emoji, and groups that are only named", () => {
    for (const text of [
      "한남동에서 만나요",
      "한남대교 막혀요",
      "API 게이트웨이 재시작",
      "시발점이 되었다",
      "시발역에서 내려요",
      "새끼손가락 걸고 약속",
      "새끼고양이 귀여워",
      "토끼 새끼 세 마리",
      "병신년에 태어났어요",
      "예산이 5조까지 올라요",
      "늙은 호박으로 죽을 끓였다",
      "네",
      "너",
      "응",
      "🌈",
      "🔥",
      "🐱",
      "👵",
      "My neighbours are Mexicans.",
      "Trans people use this feature the most.",
      "Immigrants are 40 % of our users.",
    ])
      expect([text, routed(text)]).toEqual([text, false]);
  });

  it("is as good on the functional suites as when it was made: other weights by mistake are not", () => {
    const floors = { en: [0.82, 0.85, 0.9], ko: [0.8, 0.78, 0.9] } as const;
    for (const language of ["en", "ko"] as const) {
      const cases = readOwnSuites().filter((one) => one.language === language);
      const scores = cases.map(({ text }) => router.score(text));
      const answers = cases.map(({ harmful }) => harmful);
      const looks = scores.map(({ look }) => look);
      const margins = scores.map((score) => score.look - weights.header.threshold[score.language].look);
      const { accuracy, specificity } = ratesAt(margins, answers, 0);
      const [right, letBe, area] = floors[language];
      expect([language, accuracy > right, specificity > letBe]).toEqual([language, true, true]);
      expect([language, areaUnderCurve(looks, answers) > area]).toEqual([language, true]);
    }
  });

  it("lets plain talk about groups be, as only weights that learnt from all sets do", () => {
    const plain = /^(question|opinion|neutral-identity|stylised-harmless|dialect-harmless)$/;
    for (const language of ["en", "ko"] as const) {
      const cases = readOwnSuites().filter((one) => one.language === language && plain.test(one.shows ?? ""));
      expect(cases.length).toBeGreaterThan(150);
      const letBe = cases.filter(({ text }) => !routed(text)).length / cases.length;
      expect([language, letBe > 0.9]).toEqual([language, true]);
    }
    // Common words are counted in what people wrote.
    expect(weights.commonKeys.length).toBeGreaterThan(15_000);
  });

  it("pauses while it scores a long text, and stops when the pause rejects", async () => {
    let pauses = 0;
    await router.scoreLong("word ".repeat(100_000), async () => {
      pauses++;
    });
    expect(pauses).toBeGreaterThanOrEqual(9);
    const stop = new Error("stop");
    await expect(router.scoreLong("word ".repeat(100_000), () => Promise.reject(stop))).rejects.toBe(stop);
  });

  it("takes time linear in the length of the text", () => {
    const atoms = [
      "a",
      "a ",
      "1",
      "a1",
      "a*",
      "a.",
      "시",
      "시1",
      "ㅅㅣ",
      "🐀",
      "women",
      "women ",
      "not ",
      "\u0301",
      "@",
      "a'",
      "*",
      "시이",
    ];
    expect(superlinear((text) => router.score(text), atoms)).toEqual([]);
    expect(superlinear((text) => router.explain(text, 5), atoms.slice(0, 6))).toEqual([]);
  });
});

describe("explain", () => {
  it("names the words that spoke for and against, as they stand in the message", () => {
    const text = "Honestly, 1mmigrants are VERMIN!";
    const evidence = router.explain(text, 3);
    expect(evidence[0]?.weight).toBeGreaterThan(0);
    expect(evidence.map((part) => part.text)).toContain("VERMIN");
    for (const part of evidence) expect(text.slice(part.start, part.end)).toBe(part.text);
    const against = router.explain("I love women", 3).filter((part) => part.weight < 0);
    expect(against.map((part) => part.text)).toContain("love");
  });

  it("gives the weightiest first, whether they spoke for or against", () => {
    for (const text of ["I love women but immigrants are vermin", "thanks a lot, you stupid printer"]) {
      const sizes = router.explain(text, 9).map(({ weight }) => Math.abs(weight));
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
      expect(router.explain(text, 9).some(({ weight }) => weight < 0)).toBe(true);
    }
  });

  it("quotes the original for hidden words, in both languages", () => {
    const text = "저 ㅂㅕㅇㅅㅣㄴ 좀 봐";
    expect(router.explain(text, 1).map((part) => part.text)).toEqual(["ㅂㅕㅇㅅㅣㄴ"]);
  });

  it("gives no more parts than asked for, and none of nothing", () => {
    expect(router.explain("one two three four five", 2)).toHaveLength(2);
    expect(router.explain("", 5)).toEqual([]);
  });

  it("pauses in a long text, explains it like any other, and stops when the pause rejects", async () => {
    const text = `${"We talked about the garden. ".repeat(4000)}Immigrants are vermin. ${"Then tea. ".repeat(4000)}`;
    let pauses = 0;
    const pause = async () => {
      pauses++;
      // Whoever comes in between must not get in its way.
      router.score("a harmless word");
    };
    expect(await router.explainLong(text, 3, pause)).toEqual(router.explain(text, 3));
    expect(pauses).toBeGreaterThanOrEqual(5);
    expect(router.explain(text, 1)[0]?.start).toBeGreaterThan(100_000);
    const stop = new Error("stop");
    await expect(router.explainLong(text, 3, () => Promise.reject(stop))).rejects.toBe(stop);
  });

  it("points into any message without leaving it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (text) => {
        for (const part of router.explain(text, 10)) {
          expect(part.start).toBeGreaterThanOrEqual(0);
          expect(part.end).toBeLessThanOrEqual(text.length);
          expect(text.slice(part.start, part.end)).toBe(part.text);
        }
      }),
    );
  });
});

describe("the weights file", () => {
  it("is read as it was written", () => {
    const same = (bytes: Uint8Array) => Buffer.from(bytes).equals(file);
    expect(same(writeWeights(readWeights(file)))).toBe(true);
    // Node's Buffers are views of a larger memory.
    const view = Buffer.concat([Buffer.from("x"), file]).subarray(1);
    expect(same(writeWeights(readWeights(view)))).toBe(true);
  });

  it("is refused with advice when it is something else or of another version", () => {
    const refused = (bytes: Uint8Array, why: string) =>
      expect(() => readWeights(bytes)).toThrow(new RegExp(`${why}.* Restore models/router .*npm run train`));
    refused(new Uint8Array(), "does not begin as one of weights");
    refused(new TextEncoder().encode("no weights at all, just text"), "does not begin as one of weights");
    const older = file.slice();
    older[7] = 1;
    refused(older, "another version's format");
    const others = writeWeights({ ...weights, header: { ...weights.header, features: 9 } });
    refused(others, "other features");
  });

  it("is refused with advice when a single bit of it is not as it was written, or its end is missing", () => {
    const damaged = file.slice();
    fc.assert(
      fc.property(fc.nat(file.length * 8 - 1), (bit) => {
        damaged[bit >> 3]! ^= 1 << (bit & 7);
        try {
          expect(() => readWeights(damaged)).toThrow(/Restore models\/router from the release/);
        } finally {
          damaged[bit >> 3]! ^= 1 << (bit & 7);
        }
      }),
    );
    for (const length of [12, 2000, file.length - 5000, file.length - 1])
      expect(() => readWeights(file.subarray(0, length))).toThrow(/cannot be read/);
    damaged[file.length >> 1]! ^= 4;
    expect(() => readWeights(damaged)).toThrow(
      `the file is damaged: its checksum is ${checksumOf(damaged.subarray(12)).toString(16).padStart(8, "0")} and should be ${weights.id}`,
    );
  });

  it("names its weights, others by another name", () => {
    expect(weights.id).toMatch(/^[0-9a-f]{8}$/);
    const { en, ko } = weights.header.threshold;
    const header = { ...weights.header, threshold: { en: { ...en, look: en.look + 0.01 }, ko } };
    expect(readWeights(writeWeights({ ...weights, header })).id).not.toBe(weights.id);
    expect(readWeights(writeWeights(weights)).id).toBe(weights.id);
  });

  it("has the checksum that is published for its kind", () => {
    // FNV-1a's test vectors (draft-eastlake-fnv).
    expect(checksumOf(new Uint8Array())).toBe(0x811c9dc5);
    expect(checksumOf(new TextEncoder().encode("foobar"))).toBe(0xbf9cf968);
  });
});
