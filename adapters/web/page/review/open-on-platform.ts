import type { ReviewCase } from "../../../../src/core/ports/index.ts";

/** Opens a case's message where it was written, in a tab of its own. Only addresses of the web are followed. */
export function openOnPlatform({ message }: ReviewCase): void {
  if (!URL.canParse(message.link)) return;
  const { protocol, href } = new URL(message.link);
  if (protocol === "https:" || protocol === "http:") window.open(href, "_blank", "noopener,noreferrer");
}
