/**
 * Hosts under which the page may be opened. Any other `Host` is a name that somebody made point at this machine
 * (DNS rebinding), so that their page could talk to Maru as if it were Maru's own.
 */
const LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"];

export function isLocalHost(host: string | undefined, port: number): boolean {
  // A browser leaves out the port of http, 80.
  const named = LOCAL_HOSTS.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  return host !== undefined && named.includes(host.toLowerCase());
}

/**
 * Whether a request comes from the page itself. Browsers send `Origin` with every WebSocket and with every
 * request that is neither GET nor HEAD; programs that are no browser may leave it out.
 */
export function isOwnOrigin(origin: string | undefined, host: string): boolean {
  return origin === undefined || origin.toLowerCase() === `http://${host.toLowerCase()}`;
}
