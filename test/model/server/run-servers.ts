import { onTestFinished } from "vitest";
import type { Model, Observation, ReplyOptions } from "../../../src/core/ports/index.ts";
import type { Turn } from "../../../src/core/types.ts";
import { createServerModel, type ServerSettings } from "../../../src/model/index.ts";
import type { ServerModelParts, ServerModelSettings } from "../../../src/model/server/server-model.ts";
import { type FakeServer, type FakeServerOptions, startFakeServer } from "../../fakes/openai/server.ts";
import { asked, never, QUIET } from "../llama/run-model.ts";

/** A fake server, stopped when the test is done. */
export async function fakeServer(options: FakeServerOptions = {}): Promise<FakeServer> {
  const server = await startFakeServer(options);
  onTestFinished(() => server.stop());
  return server;
}

export interface RunningServerModel {
  readonly model: Model;
  readonly observations: readonly Observation[];
  answer(question: string | readonly Turn[], options?: Partial<ReplyOptions>): Promise<string>;
}

/** A model on these servers, stopped when the test is done. Resolves when it is ready. */
export async function runServers(
  servers: readonly (ServerSettings | { readonly url: string })[],
  settings: Partial<ServerModelSettings> = {},
  parts: Partial<ServerModelParts> = {},
): Promise<RunningServerModel> {
  const running = runColdServers(servers, settings, parts);
  await running.model.ready(never);
  return running;
}

/** The same without waiting. */
export function runColdServers(
  servers: readonly (ServerSettings | { readonly url: string })[],
  settings: Partial<ServerModelSettings> = {},
  parts: Partial<ServerModelParts> = {},
): RunningServerModel {
  const observations: Observation[] = [];
  const model = createServerModel(
    {
      servers: servers.map(plain),
      contextTokens: 4096,
      deadlineMs: 30_000,
      section: "model",
      ...settings,
    },
    // No pause is longer than it must be.
    { log: QUIET, observe: (observation) => observations.push(observation), random: () => 0, ...parts },
  );
  onTestFinished(() => model.stop());
  return {
    model,
    observations,
    answer: async (question, options = {}) => {
      const turns = typeof question === "string" ? asked(question) : question;
      const pieces = model.reply(turns, { signal: never, maxTokens: 64, ...options });
      return (await Array.fromAsync(pieces)).join("");
    },
  };
}

/** Of a fake server only what settings hold. */
function plain(server: ServerSettings): ServerSettings {
  const { url, model, parallel, key, sees } = server;
  return {
    url,
    ...(model === undefined ? {} : { model }),
    ...(parallel === undefined ? {} : { parallel }),
    ...(key === undefined ? {} : { key }),
    ...(sees === undefined ? {} : { sees }),
  };
}
