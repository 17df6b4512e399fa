import { type Config, summaryTimeZone } from "../../config/index.ts";
import { admittedPlaces } from "../../core/index.ts";
import type { Finding } from "../../core/ports/chat-adapter.ts";
import { createTimetable } from "../../digests/index.ts";

const CHECK = "digests";

/** What of the digests can be told offline: which cannot come, and when the next one does. Nothing where the config has none. `now`: Unix ms. */
export function* checkDigests(config: Config, now: () => number): Generator<Finding> {
  const { digests } = config.summaries;
  const isAllowed = admittedPlaces({ places: { allow: [], deny: config.answers.places.deny } });
  const coming = [];
  for (const digest of digests) {
    const { platform, place } = digest;
    const which = `The digest of ${place} on ${platform} does not come`;
    if (config.platforms[platform] === null || config.platforms[platform] === undefined)
      yield {
        check: CHECK,
        level: "warn",
        detail: `${which}: ${platform} is off.`,
        remedy: "Turn it on under platforms in maru.yaml, or take the digest out of summaries.digests.",
      };
    else if (!isAllowed({ id: `${platform}:${place}`, name: place, kind: "channel" }))
      yield {
        check: CHECK,
        level: "warn",
        detail: `${which}: answers.places.deny keeps Maru from answering there.`,
        remedy: "Take the place out of answers.places.deny, or the digest out of summaries.digests.",
      };
    else coming.push(digest);
  }
  if (coming.length > 0) yield nextOne(coming, summaryTimeZone(config), now());
}

function nextOne(digests: Config["summaries"]["digests"], timeZone: string, at: number): Finding {
  const next = digests
    .map(({ platform, place, when }) => ({ platform, place, ms: createTimetable(when, timeZone).next(at) }))
    .reduce((first, one) => (one.ms < first.ms ? one : first));
  const time = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "full", timeStyle: "short" });
  const many = digests.length === 1 ? "1 digest" : `${digests.length} digests`;
  return {
    check: CHECK,
    level: "ok",
    detail: `${many}; the next is due for ${next.place} on ${next.platform}, ${time.format(next.ms)} (${timeZone}).`,
  };
}
