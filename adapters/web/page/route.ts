import type { CaseId } from "../../../src/core/types.ts";

/** What the address bar says is open. */
export interface Route {
  readonly place: string;
  /** `seq` of the root of the thread that stands open. */
  readonly root?: number;
  /** `seq` of the message to show and mark. */
  readonly target?: number;
}

/**
 * Reads the part of an address after `#`: `#/general`, `#/general/12` (a message), `#/general/12/15`
 * (a reply in a thread), `#/general/12/thread` (a thread). `undefined` for anything else.
 */
export function parseRoute(hash: string): Route | undefined {
  if (parseReviewRoute(hash) !== undefined) return undefined;
  const match = /^#\/([^/]{1,200})(?:\/([1-9]\d{0,14})(?:\/(thread|[1-9]\d{0,14}))?)?$/.exec(hash);
  const place = decoded(match?.[1] ?? "");
  if (match === null || place === undefined) return undefined;
  if (match[2] === undefined) return { place };
  const first = Number(match[2]);
  if (match[3] === undefined) return { place, target: first };
  return match[3] === "thread" ? { place, root: first } : { place, root: first, target: Number(match[3]) };
}

export function formatRoute(route: Route): string {
  const { root, target } = route;
  // A channel may be called as the review page is.
  const place = route.place === "review" ? "%72eview" : encodeURIComponent(route.place);
  if (root !== undefined) return `#/${place}/${root}/${target ?? "thread"}`;
  return target === undefined ? `#/${place}` : `#/${place}/${target}`;
}

/** The review page, and what of it is open. */
export interface ReviewRoute {
  readonly tab: ReviewTab;
  readonly case?: CaseId;
  /** Whoever has it becomes a moderator: it does not stay in the address bar. */
  readonly key?: string;
}

export type ReviewTab = (typeof REVIEW_TABS)[number];

export const REVIEW_TABS = ["waiting", "shadow", "settled", "sample", "report"] as const;

/** Reads `#/review`, `#/review/shadow` (a tab), `#/review/c17` (a case), `#/review?key=…`; `undefined` for anything else. */
export function parseReviewRoute(hash: string): ReviewRoute | undefined {
  const [whole, part, key] =
    /^#\/review(?:\/(c[1-9]\d{0,14}|[a-z]+))?\/?(?:\?key=([A-Za-z0-9_-]{1,200}))?$/.exec(hash) ?? [];
  if (whole === undefined) return undefined;
  const tab = REVIEW_TABS.find((known) => known === part);
  const id = part !== undefined && tab === undefined ? part : undefined;
  if (id !== undefined && !/^c\d/.test(id)) return undefined;
  return {
    tab: tab ?? "waiting",
    ...(id === undefined ? {} : { case: id as CaseId }),
    ...(key === undefined ? {} : { key }),
  };
}

/** Without the key. */
export function formatReviewRoute({ tab, case: id }: ReviewRoute): string {
  if (id !== undefined) return `#/review/${id}`;
  return tab === "waiting" ? "#/review" : `#/review/${tab}`;
}

/** The route of a message's permalink. `root` is 0 or absent for one that stands in no thread. */
export function permalink(message: { place: string; seq: number; root?: number }): Route {
  const { place, seq, root } = message;
  return root ? { place, root, target: seq } : { place, target: seq };
}

/**
 * The route that an absolute or relative link of a message leads to, when it leads to this page.
 * The names of this machine (`localhost`, `127.0.0.1`, `[::1]`) count as the same page.
 */
export function routeOfLink(href: string, here: { origin: string; port: string }): Route | undefined {
  if (href.startsWith("#")) return parseRoute(href);
  if (!URL.canParse(href)) return undefined;
  const url = new URL(href);
  const loopback = ["localhost", "127.0.0.1", "[::1]"];
  const same =
    url.origin === here.origin ||
    (url.protocol === "http:" && loopback.includes(url.hostname) && url.port === here.port);
  return same && (url.pathname === "/" || url.pathname === "") ? parseRoute(url.hash) : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text) || undefined;
  } catch {
    return undefined; // Not percent-encoding.
  }
}
