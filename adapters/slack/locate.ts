import type { ChatAdapter } from "../../src/core/ports/chat-adapter.ts";
import type { AsMessage } from "./as-message.ts";
import { postedAt, type SlackId, type Spot, type Ts } from "./ids.ts";

const HOST = /(?:^|\.)slack(?:-gov)?\.com$/;
const CHANNEL = "(?<channel>[CDG][A-Z0-9]{2,19})";
/** A message's `ts` without its dot. */
const TIME = "p(?<digits>\\d{7,18})";
const PATHS = [
  // What "Copy link" gives (docs: reference/methods/chat.getPermalink), and did in former times.
  new RegExp(`^/(?:archives|messages)/${CHANNEL}/${TIME}/?$`),
  // The addresses that browsers show.
  new RegExp(`^/client/[TE][A-Z0-9]+/${CHANNEL}/${TIME}/?$`),
  new RegExp(`^/client/[TE][A-Z0-9]+/[A-Za-z0-9]+/thread/${CHANNEL}-(?<ts>\\d{1,12}\\.\\d{6})/?$`),
];

/** `ChatAdapter.locate`. Slack is not asked. */
export function createLocate({ idAt }: Pick<AsMessage, "idAt">): ChatAdapter["locate"] {
  return async (link) => {
    const spot = spotOf(link);
    return spot && { id: await idAt(spot), sentAt: new Date(postedAt(spot.ts)).toISOString() };
  };
}

/** Where an address of Slack's points; that of a thread, at its first message. */
export function spotOf(link: string): Spot | undefined {
  const url = URL.parse(link);
  if (!url) return undefined;
  if (url.protocol === "slack:") return inApp(url);
  if (url.protocol !== "https:" || !HOST.test(url.hostname)) return undefined;
  const { channel, digits, ts } = PATHS.map((path) => path.exec(url.pathname)?.groups).find(Boolean) ?? {};
  return at(channel, ts ?? digits?.replace(/(\d{6})$/, ".$1"));
}

/** `slack://channel?team=T1&id=C1&message=1726000000.000100` (docs: interactivity/deep-linking#open_a_channel). */
const inApp = ({ host, searchParams }: URL) =>
  host === "channel"
    ? at(searchParams.get("id") ?? undefined, searchParams.get("message") ?? undefined)
    : undefined;

function at(channel: SlackId | undefined, ts: Ts | undefined): Spot | undefined {
  if (!channel || !ts || !/^[CDG][A-Z0-9]{2,19}$/.test(channel) || !/^\d{1,12}\.\d{6}$/.test(ts))
    return undefined;
  return { channel, ts };
}
