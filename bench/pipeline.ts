import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLlamaModel } from "../src/model/index.ts";
import { openStore } from "../src/store/index.ts";
import { quietLog, stage } from "../test/core/stage.ts";
import { FakePlatform } from "../test/fakes/platform.ts";
import { writeScriptedModel } from "../test/fixtures/gguf/index.ts";
import { median, quantile, type Row } from "./row.ts";

const QUESTIONS = 300;
const FOLLOW_UPS = 4;

/**
 * What Maru's own code adds to an answer, with the real store (SQLite) and a real model (a scripted one, so small that
 * it takes no time): from the event's arrival to the request at the model, and from the model's piece to its post.
 */
export async function measurePipeline(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), "maru-bench-"));
  const path = join(folder, "model.gguf");
  writeScriptedModel(path, { rules: [{ reply: "Sure, here you go." }] });
  const store = await openStore("sqlite:bench.db", { dataFolder: folder, now: Date.now, log: quietLog });
  const model = createLlamaModel(
    {
      path,
      contextTokens: 4096,
      threads: 1,
      gpu: false,
      template: "auto",
      lora: [],
      deadlineMs: 60_000,
      loadDeadlineMs: 60_000,
    },
    { log: quietLog, observe: () => {} },
  );
  try {
    await model.ready(AbortSignal.timeout(60_000));
    const platform = new FakePlatform();
    const { maru, observed } = await stage({ platform, store, model: model as never });
    for (let asked = 0; asked < QUESTIONS; asked += 1 + FOLLOW_UPS) {
      const question = await platform.say(`@maru question ${asked} about the deployment of the service`);
      await platform.finished(question);
      for (let more = 1; more <= FOLLOW_UPS; more++)
        await platform.finished(await platform.say(`follow-up ${more}, please`, { inThreadOf: question }));
    }
    await maru.stop(1_000);
    const overhead = observed.flatMap((o) => (o.type === "requested" ? [o.overheadMs] : []));
    const posted = observed.flatMap((o) => (o.type === "posted" ? [o.afterMs] : []));
    const row = (what: string, values: readonly number[]): Row => ({
      what: `${what} (median of ${values.length}; p99 ${quantile(values, 0.99).toFixed(2)} ms)`,
      aim: "≤ 1 ms",
      measured: `${median(values).toFixed(2)} ms`,
      met: median(values) <= 1,
    });
    return [row("event in → request at the model", overhead), row("piece from the model → post", posted)];
  } finally {
    await model.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}
