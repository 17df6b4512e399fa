import { onTestFinished } from "vitest";
import type { GuardVerdict, VerdictReadings } from "../../../src/core/ports/index.ts";
import { createServerVerdictModel } from "../../../src/model/index.ts";
import type { ServerVerdictSettings } from "../../../src/model/server/server-verdict-model.ts";
import { createGuard, guardExamples } from "../../../src/moderation/guard/index.ts";
import { formatNamed, message, never } from "../../moderation/guard/run-guard.ts";
import { QUIET } from "../llama/run-model.ts";

/** A guard on servers; it is stopped when the test is done. Resolves once it is ready. */
export async function runServerGuard(
  urls: readonly string[],
  formatName: string,
  settings: Partial<ServerVerdictSettings> = {},
): Promise<{
  judge(text: string): Promise<GuardVerdict>;
  readonly readings: readonly VerdictReadings[];
}> {
  const format = formatNamed(formatName);
  const file = {
    name: "served",
    path: "served.gguf",
    fingerprint: "0123456789ab",
    chatTemplate: "Controversial",
  };
  const model = createServerVerdictModel(
    {
      servers: urls.map((url) => ({ url })),
      contextTokens: 2048,
      section: "moderation.guard",
      examples: guardExamples(format, file),
      ...settings,
    },
    { log: QUIET },
  );
  const readings: VerdictReadings[] = [];
  const listening = {
    ...model,
    read: async (...asked: Parameters<typeof model.read>) => {
      const answer = await model.read(...asked);
      readings.push(answer);
      return answer;
    },
  };
  const guard = createGuard({
    ...{ model: listening, format, file, log: QUIET },
    settings: { backlog: 100, deadlineMs: 30_000 },
    now: () => performance.now(),
  });
  onTestFinished(() => guard.stop());
  await model.ready(never);
  return { judge: (text) => guard.judge(message(text), never), readings };
}
