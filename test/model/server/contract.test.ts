import { afterAll, beforeAll, describe, it } from "vitest";
import { createServerModel } from "../../../src/model/index.ts";
import { modelContract } from "../../contract/model.ts";
import { QUIET, temporaryFolder, writeModel } from "../llama/run-model.ts";
import { hasLlamaServer, type LlamaServer, NO_LLAMA_SERVER, startLlamaServer } from "./llama-server.ts";

if (!hasLlamaServer) describe("a model on llama-server", () => it.skip(NO_LLAMA_SERVER));

describe.runIf(hasLlamaServer)("a model on llama-server", () => {
  const folder = temporaryFolder();
  let server: LlamaServer;
  beforeAll(async () => {
    server = await startLlamaServer(writeModel(folder, "model.gguf").path, { slots: 2 });
  });
  afterAll(() => server.stop());

  modelContract("The model of a server", {
    create: () =>
      createServerModel(
        {
          servers: [{ url: server.url }],
          contextTokens: 4096,
          deadlineMs: 60_000,
          section: "model",
        },
        { log: QUIET, observe() {} },
      ),
    question: "hello there",
    answer: "Hello! 안녕하세요! 무엇을 도와드릴까요? 🦙",
    endless: "please count",
  });
});
