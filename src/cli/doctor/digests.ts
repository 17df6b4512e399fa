import { type Config, summaryTimeZone } from "../../config/index.ts";
import { admittedPlaces } from "../../core/index.ts";
import type { AdapterModule, Finding } from "../../core/ports/chat-adapter.ts";
import { createTimetable } from "../../digests/index.ts";

const CHECK = "digests";

/** What of the digests can be told offline: which cannot come, and when the next one does. Nothing where the config has none. `now`: Unix ms. */
export function* checkDigests(
  config: Config,
  adapters: readonly AdapterModule[],
  now: () => number,
): Generator<Finding> {
  const { digests } = config.summaries;
  const isAllowed = admittedPlaces({ places: { allow: [], deny: config.answers.places.deny } });
  /** Absent: only the running platform knows. */
  const channelsOn = (platform: string) =>
    adapters.find(({ name }) => name === platform)?.channels?.(config.platforms[platform]);
  const coming = [];
  for (const digest of digests) {
    const { platform, place } = digest;
    const which = `The digest of ${place} on ${platform} does not come`;
    const section = config.platforms[platform];
    if (section === null || section === undefined)
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
    else if (!mayExist(place, channelsOn(platform)))
      yield {
        check: CHECK,
        level: "warn",
        detail: `${which}: there is no such channel.`,
        remedy: `Name one of ${channelsOn(platform)?.join(", ")} in summaries.digests of maru.yaml, or add it to platforms.${platform}.channels.`,
      };
    else coming.push(digest);
  }
  if (coming.length > 0) yield nextOne(coming, summaryTimeZone(config), now());
}

const mayExist = (place: string, channels: readonly string[] | undefined) =>
  channels === undefined || channels.includes(place.normalize().replace(/^#/, ""));

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
