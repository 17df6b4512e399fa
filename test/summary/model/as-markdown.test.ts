import { expect, it } from "vitest";
import { summaryAsMarkdown } from "../../../src/summary/index.ts";
import { summariseWithModel } from "../../../src/summary/model/summarise-with-model.ts";
import { answeringModel, message, never, prompts, thread } from "./parts.ts";

async function shown(locale: "en" | "ko", answer: unknown): Promise<string> {
  const model = answeringModel(() => answer);
  const options = { model, prompts, length: "medium", signal: never, now: () => 0, locale } as const;
  return summaryAsMarkdown(await summariseWithModel([...thread(3), message(4)], options), {
    locale,
    timeZone: "UTC",
    now: 0,
  });
}

it("what a model wrote is shown as such, and what its messages do not have is told", async () => {
  const answer = {
    keyPoints: [{ sources: [1], text: "Carol pays *5,000*." }],
    gist: [{ sources: [1], text: "Pay." }],
  };
  const english = await shown("en", answer);
  expect(english).toContain("*Written by a model;");
  expect(english).toContain("- Carol pays \\*5,000\\*. (not in the messages: “5,000”) — [Bob, ");
  expect(await shown("ko", answer)).toContain("(메시지에 없는 말: “5,000”)");
});

it("of a claim that stands on many messages some are linked, and the others counted", async () => {
  // Said of every chunk: the claim then stands on messages of all of them.
  const model = answeringModel(() => ({ gist: [{ sources: [1, 2, 3, 4], text: "All." }] }));
  const options = { model, prompts, length: "short", signal: never, now: () => 0 } as const;
  const summary = await summariseWithModel(thread(600), options);
  const [gist] = summary.gist;
  expect(gist!.sources.length).toBeGreaterThan(4);
  const line = (locale: "en" | "ko") =>
    summaryAsMarkdown(summary, { locale, timeZone: "UTC", now: 0 })
      .split("\n")
      .find((each) => each.startsWith("All\\. —") || each.startsWith("All. —"))!;
  expect(line("en").match(/\]\(</g)).toHaveLength(4);
  expect(line("en")).toMatch(new RegExp(`and ${gist!.sources.length - 4} more$`));
  expect(line("ko")).toMatch(/외 \d+개$/);
});
