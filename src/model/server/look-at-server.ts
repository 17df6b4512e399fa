import { readFacts, type ServerFacts } from "./facts.ts";
import { createServerHttp } from "./http.ts";
import { ServerFault } from "./server-fault.ts";
import type { ServerSettings } from "./settings.ts";
import { whyNone } from "./why-none.ts";

/** What a server is, or what is wrong with it and what to do, in whole sentences. */
type ServerLook =
  | { readonly ok: true; readonly facts: ServerFacts }
  | { readonly ok: false; readonly problem: string; readonly remedy: string };

/** Asks a server once what it is and serves. @param section where it stands in maru.yaml */
export async function lookAtServer(
  server: ServerSettings,
  section: string,
  timeoutMs: number,
): Promise<ServerLook> {
  const http = createServerHttp(server);
  try {
    return { ok: true, facts: await readFacts(http, server, AbortSignal.timeout(timeoutMs)) };
  } catch (error) {
    const fault =
      error instanceof ServerFault
        ? error
        : new ServerFault("unreachable", `${http.base} does not answer in ${timeoutMs / 1000} s`);
    const { remedy } = whyNone([fault], section);
    return { ok: false, problem: `${fault.message}.`, remedy };
  }
}
