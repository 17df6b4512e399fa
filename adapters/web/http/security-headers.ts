/**
 * Headers of every answer. The page runs its own scripts only, plus the import map with these hashes; it loads
 * nothing from elsewhere, is framed nowhere and sends no form away.
 *
 * @param host the request's checked `Host`; older browsers do not count `ws:` as `'self'`
 */
export function securityHeaders(
  host: string | undefined,
  scriptHashes: readonly string[] = [],
): Readonly<Record<string, string>> {
  const scripts = ["'self'", ...scriptHashes.map((hash) => `'${hash}'`)].join(" ");
  const connect = host === undefined ? "'self'" : `'self' ws://${host}`;
  return {
    "content-security-policy": [
      "default-src 'none'",
      `script-src ${scripts}`,
      "style-src 'self'",
      "img-src 'self' data:",
      `connect-src ${connect}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  };
}
