import { languages, type Router } from "../../src/moderation/router/index.ts";
import { median, quantile } from "../row.ts";
import type { Labelled } from "./labelled.ts";
import { table } from "./table.ts";

const warmUp = 3000;

/** Time to score one message, on one core. */
export function speedTable(texts: readonly Labelled[], router: Router): string {
  const rows = languages.map((language) => {
    const messages = texts
      .filter((text) => text.language === language && !/^(suite|templates|kosbi)/.test(text.set))
      .filter((_, i) => i % 5 === 0)
      .map(({ text }) => text);
    for (const message of messages.slice(0, warmUp)) router.score(message);
    const started = performance.now();
    const timesUs = messages.map((message) => {
      const before = performance.now();
      router.score(message);
      return (performance.now() - before) * 1000;
    });
    const perSecond = messages.length / ((performance.now() - started) / 1000);
    const chars = messages.reduce((sum, message) => sum + message.length, 0) / messages.length;
    return [
      language,
      `${messages.length}`,
      chars.toFixed(0),
      `${median(timesUs).toFixed(1)} µs`,
      `${quantile(timesUs, 0.99).toFixed(0)} µs`,
      perSecond.toFixed(0),
    ];
  });
  return table(["language", "messages", "mean characters", "median", "99 %", "messages a second"], rows);
}
