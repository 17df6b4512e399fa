import { languages, type Router, type RouterLanguage } from "../../src/moderation/router/index.ts";
import { median, quantile } from "../row.ts";
import type { Labelled } from "./labelled.ts";
import { table } from "./table.ts";

const warmUp = 3000;
/** Of so many passes over the messages the quickest counts: what else runs on the machine only adds to the others. */
const passes = 5;

export interface Speed {
  readonly language: RouterLanguage;
  readonly messages: number;
  readonly meanChars: number;
  readonly medianUs: number;
  /** 99 % take no longer. */
  readonly slowUs: number;
  readonly perSecond: number;
}

/** Time to score one message, on one core. */
export function measureSpeed(texts: readonly Labelled[], router: Router): readonly Speed[] {
  return languages.map((language) => {
    const messages = texts
      .filter((text) => text.language === language && !/^(suite|templates|kosbi)/.test(text.set))
      .filter((_, i) => i % 5 === 0)
      .map(({ text }) => text);
    for (const message of messages.slice(0, warmUp)) router.score(message);
    let medianUs = Number.POSITIVE_INFINITY;
    let slowUs = Number.POSITIVE_INFINITY;
    let perSecond = 0;
    for (let pass = 0; pass < passes; pass++) {
      const started = performance.now();
      const timesUs = messages.map((message) => {
        const before = performance.now();
        router.score(message);
        return (performance.now() - before) * 1000;
      });
      perSecond = Math.max(perSecond, messages.length / ((performance.now() - started) / 1000));
      medianUs = Math.min(medianUs, median(timesUs));
      slowUs = Math.min(slowUs, quantile(timesUs, 0.99));
    }
    const meanChars = messages.reduce((sum, message) => sum + message.length, 0) / messages.length;
    return {
      language,
      messages: messages.length,
      meanChars,
      medianUs,
      slowUs,
      perSecond,
    };
  });
}

export function speedTable(speeds: readonly Speed[]): string {
  const rows = speeds.map((speed) => [
    speed.language,
    `${speed.messages}`,
    speed.meanChars.toFixed(0),
    `${speed.medianUs.toFixed(1)} µs`,
    `${speed.slowUs.toFixed(0)} µs`,
    speed.perSecond.toFixed(0),
  ]);
  return table(["language", "messages", "mean characters", "median", "99 %", "messages a second"], rows);
}
