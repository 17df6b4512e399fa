/** The process of a model that gives verdicts on several questions at a time. */
import { rmSync } from "node:fs";
import type { VerdictAnswer, VerdictAsk } from "../verdict-protocol.ts";
import type { VerdictProcessSettings } from "../verdict-settings.ts";
import { loadVerdictEngine } from "./load-verdict-engine.ts";
import { abortedByMaru, refusal, serve } from "./serve.ts";
import type { VerdictEngine } from "./verdict-engine.ts";

const aborts = new Map<number, AbortController>();
let stateFolder: string | undefined;

// When Maru was killed, nobody else is left to tidy up. Comes before the process ends itself.
process.on("disconnect", () => {
  if (stateFolder !== undefined) rmSync(stateFolder, { recursive: true, force: true });
});

const send = serve<VerdictProcessSettings, VerdictAsk, VerdictAnswer, VerdictEngine>({
  load(settings, file, onProgress) {
    stateFolder = settings.stateFolder;
    return loadVerdictEngine(settings, file, onProgress);
  },
  take: (engine, id, ask) => void answer(engine, id, ask),
  abort: (id) => aborts.get(id)?.abort(abortedByMaru()),
});

async function answer(engine: VerdictEngine, id: number, ask: VerdictAsk): Promise<void> {
  const controller = new AbortController();
  aborts.set(id, controller);
  try {
    switch (ask.type) {
      case "read":
        send(id, { type: "read", readings: await engine.read(ask.question, controller.signal) });
        return;
      case "measure":
        send(id, { type: "measured", lengths: engine.measure(ask.questions) });
        return;
      default:
        ask satisfies never;
    }
  } catch (error) {
    send(id, refusal(error));
  } finally {
    aborts.delete(id);
  }
}
