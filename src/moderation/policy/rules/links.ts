import type { CompiledRule } from "./compiled-rule.ts";
import { hostsIn, unhiddenLinks } from "./found-links.ts";

/**
 * A rule on links: to domains of `deny`, and where `allow` names any, to all others. A domain stands for all below it. A denied domain also matches
 * where it is only named: many platforms make a link of it.
 */
export function createLinkRule({
  allow,
  deny,
}: {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}): CompiledRule {
  const allowed = new Set(allow.map(asHost));
  const denied = new Set(deny.map(asHost));
  const breaks = (text: string) => {
    const { linked, named } = hostsIn(text);
    if ([...named].some((host) => isBelow(host, denied))) return true;
    return allowed.size > 0 && [...linked].some((host) => !isBelow(host, allowed));
  };
  return {
    of: "words",
    matches({ text }) {
      if (breaks(text)) return "written";
      const unhidden = unhiddenLinks(text);
      return unhidden !== text && breaks(unhidden) ? "hidden" : undefined;
    },
  };
}

/** Whether a host is one of the domains or lies below one. */
function isBelow(host: string, domains: ReadonlySet<string>): boolean {
  for (let at = 0; at >= 0; at = host.indexOf(".", at) + 1 || -1)
    if (domains.has(host.slice(at))) return true;
  return false;
}

/** A domain as it is compared, in ASCII. */
const asHost = (domain: string) => new URL(`http://${domain}`).hostname.toLowerCase();
