import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { GuardQuestion } from "../../../src/core/ports/index.ts";
import { createServerHttp } from "../../../src/model/server/http.ts";
import { createPromptTokens } from "../../../src/model/server/prompt-tokens.ts";
import { guardPrompt } from "../../../src/moderation/guard/guard-prompt.ts";
import type { FamilyName } from "../../fixtures/gguf/index.ts";
import { loadModel } from "../../moderation/guard/loaded-model.ts";
import { QWEN3GUARD_TEMPLATE } from "../../moderation/guard/qwen3guard-template.ts";
import { formatNamed, never, temporaryFolder } from "../../moderation/guard/run-guard.ts";
import { hasLlamaServer, NO_LLAMA_SERVER, runLlamaServer } from "./llama-server.ts";

const SAID: GuardQuestion = {
  of: "message",
  text: "you are\n\nan idiot 🦙 가나다",
  before: [
    { by: "person", text: "hello there" },
    { by: "self", text: "Hi! How can I help?" },
  ],
};

const CASES: readonly (readonly [format: string, family: FamilyName, template: string | undefined])[] = [
  ["llama-guard-3", "llama3", undefined],
  ["llama-guard-4", "llama4", undefined],
  ["qwen3guard-gen-strict", "qwen3", undefined],
  ["qwen3guard-gen-strict", "qwen3", QWEN3GUARD_TEMPLATE],
  ["custom", "llama3", undefined],
  ["custom", "gemma", undefined],
];

if (!hasLlamaServer) describe("prompts by llama-server", () => it.skip(NO_LLAMA_SERVER));

describe.runIf(hasLlamaServer)(
  "prompts by llama-server are token by token those of the embedded guard",
  () => {
    const folder = temporaryFolder();

    it.each(CASES)("%s of the family %s", async (name, family, template) => {
      const options = { family, ...(template === undefined ? {} : { template }) };
      const before = readdirSync(folder);
      const embedded = await loadModel(folder, options, name, template !== undefined);
      const file = readdirSync(folder).find((name) => !before.includes(name)) ?? "";
      const { url } = await runLlamaServer(join(folder, file));
      const http = createServerHttp({ url });
      const facts = { kind: "llama-server", model: "m", name: "m", slots: 1, sees: false } as const;
      const served = createPromptTokens({ http, facts });
      const ofServer = async (asked: GuardQuestion) => {
        const [prompt] = guardPrompt(formatNamed(name), template !== undefined, asked).prompts;
        return prompt && (await served.of(prompt, never));
      };
      expect(await ofServer(SAID)).toEqual(embedded.tokens(SAID));
      const answer: GuardQuestion = { ...SAID, of: "answer" };
      // llama-server's templates take a last turn of Maru's for the beginning of the guard's answer: our own words stand in.
      const inOurWords = template === undefined ? embedded : await loadModel(folder, options, name, false);
      expect(await ofServer(answer)).toEqual(inOurWords.tokens(answer));
    });
  },
);
