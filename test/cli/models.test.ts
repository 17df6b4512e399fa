import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pullModel } from "../../src/cli/models/pull.ts";
import { createModels, type ModelsDeps } from "../../src/cli/models.ts";
import { type FakeHub, startFakeHub } from "../fakes/hub.ts";
import { pullInChild } from "../model/catalogue/child.ts";
import { fakeGguf, type TempFolder, tempFolder } from "../model/catalogue/fixtures.ts";

const GB = 1e9;
const URI = "hf:acme/tiny-GGUF/tiny-Q4_K_M.gguf";
const LLAMA_1B = "bartowski/Llama-3.2-1B-Instruct-GGUF/Llama-3.2-1B-Instruct-Q4_K_M.gguf";

let hub: FakeHub;
let models: TempFolder;
beforeEach(async () => {
  [hub, models] = await Promise.all([startFakeHub(), tempFolder()]);
});
afterEach(async () => {
  await Promise.all([hub.stop(), models.remove()]);
});

function writer() {
  let text = "";
  return {
    write(piece: string) {
      text += piece;
    },
    text: () => text,
  };
}

/** Runs `models …`; `code` is the exit code. */
async function run(args: readonly string[], deps: Partial<ModelsDeps> = {}, isTTY = false) {
  const [stdout, stderr] = [writer(), writer()];
  const { run: runModels } = createModels({
    modelsFolder: models.path,
    memory: { totalBytes: 8 * GB, availableBytes: 6 * GB },
    hubEndpoint: hub.endpoint,
    io: { stdout, stderr, isTTY },
    ...deps,
  });
  return { code: await runModels(args), out: stdout.text(), err: stderr.text() };
}

describe("maru models", () => {
  it("lists what there is, how it fits this machine, and the command to type next", async () => {
    const { code, out } = await run([]);
    expect(code).toBe(0);
    expect(out).toMatch(/llama-3\.2-3b +2\.0 GB +~Llama 3\.2 Community +en de fr it pt hi es th +fits/);
    expect(out).toMatch(/muse-glimmer-30b +~18\.0 GB +.*too big, needs a GPU/);
    expect(out).toMatch(/gemma-4-e4b +\? +.* \?\n/);
    expect(out).toContain("~ means: as listed, not verified");
    expect(out).not.toContain("✓");
    expect(out).toContain("npm run maru -- models pull llama-3.2-3b");
    expect(out).toContain(models.path);
  });

  it("marks what is installed, shows the other files with what they are, and says which one is loaded", async () => {
    await models.write(LLAMA_1B, fakeGguf(2000));
    await models.write("my-model.gguf", fakeGguf(3_400_000));
    await models.write("page.gguf", "<!doctype html>");
    await models.write("big-00001-of-00002.gguf", fakeGguf(1000));
    const { out } = await run([]);
    expect(out).toMatch(/✓ {2}llama-3\.2-1b +2 kB/);
    expect(out).toMatch(/✓ {2}my-model\.gguf +3 MB +fits/);
    expect(out).toMatch(/page\.gguf +1 kB +not a GGUF file/);
    expect(out).toMatch(/big-00001-of-00002\.gguf +1 kB +incomplete: it has 2 parts/);
    expect(out).toContain('With model.use "auto" Maru loads llama-3.2-1b. ');
    expect(out).toContain("models pull llama-3.2-3b");
  });

  it("prefers models of the language that is asked for", async () => {
    const { out } = await run(["--language", "ko"]);
    expect(out).toContain("npm run maru -- models pull qwen3.5-4b");
  });
});

describe("maru models pull", () => {
  it("installs by name with a line every 10 % where nobody watches", async () => {
    hub.put("acme/tiny-GGUF/tiny-Q4_K_M.gguf", fakeGguf(3_000_000));
    const { code, out } = await run(["pull", URI]);
    expect(code).toBe(0);
    expect(out).toMatch(/^Pulling hf:acme.*\n0 % {2}0 kB of 3 MB\n/);
    expect(out).toContain("\n100 %  3 MB of 3 MB\n");
    expect(out.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
    expect(out.split("\n").length).toBeLessThan(17);
    const path = join(models.path, "acme/tiny-GGUF/tiny-Q4_K_M.gguf");
    expect(out).toContain(`Installed: ${path} (3 MB, SHA-256 right)`);
    expect((await stat(path)).size).toBe(3_000_000);
    expect((await run(["pull", URI])).out).toContain("installed already");
  });

  it("draws a bar on a terminal, in one line", async () => {
    hub.put("acme/tiny-GGUF/tiny-Q4_K_M.gguf", fakeGguf(3_000_000));
    const { out } = await run(["pull", URI], {}, true);
    expect(out).toContain(`\r\x1b[2K${"░".repeat(30)}   0 %  0 kB of 3 MB`);
    expect(out).toContain(`\r\x1b[2K${"█".repeat(30)} 100 %  3 MB of 3 MB`);
    expect(out.split("\n")).toHaveLength(5);
  });

  it("shows speed and time left once there is a second to judge by", async () => {
    hub.put("acme/tiny-GGUF/tiny-Q4_K_M.gguf", fakeGguf(3_000_000));
    const stdout = writer();
    let nowMs = 0;
    const code = await pullModel(
      URI,
      {
        modelsFolder: models.path,
        memory: { totalBytes: 8 * GB, availableBytes: 6 * GB },
        hub: { endpoint: hub.endpoint },
        signal: new AbortController().signal,
        now: () => {
          nowMs += 2_000;
          return nowMs;
        },
      },
      { stdout, stderr: writer(), isTTY: true },
    );
    expect(code).toBe(0);
    expect(stdout.text()).toMatch(/ \d+ kB\/s {2}\d+ (?:s|min) left/);
  });

  it("without a name takes the best one that fits, in the language that is asked for", async () => {
    hub.put("unsloth/Qwen3.5-4B-GGUF/Qwen3.5-4B-Q4_K_M.gguf", fakeGguf(1000));
    for (const args of [
      ["pull", "--language", "ko"],
      ["--language", "ko", "pull"],
    ]) {
      const { code, out } = await run(args);
      expect(out).toContain("Best for this machine: qwen3.5-4b");
      expect(code).toBe(0);
    }
    expect((await run(["--language", "ko"])).out).toMatch(/✓ {2}qwen3\.5-4b/);
  });

  it("leaves the exit code of the process alone", async () => {
    expect((await run(["pull", "no-such-model"])).code).toBe(1);
    expect(process.exitCode).toBeUndefined();
  });

  it("without a name on a machine that is too small says so", async () => {
    const { code, err } = await run(["pull"], { memory: { totalBytes: GB, availableBytes: GB } });
    expect(code).toBe(1);
    expect(err).toContain("No model of the catalogue fits");
  });

  it("tells a failure in one sentence on stderr, with no stack, and returns 1", async () => {
    const { code, err } = await run(["pull", "hf:acme/none/none.gguf"]);
    expect(code).toBe(1);
    expect(err).toMatch(/^The hub does not give hf:acme\/none\/none\.gguf .*\n$/);
  });

  it("never prints the token, not even when it is refused", async () => {
    hub.put("acme/tiny-GGUF/tiny-Q4_K_M.gguf", fakeGguf(1000));
    hub.gate("acme/tiny-GGUF", "hf_right");
    const refused = await run(["pull", URI], { hubToken: "hf_wrong_secret" });
    expect(refused.code).toBe(1);
    expect(refused.out + refused.err).not.toContain("hf_wrong_secret");
    const given = await run(["pull", URI], { hubToken: "hf_right" });
    expect(given.code).toBe(0);
    expect(given.out + given.err).not.toContain("hf_right");
  });

  it("ends with 130 at Ctrl-C, with a word on how to go on, and goes on", async () => {
    hub.put("acme/tiny-GGUF/tiny-Q4_K_M.gguf", fakeGguf(3_000_000));
    hub.faults.push({ type: "stall", afterBytes: 1_000_000 });
    const part = join(models.path, "acme/tiny-GGUF/tiny-Q4_K_M.gguf.part");
    const child = pullInChild(hub.endpoint, models.path, URI);
    let err = "";
    child.stderr.on("data", (piece) => {
      err += String(piece);
    });
    const ended = once(child, "close");
    await vi.waitFor(async () => expect((await stat(part)).size).toBe(1_000_000), { timeout: 30_000 });
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(err).toBe(
      `Stopped. To go on, type npm run maru -- models pull ${URI} again; what has come is kept.\n`,
    );
    expect((await run(["pull", URI])).code).toBe(0);
    expect(hub.requests.at(-1)).toMatchObject({ range: "bytes=1000000-" });
  });
});
