import { WebAPIPlatformError } from "@slack/web-api";
import { refusedAs } from "./api-error.ts";

/**
 * The scope that a refused request lacked, as Slack names it, e.g. `chat:write`; several that serve with commas between them
 * (docs: every method's error `missing_scope` comes with `needed`).
 */
export function missingScope(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError) || !refusedAs(error, "missing_scope")) return undefined;
  const needed = "needed" in error.data ? error.data.needed : undefined;
  return typeof needed === "string" && /^[a-z:._,-]+$/.test(needed) ? needed : undefined;
}
