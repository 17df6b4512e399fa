import { access, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { chooseModel } from "../../../src/model/catalogue/choose-model.ts";
import { type PullOrder, type PullProgress, pullModel } from "../../../src/model/catalogue/pull.ts";
import type { PullError } from "../../../src/model/catalogue/pull-error.ts";
import { type FakeHub, startFakeHub } from "../../fakes/hub.ts";
import { fakeGguf, sha256, type TempFolder, tempFolder } from "./fixtures.ts";

const NAME = "acme/tiny-GGUF/tiny-Q4_K_M.gguf";
const URI = `hf:${NAME}`;
const content = fakeGguf(300_000);

let hub: FakeHub;
let models: TempFolder;
beforeEach(async () => {
  [hub, models] = await Promise.all([startFakeHub(), tempFolder()]);
});
afterEach(() => Promise.all([hub.stop(), models.remove()]));

function pull(what: string, order: Partial<PullOrder> = {}) {
  return pullModel({ what, modelsFolder: models.path, hub: { endpoint: hub.endpoint }, ...order });
}

/** How it failed; a pull that succeeds fails the test. */
async function failure(what: string, order: Partial<PullOrder> = {}): Promise<PullError> {
  return pull(what, order).then(
    () => expect.fail("it was pulled"),
    (error: PullError) => error,
  );
}

async function allFiles(): Promise<string[]> {
  const items = await readdir(models.path, { recursive: true, withFileTypes: true });
  return items.filter((item) => item.isFile()).map((item) => item.name);
}

describe("pulling a model", () => {
  it("brings it byte for byte to its final name, with progress, and leaves nothing beside it", async () => {
    hub.put(NAME, content);
    const seen: PullProgress[] = [];
    const pulled = await pull(URI, { onProgress: (progress) => seen.push(progress) });
    expect(pulled).toEqual({
      path: join(models.path, NAME),
      uri: URI,
      sizeBytes: content.length,
      alreadyInstalled: false,
      checked: true,
    });
    expect(sha256(await readFile(pulled.path))).toBe(sha256(content));
    expect(await allFiles()).toEqual(["tiny-Q4_K_M.gguf"]);
    expect(seen.at(0)).toMatchObject({ state: "downloading", doneBytes: 0, totalBytes: content.length });
    expect(seen.at(-1)).toMatchObject({ doneBytes: content.length, part: 1, parts: 1 });
  });

  it("asks the hub which file a quantisation is", async () => {
    hub.put(NAME, content);
    hub.put("acme/tiny-GGUF/tiny-Q8_0.gguf", fakeGguf(1000, 2));
    const pulled = await pull("hf:acme/tiny-GGUF:Q4_K_M");
    expect(pulled.uri).toBe(URI);
    const wish = {
      modelsFolder: models.path,
      baseFolder: "/",
      memory: { totalBytes: 1e10, availableBytes: 1e10 },
    };
    for (const use of ["hf:acme/tiny-GGUF:Q4_K_M", URI, "auto"]) {
      expect(await chooseModel({ ...wish, use })).toMatchObject({ state: "found", path: pulled.path });
    }
  });

  it("works with a hub that sends the file itself and knows no checksum, and says that it was not compared", async () => {
    hub.put(NAME, content, { large: false });
    expect(await pull(URI)).toMatchObject({ checked: false, sizeBytes: content.length });
    expect(await readFile(join(models.path, NAME))).toEqual(content);
  });

  it("follows a repository to its new name", async () => {
    hub.put("new-owner/tiny-GGUF/tiny-Q4_K_M.gguf", content);
    hub.rename("acme/tiny-GGUF", "new-owner/tiny-GGUF");
    expect(await pull(URI)).toMatchObject({ path: join(models.path, NAME), checked: true });
  });

  it("brings all files of a split model and counts them as one", async () => {
    const parts = [fakeGguf(50_000, 3), fakeGguf(40_000, 4), fakeGguf(30_000, 5)];
    for (const [index, part] of parts.entries()) hub.put(`acme/big/big-0000${index + 1}-of-00003.gguf`, part);
    const seen: PullProgress[] = [];
    const pulled = await pull("hf:acme/big/big-00002-of-00003.gguf", {
      onProgress: (progress) => seen.push(progress),
    });
    expect(pulled.path).toBe(join(models.path, "acme/big/big-00001-of-00003.gguf"));
    expect(pulled.sizeBytes).toBe(120_000);
    expect(seen.at(-1)).toMatchObject({ part: 3, parts: 3, doneBytes: 120_000, totalBytes: 120_000 });
    expect((await allFiles()).sort()).toEqual([1, 2, 3].map((part) => `big-0000${part}-of-00003.gguf`));
    for (const [index, part] of parts.entries()) {
      expect(await readFile(join(models.path, `acme/big/big-0000${index + 1}-of-00003.gguf`))).toEqual(part);
    }
  });

  it("does nothing when the model is there, not even ask", async () => {
    hub.put(NAME, content);
    await pull(URI);
    const asked = hub.requests.length;
    expect(await pull(URI)).toMatchObject({ alreadyInstalled: true, path: join(models.path, NAME) });
    expect(await pull("hf:acme/tiny-GGUF:Q4_K_M")).toMatchObject({ alreadyInstalled: true });
    expect(hub.requests.length).toBe(asked);
  });

  it("replaces a file under the final name that is no model", async () => {
    hub.put(NAME, content);
    await models.write(NAME, "<!doctype html>");
    await pull(URI);
    expect(await readFile(join(models.path, NAME))).toEqual(content);
  });
});

describe("the access token", () => {
  it("opens a gated repository and is shown to the hub alone, never to the storage host", async () => {
    hub.put(NAME, content);
    hub.gate("acme/tiny-GGUF", "hf_secret");
    await pull("hf:acme/tiny-GGUF:Q4_K_M", { hub: { endpoint: hub.endpoint, token: "hf_secret" } });
    const byHost = (host: string) =>
      new Set(hub.requests.filter((each) => each.host === host).map((each) => each.authorization));
    expect(byHost("hub")).toEqual(new Set(["Bearer hf_secret"]));
    expect(byHost("storage")).toEqual(new Set([undefined]));
  });

  it("that is missing or wrong is told with the page on which to accept the licence, and is never in the message", async () => {
    hub.put(NAME, content);
    hub.gate("acme/tiny-GGUF", "hf_secret");
    const stranger = await failure(URI);
    expect(stranger).toMatchObject({ code: "forbidden" });
    expect(stranger.message).toMatch(/https:\/\/huggingface\.co\/acme\/tiny-GGUF.*token/);
    const wrong = await failure(URI, { hub: { endpoint: hub.endpoint, token: "hf_wrong" } });
    expect(wrong).toMatchObject({ code: "forbidden" });
    expect(JSON.stringify([wrong.message, wrong.stack, wrong.cause])).not.toContain("hf_wrong");
  });
});

describe("what a pull refuses", () => {
  it("a file whose SHA-256 is another: no file under the final name, and nothing to resume", async () => {
    hub.put(NAME, content);
    hub.faults.push({ type: "damage", at: 200_000 });
    const error = await failure(URI);
    expect(error).toMatchObject({ code: "wrong-checksum" });
    expect(error.message).toContain(sha256(content));
    expect((await allFiles()).filter((name) => !name.endsWith(".lock"))).toEqual([]);
    await pull(URI);
    expect(await allFiles()).toEqual(["tiny-Q4_K_M.gguf"]);
  });

  it("a file on the hub other than the catalogue's, before a byte of it", async () => {
    hub.put("bartowski/Llama-3.2-3B-Instruct-GGUF/Llama-3.2-3B-Instruct-Q4_K_M.gguf", content);
    const error = await failure("llama-3.2-3b");
    expect(error).toMatchObject({ code: "wrong-checksum" });
    expect(error.message).toContain("6c1a2b41161032677be168d354123594c0e6e67d2b9227c84f296ad037c728ff");
    expect(hub.requests.filter(({ method }) => method === "GET")).toEqual([]);
  });

  it("a file held against the catalogue's checksum when the hub gives none", async () => {
    hub.put("bartowski/Llama-3.2-3B-Instruct-GGUF/Llama-3.2-3B-Instruct-Q4_K_M.gguf", content, {
      large: false,
    });
    expect(await failure("llama-3.2-3b")).toMatchObject({ code: "wrong-checksum" });
  });

  it("a web page instead of the model, from the hub or from the storage host", async () => {
    hub.put(NAME, content);
    hub.faults.push({ type: "page" });
    expect(await failure(URI)).toMatchObject({
      code: "not-a-model",
      message: expect.stringContaining("web page"),
    });
    hub.hubFault = { type: "page" };
    expect(await failure(URI)).toMatchObject({
      code: "not-a-model",
      message: expect.stringContaining("web page"),
    });
    expect(await failure("hf:acme/tiny-GGUF:Q8_0")).toMatchObject({ code: "not-a-model" });
  });

  it("a page that calls itself a file, with its first bytes", async () => {
    hub.put(NAME, Buffer.from("<!doctype html>".padEnd(2_000_000)));
    expect(await failure(URI)).toMatchObject({
      code: "not-a-model",
      message: expect.stringContaining("first bytes"),
    });
    hub.put("acme/empty/empty.gguf", Buffer.alloc(0));
    expect(await failure("hf:acme/empty/empty.gguf")).toMatchObject({ code: "not-a-model" });
    expect((await allFiles()).filter((name) => !name.endsWith(".lock"))).toEqual([]);
  });

  it("more bytes than the hub announced", async () => {
    hub.put(NAME, content);
    hub.faults.push({ type: "too-long" });
    expect(await failure(URI)).toMatchObject({ code: "wrong-size" });
    expect((await allFiles()).filter((name) => !name.endsWith(".lock"))).toEqual([]);
  });

  it("a model for which the disk has no room, before a byte of it", async () => {
    hub.put(NAME, content);
    const asked: string[] = [];
    const freeBytes = async (folder: string) => {
      asked.push(folder);
      return 256 * 1024 ** 2 + content.length - 1;
    };
    const error = await failure(URI, { freeBytes });
    expect(error).toMatchObject({ code: "disk-full", message: expect.stringContaining(models.path) });
    expect(asked).toEqual([models.path]);
    expect(hub.requests.filter(({ method }) => method === "GET")).toEqual([]);
    await pull(URI, { freeBytes: async () => 256 * 1024 ** 2 + content.length });
  });

  it("names that lead out of the folder, from people and from the hub", async () => {
    for (const what of [
      "hf:../../x/y.gguf",
      "hf:acme/tiny/../../../x.gguf",
      "hf:acme/tiny/..\\x.gguf",
      "no-such-model",
    ]) {
      expect(await failure(what)).toMatchObject({ code: "bad-name" });
    }
    hub.put(NAME, content);
    hub.nameInManifest("acme/tiny-GGUF", "../../../../tmp/owned.gguf");
    expect(await failure("hf:acme/tiny-GGUF:Q4_K_M")).toMatchObject({ code: "hub-failed" });
    expect(await allFiles()).toEqual([]);
  });

  it.each([
    "http://192.0.2.1/x",
    "file:///etc/passwd",
    "ftp://127.0.0.1/x",
    "http://127.0.0.1.example.com/",
    "http://127.0.0.1@192.0.2.1/",
  ])("a redirect to %s", async (location) => {
    hub.hubFault = { type: "redirect", location };
    expect(await failure(URI)).toMatchObject({ code: "bad-redirect" });
  });

  it("redirects in circles", async () => {
    hub.hubFault = { type: "redirect", location: "/again" };
    expect(await failure(URI)).toMatchObject({ code: "bad-redirect" });
    expect(hub.requests.length).toBeLessThan(20);
  });

  it.each(["http://example.com", "ftp://x", "nonsense", "https://user:secret@example.com"])(
    "a hub at %s, without telling a password in it",
    async (endpoint) => {
      const error = await failure(URI, { hub: { endpoint } });
      expect(error).toMatchObject({ code: "bad-endpoint" });
      expect(error.message).not.toContain("secret");
    },
  );
});

describe("a hub that cannot give it", () => {
  it("says that it has no such file, repository or quantisation", async () => {
    hub.put(NAME, content);
    expect(await failure("hf:acme/tiny-GGUF/other.gguf")).toMatchObject({ code: "not-found" });
    expect(await failure("hf:acme/tiny-GGUF:Q2_K")).toMatchObject({ code: "not-found" });
    expect(await failure("hf:nobody/nothing/x.gguf")).toMatchObject({ code: "forbidden" });
    const known = { hub: { endpoint: hub.endpoint, token: "hf_x" } };
    expect(await failure("hf:nobody/nothing/x.gguf", known)).toMatchObject({ code: "not-found" });
  });

  it.each([500, 503, 429])("answers %i: to be tried later", async (status) => {
    hub.hubFault = { type: "status", status };
    expect(await failure(URI)).toMatchObject({
      code: "hub-failed",
      message: expect.stringContaining(String(status)),
    });
  });

  it("is silent: given up in bounded time", async () => {
    hub.hubFault = { type: "silence" };
    const error = await failure(URI, { patience: { answerMs: 50, idleMs: 50 } });
    expect(error).toMatchObject({ code: "timeout", message: expect.stringContaining("0.1 s") });
  });

  it("is out of reach: told at once, with the way to do it by hand", async () => {
    const { endpoint } = hub;
    await hub.stop();
    const pauses: number[] = [];
    const wait = async (ms: number) => void pauses.push(ms);
    const error = await failure(URI, { hub: { endpoint }, wait });
    expect(pauses).toEqual([]);
    expect(error).toMatchObject({ code: "offline" });
    expect(error.message).toContain("ECONNREFUSED");
    expect(error.message).toContain(`https://huggingface.co/acme/tiny-GGUF/resolve/main/tiny-Q4_K_M.gguf`);
    expect(error.message).toContain(`put it into ${models.path}`);
    await expect(access(join(models.path, NAME))).rejects.toThrow("ENOENT");
  });
});

describe("a storage host that is out of reach", () => {
  it("is told at once too, by its name", async () => {
    hub.put(NAME, content);
    await hub.stopStorage();
    const pauses: number[] = [];
    const wait = async (ms: number) => void pauses.push(ms);
    const error = await failure(URI, { wait });
    expect(error).toMatchObject({ code: "offline", message: expect.stringContaining("ECONNREFUSED") });
    expect(error.message.startsWith(new URL(hub.endpoint).host)).toBe(false);
    expect(pauses).toEqual([]);
  });
});

describe("a models folder that cannot be used", () => {
  it("is named with what is wrong", async () => {
    hub.put(NAME, content);
    const notAFolder = await models.write("file", "");
    const error = await failure(URI, { modelsFolder: join(notAFolder, "models") });
    expect(error).toMatchObject({ code: "cannot-write" });
    expect(error.message).toContain(notAFolder);
  });
});
