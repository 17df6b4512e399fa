import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bestToPull } from "../../../src/model/catalogue/best-fit.ts";
import { chooseModel, type ModelWish } from "../../../src/model/catalogue/choose-model.ts";
import { installedModels } from "../../../src/model/catalogue/installed.ts";
import { fakeGguf, ggufWithKeys, type TempFolder, tempFolder } from "./fixtures.ts";

const GB = 1e9;
const machine = (totalGB: number) => ({ totalBytes: totalGB * GB, availableBytes: totalGB * 0.9 * GB });
const LLAMA_3B = "bartowski/Llama-3.2-3B-Instruct-GGUF/Llama-3.2-3B-Instruct-Q4_K_M.gguf";
const LLAMA_1B = "bartowski/Llama-3.2-1B-Instruct-GGUF/Llama-3.2-1B-Instruct-Q4_K_M.gguf";
const QWEN_4B = "unsloth/Qwen3.5-4B-GGUF/Qwen3.5-4B-Q4_K_M.gguf";

let models: TempFolder;
beforeEach(async () => {
  models = await tempFolder();
});
afterEach(() => models.remove());

function choose(use: string, wish: Partial<ModelWish> = {}) {
  return chooseModel({
    use,
    modelsFolder: models.path,
    baseFolder: join(models.path, "base"),
    memory: machine(16),
    ...wish,
  });
}

describe("a guard model", () => {
  const GUARD = { purpose: "guard", setting: "moderation.guard.use" } as const;
  const QWEN_GUARD = "QuantFactory/Qwen3Guard-Gen-0.6B-GGUF/Qwen3Guard-Gen-0.6B.Q8_0.gguf";
  const LLAMA_GUARD = "QuantFactory/Llama-Guard-3-1B-GGUF/Llama-Guard-3-1B.Q4_K_M.gguf";

  it("is chosen among guards alone, by the catalogue's order", async () => {
    await models.write(LLAMA_3B, fakeGguf(9000));
    expect(await choose("auto", GUARD)).toMatchObject({ state: "absent", reason: "not-installed" });
    const llama = await models.write(LLAMA_GUARD, fakeGguf(1000));
    expect(await choose("auto", GUARD)).toMatchObject({
      state: "found",
      name: "llama-guard-3-1b",
      path: llama,
    });
    await models.write(QWEN_GUARD, fakeGguf(1000));
    expect(await choose("auto", GUARD)).toMatchObject({ name: "qwen3guard-0.6b" });
    expect(await choose("llama-guard-3-1b", GUARD)).toMatchObject({ path: llama });
    expect(await choose("auto")).toMatchObject({ name: "llama-3.2-3b" });
  });

  it("that is not installed is a hint with the exact command, in the guard's own terms", async () => {
    const hintOf = async (use: string, memory = machine(8)) => {
      const choice = await choose(use, { ...GUARD, memory });
      return choice.state === "absent" ? choice.hint : "";
    };
    expect(await hintOf("auto")).toMatch(/^No guard model is installed\..*models pull qwen3guard-0\.6b/);
    expect(await hintOf("auto", machine(32))).toContain("models pull qwen3guard-4b");
    expect(await hintOf("none")).toMatch(/moderation\.guard\.use: people judge/);
    expect(await hintOf("gaurd")).toMatch(/moderation\.guard\.use is "gaurd".*qwen3guard-4b/);
    expect(await hintOf("gaurd")).not.toContain("llama-3.2-3b");
  });
});

describe('model.use "auto"', () => {
  it("without any model is a hint with the exact command, and where to put a file by hand", async () => {
    const choice = await choose("auto", { memory: machine(8) });
    expect(choice).toMatchObject({ state: "absent", reason: "not-installed" });
    const hint = choice.state === "absent" ? choice.hint : "";
    expect(hint).toContain("npm run maru -- models pull llama-3.2-3b");
    expect(hint).toContain(`https://huggingface.co/${LLAMA_3B.replace("GGUF/", "GGUF/resolve/main/")}`);
    expect(hint).toContain(models.path);
  });

  it("works before there is a models folder", async () => {
    const choice = await choose("auto", { modelsFolder: join(models.path, "none") });
    expect(choice).toMatchObject({ state: "absent", reason: "not-installed" });
  });

  it("takes the catalogue's better one of those that are installed", async () => {
    await models.write(LLAMA_1B, fakeGguf(2000));
    const path = await models.write(LLAMA_3B, fakeGguf(1000));
    expect(await choose("auto")).toMatchObject({
      state: "found",
      name: "llama-3.2-3b",
      path,
      sizeBytes: 1000,
    });
  });

  it("takes one that knows the language before a better one that does not", async () => {
    await models.write(LLAMA_3B, fakeGguf(1000));
    await models.write(QWEN_4B, fakeGguf(1000));
    expect(await choose("auto")).toMatchObject({ name: "llama-3.2-3b" });
    expect(await choose("auto", { language: "ko" })).toMatchObject({ name: "qwen3.5-4b" });
  });

  it("takes known models before unknown ones, and of unknown ones the largest that fits", async () => {
    await models.write("small.gguf", fakeGguf(1000));
    await models.write("large.gguf", fakeGguf(3000));
    expect(await choose("auto")).toMatchObject({ name: "large.gguf" });
    await models.write(LLAMA_1B, fakeGguf(500));
    expect(await choose("auto")).toMatchObject({ name: "llama-3.2-1b" });
  });

  it("knows a catalogue model that was put there by hand under the hub's file name", async () => {
    const path = await models.write("Qwen3-4B-Q4_K_M.gguf", fakeGguf(1000));
    expect(await choose("auto")).toMatchObject({ name: "qwen3-4b", path });
  });

  it("never takes guards, adapters, embedding models, half or broken models or what is no GGUF", async () => {
    await models.write("Llama-Guard-3-1B.Q4_K_M.gguf", fakeGguf(9000));
    await models.write(
      "lora.gguf",
      ggufWithKeys({ "general.architecture": "llama", "general.type": "adapter" }),
    );
    await models.write("embed.gguf", ggufWithKeys({ "general.architecture": "nomic-bert" }));
    await models.write("half-00001-of-00002.gguf", fakeGguf(9000));
    await models.write("page.gguf", "<!doctype html>");
    await models.write("empty.gguf", "");
    await models.write("coming.gguf.part", fakeGguf(9000));
    const choice = await choose("auto");
    expect(choice).toMatchObject({ state: "absent", reason: "not-installed" });
    expect(choice.state === "absent" && choice.hint).toContain("page.gguf (not a GGUF file)");
    await models.write("zz-cut.gguf", fakeGguf(1_000_000).subarray(0, 40));
    expect(await choose("auto")).toMatchObject({ state: "absent" });
    await models.write("chat.gguf", fakeGguf(1000));
    expect(await choose("auto")).toMatchObject({ name: "chat.gguf" });
  });

  it("takes none that is too big for the machine, and says so", async () => {
    await models.write(LLAMA_1B, fakeGguf(1000));
    const choice = await choose("auto", { memory: { totalBytes: 0.4 * GB, availableBytes: 0.3 * GB } });
    expect(choice).toMatchObject({ state: "absent", reason: "none-fits" });
    expect(choice.state === "absent" && choice.hint).toContain("Llama-3.2-1B");
  });

  it("gives a split model's first file, and counts all of them", async () => {
    const first = await models.write("u/r/big-00001-of-00002.gguf", fakeGguf(1000));
    await models.write("u/r/big-00002-of-00002.gguf", fakeGguf(500));
    expect(await choose("auto")).toMatchObject({ path: first, sizeBytes: 1500 });
    expect(await installedModels(models.path)).toHaveLength(1);
  });

  it("looks up to four folders deep", async () => {
    await models.write("1/2/3/4/deep.gguf", fakeGguf(1000));
    await models.write("1/2/3/4/5/deeper.gguf", fakeGguf(2000));
    expect((await installedModels(models.path)).map(({ name }) => name)).toEqual(["1/2/3/4/deep.gguf"]);
  });

  it("follows links, and is not caught in a circle of them", async () => {
    const elsewhere = await tempFolder();
    try {
      await elsewhere.write("linked.gguf", fakeGguf(1000));
      await symlink(elsewhere.path, join(models.path, "elsewhere"));
      await symlink(models.path, join(models.path, "circle"));
      await symlink(join(models.path, "gone.gguf"), join(models.path, "dangling.gguf"));
      expect(await choose("auto")).toMatchObject({ name: "linked.gguf" });
      expect(await installedModels(models.path)).toHaveLength(1);
    } finally {
      await elsewhere.remove();
    }
  });
});

describe("model.use that names one", () => {
  it('"none" is none, and no fault', async () => {
    await models.write(LLAMA_3B, fakeGguf(1000));
    expect(await choose("none")).toMatchObject({ state: "absent", reason: "unwanted" });
  });

  it("by the catalogue's name", async () => {
    expect(await choose("llama-3.2-3b")).toMatchObject({
      state: "absent",
      hint: expect.stringContaining("npm run maru -- models pull llama-3.2-3b"),
    });
    const path = await models.write(LLAMA_3B, fakeGguf(1000));
    expect(await choose("Llama-3.2-3B")).toMatchObject({ state: "found", name: "llama-3.2-3b", path });
  });

  it("by a URI, of a file or of a quantisation", async () => {
    expect(await choose("hf:u/Other-GGUF:Q8_0")).toMatchObject({
      state: "absent",
      hint: expect.stringContaining("models pull hf:u/Other-GGUF:Q8_0"),
    });
    const path = await models.write("u/Other-GGUF/sub/other.Q8_0.gguf", fakeGguf(1000));
    await models.write("u/Other-GGUF/other.Q4_K_M.gguf", fakeGguf(1000));
    expect(await choose("hf:u/Other-GGUF:Q8_0")).toMatchObject({ state: "found", path });
    expect(await choose("hf:u/Other-GGUF/sub/other.Q8_0.gguf")).toMatchObject({ state: "found", path });
    expect(await choose("hf:somebody-else/Other-GGUF:Q8_0")).toMatchObject({ state: "absent" });
  });

  it("by a path: absolute, in the models folder, or beside the config", async () => {
    const mine = await models.write("mine.gguf", fakeGguf(1000));
    const beside = await models.write("base/files/beside.gguf", fakeGguf(1000));
    for (const [use, path] of [
      [mine, mine],
      ["mine.gguf", mine],
      ["./files/beside.gguf", beside],
    ] as const) {
      expect(await choose(use)).toMatchObject({ state: "found", path });
    }
  });

  it("by a path to nothing, or to a part of a split model, says what is missing", async () => {
    expect(await choose("/nowhere/x.gguf")).toMatchObject({
      state: "absent",
      hint: expect.stringContaining("/nowhere/x.gguf"),
    });
    const first = await models.write("big-00001-of-00003.gguf", fakeGguf(1000));
    expect(await choose(first)).toMatchObject({
      state: "absent",
      hint: expect.stringContaining("big-00002-of-00003.gguf, big-00003-of-00003.gguf"),
    });
  });

  it("that nobody knows lists those that are known; a wrong URI shows a right one", async () => {
    expect(await choose("gpt-5")).toMatchObject({
      reason: "unknown",
      hint: expect.stringContaining("llama-3.2-3b"),
    });
    expect(await choose("hf:../../etc")).toMatchObject({
      reason: "unknown",
      hint: expect.stringContaining("hf:user/repo:Q4_K_M"),
    });
  });
});

describe("the best model to pull", () => {
  it.each([
    [4, undefined, "llama-3.2-1b"],
    [8, undefined, "llama-3.2-3b"],
    [16, undefined, "llama-3.2-3b"],
    [256, undefined, "llama-3.2-3b"],
    [8, "ko", "qwen3.5-4b"],
    [16, "ko", "qwen3.5-4b"],
  ])("for %i GB and the language %s is %s", (totalGB, language, name) => {
    const memory = { totalBytes: totalGB * 0.97 * GB, availableBytes: totalGB * 0.8 * GB };
    expect(bestToPull({ memory, ...(language === undefined ? {} : { language }) })?.name).toBe(name);
  });

  it("is none on a machine that is too small", () => {
    expect(bestToPull({ memory: machine(1) })).toBeUndefined();
  });
});
