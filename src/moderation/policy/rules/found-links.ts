/** Hosts that a text names, lower case, international ones in ASCII as browsers have them. */
interface NamedHosts {
  /** Of links as people see them: with a scheme, or beginning with `www.`. */
  readonly linked: ReadonlySet<string>;
  /** Of anything that looks like a host, linked or not. */
  readonly named: ReadonlySet<string>;
}

/** A scheme and two slashes, in either direction as browsers take them, or `www.`, and what follows without a space. Each part is bounded. */
const LINKS = /(?:\b[a-z][a-z0-9+.-]{1,20}:[/\\]{2}|\bwww\.(?=[\p{L}\p{N}]))[^\s<>"'`|]{1,2000}/giu;
/** Labels with dots between; also the dots of other scripts that browsers take for them. */
const HOSTS = /[\p{L}\p{N}\p{M}-]{1,63}(?:[.。．｡][\p{L}\p{N}\p{M}-]{1,63}){1,10}/gu;

export function hostsIn(text: string): NamedHosts {
  const linked = new Set<string>();
  for (const [link] of text.matchAll(LINKS)) {
    // What stands behind a link in Markdown or in brackets is no part of its host.
    const address = /^www\./i.test(link) ? `http://${link}` : link;
    const host = hostOf(address.replace(/[)\]}>,;].*$/su, ""));
    if (host !== undefined) linked.add(host);
  }
  const named = new Set(linked);
  for (const [name] of text.matchAll(HOSTS)) {
    const host = hostOf(`http://${name}`);
    if (host !== undefined) named.add(host);
  }
  return { linked, named };
}

/** The host that a browser would go to. */
function hostOf(address: string): string | undefined {
  const web = address.replace(/^[a-z][a-z0-9+.-]*:/i, "http:");
  const host = URL.canParse(web) ? new URL(web).hostname.replace(/\.$/, "").toLowerCase() : "";
  return host === "" ? undefined : host;
}

/** Undoes how people write links that no program is to notice: hxxp://, evil[.]example, evil (dot) example. */
export function unhiddenLinks(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/(?<=\bh)(?:xx|\*\*|__)(?=p)/gi, "tt")
    .replace(/ ?[[({](?: ?)(?:\.|dot|점)(?: ?)[\])}] ?/giu, ".")
    .replace(/(?<=[\p{L}\p{N}]) dot (?=[\p{L}\p{N}])/giu, ".");
}
