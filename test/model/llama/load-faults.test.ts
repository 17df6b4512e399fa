import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createAbsentModel, inspectModelFile, type LlamaSettings } from "../../../src/model/index.ts";
import {
  type Damage,
  encodeHeader,
  writeDamaged,
  writeGguf,
  writeGiant,
  writeScriptedLora,
} from "../../fixtures/gguf/index.ts";
import { never, runModel, settingsFor, temporaryFolder, writeModel } from "./run-model.ts";

const folder = temporaryFolder();
const good = writeModel(folder, "good.gguf");

/** The state in which a model ends that cannot be loaded. */
async function faultOf(settings: LlamaSettings): Promise<unknown> {
  const { model } = runModel(settings);
  await expect(model.ready(never)).rejects.toMatchObject({ name: "ModelError", code: "unavailable" });
  return model.health();
}

function failed(problem: RegExp, remedy: RegExp): unknown {
  return { state: "failed", problem: expect.stringMatching(problem), remedy: expect.stringMatching(remedy) };
}

describe("a model that cannot be loaded leaves Maru running and says what to do", () => {
  it("missing", async () => {
    expect(await faultOf(settingsFor(join(folder, "nowhere.gguf")))).toEqual(
      failed(/does not exist/, /maru\.yaml.*models pull/),
    );
  });

  it("a folder", async () => {
    mkdirSync(join(folder, "folder.gguf"));
    expect(await faultOf(settingsFor(join(folder, "folder.gguf")))).toEqual(
      failed(/is not a file/, /path of the model file/),
    );
  });

  it.each<[Damage, RegExp, RegExp]>([
    ["empty", /is empty/, /download it again/],
    ["html", /web page/, /log in/],
    ["bad-magic", /not a GGUF file/, /\.gguf/],
    ["truncated-head", /cut off/, /download it again/],
    ["truncated-data", /cut off.* kB of at least/, /download it again/],
  ])("%s", async (damage, problem, remedy) => {
    const path = join(folder, `${damage}.gguf`);
    writeDamaged(good.path, path, damage);
    expect(await faultOf(settingsFor(path))).toEqual(failed(problem, remedy));
  });

  it("damaged weights", async () => {
    const path = join(folder, "bit-rot.gguf");
    writeDamaged(good.path, path, "bit-rot");
    expect(await faultOf(settingsFor(path))).toEqual(failed(/cannot load the model/, /download it again/));
  });

  it("an architecture that llama.cpp does not know", async () => {
    const { path } = writeModel(folder, "unknown.gguf", { architecture: "hal9000" });
    expect(await faultOf(settingsFor(path))).toEqual(failed(/architecture "hal9000"/, /another model/));
  });

  it("contexts in 8 bits without the attention that they need: it is the settings, not the file", async () => {
    const wrong = settingsFor(good.path, { cacheType: "q8_0", flashAttention: false });
    expect(await faultOf(wrong)).toEqual(failed(/cacheType q8_0/, /^Take model\.flashAttention out/));
  });

  it("too big for any memory", async () => {
    const path = join(folder, "giant.gguf");
    writeGiant(path, 5e12);
    expect(await faultOf(settingsFor(path))).toEqual(
      failed(/needs about 5000\.\d GB of memory, but this machine has \d/, /smaller model/),
    );
  });

  it("a LoRA adapter that is missing, is none, or is for another model", async () => {
    const missing = settingsFor(good.path, { lora: [{ path: join(folder, "no-lora.gguf"), scale: 1 }] });
    expect(await faultOf(missing)).toEqual(failed(/LoRA adapter .* does not exist/, /./));
    const none = settingsFor(good.path, { lora: [{ path: good.path, scale: 1 }] });
    expect(await faultOf(none)).toEqual(failed(/not a LoRA adapter/, /convert_lora_to_gguf/));

    const other = writeModel(folder, "other.gguf", {
      rules: [{ reply: "a b c d e f g h i j k l m n o p q r s t u v w x y z ".repeat(3) }],
    });
    writeScriptedLora(join(folder, "other-lora.gguf"), other, { to: 0 });
    const wrong = settingsFor(good.path, { lora: [{ path: join(folder, "other-lora.gguf"), scale: 1 }] });
    expect(await faultOf(wrong)).toEqual(failed(/does not fit the model/, /model\.lora/));
  });
});

it("no model at all is a state, not an error", async () => {
  const model = createAbsentModel("Run npm run maru -- models pull.");
  expect(model.health()).toEqual({ state: "absent", hint: "Run npm run maru -- models pull." });
  await expect(model.ready(never)).rejects.toMatchObject({ code: "unavailable" });
  await expect(model.measure([])).rejects.toMatchObject({ code: "unavailable" });
  await expect(model.countTokens([])).rejects.toMatchObject({ code: "unavailable" });
  await expect(Array.fromAsync(model.reply([], { signal: never, maxTokens: 1 }))).rejects.toMatchObject({
    code: "unavailable",
  });
  await model.stop();
});

describe("the header of a model file", () => {
  it("tells what is needed to judge the model, without loading it", async () => {
    expect(await inspectModelFile(good.path)).toEqual({
      path: good.path,
      bytes: good.bytes,
      architecture: "llama",
      name: "Scripted Llama",
      chatTemplate: expect.stringContaining("<|start_header_id|>"),
      trainedContextTokens: 4096,
      weightsBytes: expect.any(Number),
      // 1 layer x 1 head x (256 + 256) x 2 bytes
      cacheBytesPerToken: 1024,
    });
  });

  it("of another kind of file or version is refused", async () => {
    const path = join(folder, "adapter.gguf");
    writeGguf(
      path,
      [
        ["general.architecture", { text: "llama" }],
        ["general.type", { text: "adapter" }],
      ],
      [],
    );
    await expect(inspectModelFile(path)).rejects.toMatchObject({ fault: { kind: "unsupported" } });
    const old = encodeHeader([], []);
    old.writeUInt32LE(1, 4);
    writeFileSync(path, old);
    await expect(inspectModelFile(path)).rejects.toMatchObject({
      fault: { kind: "unsupported", problem: expect.stringContaining("version 1") },
    });
  });

  it.each([
    ["tensors", 8],
    ["keys", 16],
    ["bytes in the first key", 24],
  ])("that claims 2^60 %s costs neither memory nor time", async (_what, offset) => {
    const path = join(folder, "hostile.gguf");
    const header = encodeHeader([["general.architecture", { text: "llama" }]], []);
    header.writeBigUInt64LE(2n ** 60n, offset);
    writeFileSync(path, header);
    const before = process.memoryUsage().rss;
    await expect(inspectModelFile(path)).rejects.toMatchObject({ fault: { kind: "corrupt" } });
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  it("cut off or changed anywhere is a fault or still a model, never another error", async () => {
    const path = join(folder, "fuzzed.gguf");
    const { readFileSync } = await import("node:fs");
    const bytes = readFileSync(good.path);
    let state = 7;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state % below;
    };
    for (let round = 0; round < 300; round++) {
      const changed = Buffer.from(bytes.subarray(0, round % 3 === 0 ? random(bytes.length) : bytes.length));
      for (let flips = 0; flips < 3 && changed.length > 0; flips++)
        changed[random(Math.min(changed.length, 8000))] = random(256);
      writeFileSync(path, changed);
      const outcome = await inspectModelFile(path).then(
        () => "fine",
        (error: Error) => error.name,
      );
      expect(["fine", "FaultError"]).toContain(outcome);
    }
  });
});

it("a model whose file comes right is loaded by the next start", async () => {
  const path = join(folder, "late.gguf");
  await faultOf(settingsFor(path));
  copyFileSync(good.path, path);
  const { model, answer } = runModel(settingsFor(path));
  await model.ready(never);
  expect(await answer("hello")).toMatch(/^Hello/);
});
