import type { Store } from "../../core/ports/index.ts";
import type { Audit } from "./audit.ts";

/** Notes in the audit log from when on a version of the policy counts, when it is not the one that counted before. */
export async function notePolicy(
  { version, digest }: { readonly version: string; readonly digest: string },
  parts: {
    readonly store: Store;
    readonly audit: Audit;
    /** Unix ms. */
    readonly now: () => number;
  },
): Promise<void> {
  const known = parts.store.records<string>("moderation/policy");
  if ((await known.get("digest")) === digest) return;
  // With the time: a policy that counted before may count again.
  await parts.audit.append({ type: "policy", version, digest }, `policy ${digest} ${parts.now()}`);
  await known.set("digest", digest);
}
