import { once } from "node:events";
import { createServer } from "node:net";
import type { Finding } from "../../src/core/ports/chat-adapter.ts";
import type { WebConfig } from "./config.ts";
import { listenProblem } from "./http/server.ts";

const CHECK = "web chat";
const PROBE_MS = 1_000;

/** Whether the chat's port is free, or taken by a Maru that runs already. */
export async function doctor({ port }: WebConfig): Promise<readonly Finding[]> {
  const server = createServer().listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    if (await isMaru(port)) {
      return [{ check: CHECK, level: "ok", detail: `Maru is running at http://127.0.0.1:${port}.` }];
    }
    const problem = listenProblem(port, error);
    const cut = problem.indexOf(". ") + 1;
    return [
      { check: CHECK, level: "fail", detail: problem.slice(0, cut), remedy: problem.slice(cut).trim() },
    ];
  }
  server.close();
  await once(server, "close");
  return [
    {
      check: CHECK,
      level: "ok",
      detail: port === 0 ? "Any free port of 127.0.0.1 will be used." : `Port ${port} of 127.0.0.1 is free.`,
    },
  ];
}

async function isMaru(port: number): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/about`, {
      signal: AbortSignal.timeout(PROBE_MS),
      redirect: "error",
    });
    const about: unknown = await response.json();
    return typeof about === "object" && about !== null && "selfName" in about && "commands" in about;
  } catch {
    return false;
  }
}
