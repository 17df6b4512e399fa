import { once } from "node:events";
import { getLlama, LlamaLogLevel } from "node-llama-cpp";
import type { BareSettings } from "./bare-llama.ts";

/** The shortest loop that turns tokens into text with node-llama-cpp: the yardstick for Maru's speed. */
const [settings] = (await once(process, "message")) as [BareSettings];
const llama = await getLlama({
  gpu: false,
  build: "never",
  logLevel: LlamaLogLevel.error,
  maxThreads: settings.threads,
});
const model = await llama.loadModel({ modelPath: settings.path });
const context = await model.createContext({ contextSize: settings.contextTokens, threads: settings.threads });
const sequence = context.getSequence();
const prompt = model.tokenize(
  "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nGo on.<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n",
  true,
);

process.on("disconnect", () => process.exit(0));
process.on("message", async ({ tokens }: { readonly tokens: number }) => {
  await sequence.clearHistory();
  let written = 0;
  let start = 0;
  let text = "";
  for await (const token of sequence.evaluate(prompt, { temperature: 0.6, topP: 0.9, topK: 0 })) {
    if (written === 0) start = performance.now();
    text += model.detokenize([token]);
    written += 1;
    if (written === tokens) break;
  }
  if (text.length === 0) throw new Error("nothing was written");
  process.send?.({ speed: ((written - 1) / (performance.now() - start)) * 1000 });
});
process.send?.("ready");
