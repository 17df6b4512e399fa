import type { Logger } from "../../src/core/ports/logger.ts";
import type { Fault } from "./fault.ts";
import { checkSigningSecret } from "./tokens.ts";

/** Watches whether the requests that come are signed with the secret that Maru has. */
export interface Signatures {
  accepted(): void;
  /** @param isSigned whether the request had a signature at all: what searches the internet for open doors has none */
  refused(isSigned: boolean): void;
}

/** Anybody can send a request with a wrong signature: one alone says nothing of the secret. */
const REFUSED_OFTEN = 3;
const TELL_EVERY_MS = 60 * 60 * 1000;

/** @param parts.now Unix ms */
export function createSignatures(parts: {
  readonly fault: Pick<Fault, "set">;
  readonly now: () => number;
  readonly log: Logger;
}): Signatures {
  const { fault, now, log } = parts;
  let refused = 0;
  let toldAt = Number.NEGATIVE_INFINITY;

  return {
    accepted() {
      refused = 0;
      fault.set("signature", undefined);
    },
    refused(isSigned) {
      if (isSigned) refused += 1;
      if (refused >= REFUSED_OFTEN)
        fault.set("signature", `Slack's requests are refused. ${checkSigningSecret}`);
      if (now() - toldAt < TELL_EVERY_MS) return;
      toldAt = now();
      log.warn({ remedy: checkSigningSecret }, "slack request without a valid signature refused");
    },
  };
}
