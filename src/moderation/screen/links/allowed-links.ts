import { endsOf, nextAddress } from "./find-addresses.ts";
import { viewOf } from "./view.ts";

/** Which links an answer may hold. */
export interface AllowedLinks {
  /**
   * What to link to when an address may be a link, else nothing.
   *
   * @param address without mark-up, escapes and invisible characters, e.g. as `View.text` has it
   */
  find(address: string): string | undefined;
}

/** What needs no quoting between `<` and `>` on any platform, and no normalising. */
const PLAIN_ASCII = /^[\x21-\x7e]+$/;
const QUOTED = /[<>|`\\"^{}]/;
const MAX_CHARS = 2_000;

/**
 * Allows the web and e-mail addresses that occur in `sources`, in code too, and the web addresses and plain e-mail addresses of
 * `domains` and their subdomains. The same address means the same after normalising (WHATWG URL), but for a slash at the end
 * and a fragment that is left off; one that is added, a longer path or another query is another address. A source that is one
 * word is allowed as it is.
 *
 * The sources are looked at when the first address is asked for.
 */
export function createAllowedLinks(sources: readonly string[], domains: readonly string[]): AllowedLinks {
  const hosts = domains.map((domain) => urlOf(`https://${domain}`)?.hostname ?? domain);
  let known: ReadonlySet<string> | undefined;

  const isAllowed = (url: URL): boolean => {
    known ??= addressesIn(sources);
    return known.has(keyOf(url)) || isOfDomain(url, hosts);
  };

  return {
    find(address) {
      if (address.length > MAX_CHARS) return undefined;
      known ??= addressesIn(sources);
      const url = candidates(address).find((candidate) => isSafe(candidate) && isAllowed(candidate));
      if (url === undefined) return isRelative(address) && known.has(address) ? address : undefined;
      if (hasScheme(address) && isPlain(address)) return address;
      return QUOTED.test(url.href) ? undefined : url.href;
    },
  };
}

function addressesIn(sources: readonly string[]): ReadonlySet<string> {
  const known = new Set<string>();
  for (const source of sources) {
    const word = source.trim();
    if (isRelative(word)) known.add(word);
    const { text } = viewOf(source);
    for (let found = nextAddress(text, 0); found; found = nextAddress(text, found.to))
      for (const end of endsOf(text, found)) {
        for (const url of candidates(text.slice(found.from, end))) {
          known.add(keyOf(url));
          url.hash = "";
          known.add(keyOf(url));
        }
      }
  }
  return known;
}

/** A link within a platform's own page, e.g. `#/general/12`. */
const isRelative = (address: string) => /^#\/[\w/%.~-]{1,500}$/.test(address);

/** What an address can mean. One without a scheme means what the platform makes of it. */
function candidates(address: string): readonly URL[] {
  const meant = hasScheme(address)
    ? [address]
    : /^[^/?#@]+@[^/?#@]+$/.test(address)
      ? [`mailto:${address}`]
      : [`https://${address}`, `http://${address}`];
  return meant.map(urlOf).filter((url) => url !== undefined);
}

/** A name before a port is no scheme. */
const hasScheme = (address: string) => /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(address);

function urlOf(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}

const isSafe = (url: URL): boolean =>
  ["http:", "https:", "mailto:"].includes(url.protocol) && url.username === "" && url.password === "";

function isOfDomain({ protocol, hostname, pathname, search }: URL, hosts: readonly string[]): boolean {
  const host =
    protocol === "mailto:" && search === "" ? (/^[^@,%]+@([^@,%]+)$/.exec(pathname)?.[1] ?? "") : hostname;
  return hosts.some(
    (allowed) => host.toLowerCase() === allowed || host.toLowerCase().endsWith(`.${allowed}`),
  );
}

const keyOf = (url: URL): string => {
  const path = url.pathname.endsWith("/") ? url.pathname.slice(0, -1) : url.pathname;
  return `${url.protocol}//${url.username}@${url.host}${path}${url.search}${url.hash}`;
};

/** Whether an address means the same for every reader as it stands: a foreign host, for one, does not. */
function isPlain(address: string): boolean {
  if (QUOTED.test(address)) return false;
  if (PLAIN_ASCII.test(address)) return true;
  const path = /^https?:\/\/[\x21-\x2e\x30-\x7e]+(\/.*)$/i.exec(address)?.[1];
  return path !== undefined && /^[\x21-\x7e\p{L}\p{N}]+$/u.test(path) && path === path.normalize("NFC");
}
