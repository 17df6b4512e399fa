import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { adapter as webChat } from "../../adapters/web/index.ts";
import { checkDiskSpace } from "../../src/cli/doctor/disk-space.ts";
import { checkRouter } from "../../src/cli/doctor/router.ts";
import type { AdapterModule, Finding } from "../../src/core/ports/chat-adapter.ts";
import { openStore } from "../../src/store/index.ts";
import { platform, slack, web } from "../config/adapters.ts";
import { writeDamaged, writeScriptedLora, writeScriptedModel } from "../fixtures/gguf/index.ts";
import { silentLog } from "../store/silent-log.ts";
import { run, tempFolder } from "./program-run.ts";

type Over = Parameters<typeof run>[2];

/** Runs doctor in `folder`; its lines by check. */
async function doctor(folder: string, over?: Over) {
  const { exitCode, out } = await run(["doctor"], folder, over);
  const lines = out.split("\n").filter((line) => /^(ok|warn|fail) /.test(line));
  const of = (check: string) =>
    lines.filter((line) => line.slice(6, 17).trim() === check).map((line) => line.trim());
  return { exitCode, out, of };
}

function model(folder: string) {
  mkdirSync(join(folder, "data", "models"), { recursive: true });
  return writeScriptedModel(join(folder, "data", "models", "tiny.gguf"), { rules: [{ reply: "hello" }] });
}

test("on a fresh machine all is well but for the model, and nothing is left behind", async () => {
  const folder = tempFolder();
  const { exitCode, out, of } = await doctor(folder);
  expect(exitCode).toBe(0);
  expect(of("node")).toEqual(["ok    node         Node 24.1.0."]);
  expect(of("memory")[0]).toMatch(/^ok .*12\.0 GB of 16\.0 GB/);
  expect(of("config")).toEqual(["ok    config       No maru.yaml: all defaults."]);
  expect(of("data folder")[0]).toMatch(/^ok .*will be made/);
  expect(of("store")[0]).toMatch(/^ok .*will be made/);
  expect(of("model")[0]).toMatch(/^warn .*quoting earlier messages/);
  expect(out).toContain("npm run maru -- models pull");
  expect(out).toMatch(/Nothing stands in Maru's way\.\n$/);
  expect(readdirSync(folder)).toEqual([]);
});

test("an old Node and little memory are told, with what to do", async () => {
  const { exitCode, out, of } = await doctor(tempFolder(), {
    nodeVersion: "20.20.2",
    memory: () => ({ totalBytes: 1e9, availableBytes: 1e8 }),
  });
  expect(exitCode).toBe(1);
  expect(of("node")[0]).toMatch(/^fail .*20\.20\.2 is too old/);
  expect(of("memory")[0]).toMatch(/^warn .*100 MB of 1\.0 GB/);
  expect(out).toContain("Type npm ci");
  expect(out).toContain("Close other programs");
  expect(out).toMatch(/Mend what failed, then try again\.\n$/);
});

test("each fault of the config is a line, and what depends on the config is not guessed", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "maru.yaml"), "queue: { waitin: 7 }\nlog: { level: loud }\n");
  const { exitCode, out, of } = await doctor(folder);
  expect(exitCode).toBe(1);
  expect(of("config")).toHaveLength(2);
  expect(of("config")[0]).toMatch(/^fail .*maru\.yaml:1:10 queue\.waitin is not a setting\./);
  expect(out).toContain("Did you mean waiting?");
  expect(of("store")).toEqual([]);
});

test("an existing data folder and its store are tried out", async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "data"));
  const { exitCode, of } = await doctor(folder);
  expect(exitCode).toBe(0);
  expect(of("data folder")[0]).toMatch(/^ok .*can be written/);
  expect(of("store")).toEqual(["ok    store        sqlite:maru.db can be opened and written."]);
});

test("answers that would take more than half of the context are told to be shorter", async () => {
  const folder = tempFolder();
  model(folder);
  writeFileSync(join(folder, "maru.yaml"), "model: { contextTokens: 1024 }\n");
  const { exitCode, of } = await doctor(folder);
  expect(exitCode).toBe(0);
  expect(of("model")).toContainEqual(expect.stringMatching(/^warn .*512 tokens, not 1024/));
});

test("a store that a running Maru holds is as it should be", async () => {
  const folder = tempFolder();
  const store = await openStore("sqlite:maru.db", {
    dataFolder: join(folder, "data"),
    now: Date.now,
    log: silentLog,
  });
  onTestFinished(() => store.close());
  const { exitCode, of } = await doctor(folder);
  expect(exitCode).toBe(0);
  expect(of("store")[0]).toMatch(
    new RegExp(`^ok .*while Maru runs\\. Another Maru \\(process ${process.pid}\\)`),
  );
});

test("a damaged store fails, with what to do", async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data", "maru.db"), "not a database ".repeat(500));
  const { exitCode, out, of } = await doctor(folder);
  expect(exitCode).toBe(1);
  expect(of("store")).toEqual(["fail  store        sqlite:maru.db cannot be read."]);
  expect(out).toMatch(/maru\.db is damaged or not a database of Maru .*\. Restore it from a backup/);
});

test("a data folder that is a file, or below one, fails", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "file"), "");
  for (const MARU_DATA of ["file", "file/data"]) {
    const { exitCode, of } = await doctor(folder, { env: { MARU_DATA } });
    expect(exitCode).toBe(1);
    expect(of("data folder")[0]).toMatch(/^fail .*is a file, not a folder/);
  }
});

test.runIf(existsSync("/proc/self"))(
  "a data folder that could never be made fails, even for root",
  async () => {
    const { exitCode, out, of } = await doctor(tempFolder(), { env: { MARU_DATA: "/proc/maru" } });
    expect(of("data folder")[0]).toMatch(/^fail .*\/proc cannot be written/);
    expect(out).toContain("write access");
    expect(exitCode).toBe(1);
  },
);

test.each([
  [100e6, "fail"],
  [1e9, "warn"],
  [50e9, "ok"],
])("%d bytes of free disk space are %s", async (free, level) => {
  const finding = await checkDiskSpace(tempFolder(), async () => free);
  expect(finding.level).toBe(level);
  expect(finding.remedy === undefined).toBe(level === "ok");
});

test("an installed model and its LoRA adapter are read, and fit", async () => {
  const folder = tempFolder();
  writeScriptedLora(join(folder, "voice.gguf"), model(folder), { to: 0 });
  writeFileSync(join(folder, "maru.yaml"), "model: { lora: [{ path: voice.gguf }] }\n");
  const { exitCode, of } = await doctor(folder);
  expect(of("model")).toEqual([
    expect.stringMatching(
      /^ok .*tiny.* needs about 4\d\d MB of memory, 12\.0 GB of 16\.0 GB are available\. Answers at the same time: \d, of 8192 tokens\. A graphics card is not counted\.$/,
    ),
    expect.stringMatching(/^ok .*LoRA adapter voice\.gguf is for this model/),
  ]);
  expect(exitCode).toBe(0);
});

test("a model that is cut off, or needs more memory than there is, fails", async () => {
  const folder = tempFolder();
  const whole = model(folder).path;
  const named = join(folder, "maru.yaml");

  writeDamaged(whole, join(folder, "cut.gguf"), "truncated-data");
  writeFileSync(named, "model: { use: ./cut.gguf }\n");
  const cut = await doctor(folder);
  expect(cut.of("model")[0]).toMatch(/^fail .*cut off: the download did not finish/);
  expect(cut.exitCode).toBe(1);

  writeFileSync(named, `model: { use: ${JSON.stringify(whole)} }\n`);
  const small = await doctor(folder, { memory: () => ({ totalBytes: 350e6, availableBytes: 340e6 }) });
  expect(small.of("model")[0]).toMatch(/^fail .*needs about 4\d\d MB/);
  const busy = await doctor(folder, { memory: () => ({ totalBytes: 16e9, availableBytes: 340e6 }) });
  expect(busy.of("model")[0]).toMatch(/^warn .*needs about 4\d\d MB/);
  expect(busy.exitCode).toBe(0);
});

test("where no graphics card is to be used, none is spoken of", async () => {
  const folder = tempFolder();
  model(folder);
  writeFileSync(join(folder, "maru.yaml"), "model: { gpu: false }\n");
  expect((await doctor(folder)).of("model")[0]).toMatch(/of 8192 tokens\.$/);
});

test("a model that nobody knows fails; none, when wanted, is fine", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "maru.yaml"), "model: { use: lama }\n");
  expect((await doctor(folder)).of("model")[0]).toMatch(/^fail /);
  writeFileSync(join(folder, "maru.yaml"), "model: { use: none }\n");
  expect((await doctor(folder)).of("model")).toEqual(["ok    model        The config wants none."]);
});

test("the router that ships is whole, with its languages and size; none, when wanted, is fine", async () => {
  const folder = tempFolder();
  expect((await doctor(folder)).of("router")).toEqual([
    expect.stringMatching(
      /^ok .*Messages in English and Korean are scored by the weights [0-9a-f]{8}, \d MB\.$/,
    ),
  ]);
  writeFileSync(join(folder, "maru.yaml"), "moderation: { router: false }\n");
  expect((await doctor(folder)).of("router")).toEqual([
    "ok    router       The config wants none: messages are not scored.",
  ]);
});

test("a router whose file is missing, unreadable or damaged by one bit fails, with what to do", async () => {
  const folder = tempFolder();
  const file = join(folder, "router.bin");
  const check = () => checkRouter(true, pathToFileURL(file));
  const failed = { check: "router", level: "fail", detail: "Messages are not scored." };
  const missing = "models/router/router.bin is missing. It ships with Maru: restore it with";
  expect(await check()).toEqual({ ...failed, remedy: expect.stringContaining(missing) });

  const bytes = readFileSync(new URL("../../models/router/router.bin", import.meta.url));
  bytes[bytes.length - 30_000]! ^= 1;
  writeFileSync(file, bytes);
  const damaged = /the file is damaged: its checksum is .* Restore models\/router from the release/;
  expect(await check()).toEqual({ ...failed, remedy: expect.stringMatching(damaged) });

  rmSync(file);
  mkdirSync(file);
  expect(await check()).toEqual({ ...failed, remedy: expect.stringContaining("router.bin cannot be read") });
});

test("each platform that is on tells what it finds, given its section and its secrets and nothing else", async () => {
  const asked: unknown[] = [];
  const finding: Finding = {
    check: "web chat",
    level: "fail",
    detail: "The port is taken.",
    remedy: "Choose another.",
  };
  const asking = {
    ...web,
    secrets: ["WEB_TOKEN"],
    doctor: async (...args: unknown[]) => {
      asked.push(args);
      return [finding];
    },
  };
  const { exitCode, out, of } = await doctor(tempFolder(), {
    findAdapters: async () => [asking],
    env: { MARU_PORT: "8080", WEB_TOKEN: "t", OTHER_TOKEN: "o" },
  });
  expect(asked).toEqual([[{ port: 8080, channels: ["general", "random"] }, { WEB_TOKEN: "t" }]]);
  expect(of("web chat")).toEqual(["fail  web chat     The port is taken."]);
  expect(out).toContain("                   Choose another.");
  expect(exitCode).toBe(1);
});

test("with every platform off there is nobody to talk to", async () => {
  const folder = tempFolder();
  writeFileSync(join(folder, "maru.yaml"), "platforms: { web: false }\n");
  const { exitCode, of } = await doctor(folder);
  expect(of("platforms")[0]).toMatch(/^fail .*Every platform is off/);
  expect(exitCode).toBe(1);
});

describe("for one platform only", () => {
  const asked: unknown[] = [];
  const chatty: AdapterModule = {
    ...platform(
      "chatty",
      z
        .strictObject({ room: z.string().default("hall") })
        .nullable()
        .default(null),
      ["TOKEN"],
    ),
    doctor: async (...args) => {
      asked.push(args);
      return [{ check: "chatty token", level: "ok", detail: "It is right." }];
    },
  };
  const findAdapters = async () => [chatty, web];

  test("its own checks are made and no others", async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, "maru.yaml"), "platforms: { chatty: { room: kitchen } }\n");
    asked.length = 0;
    const { exitCode, out } = await run(["doctor", "--chatty"], folder, {
      findAdapters,
      env: { TOKEN: "t" },
    });
    expect(out).toBe("ok    chatty token  It is right.\n\nNothing stands in Maru's way on chatty.\n");
    expect(asked).toEqual([[{ room: "kitchen" }, { TOKEN: "t" }]]);
    expect(exitCode).toBe(0);
  });

  test("while it is off, that is said with how to turn it on, and it is checked as it would be", async () => {
    asked.length = 0;
    const { exitCode, out } = await run(["doctor", "--chatty"], tempFolder(), { findAdapters });
    expect(out).toContain("fail  chatty       It is off.\n");
    expect(out).toContain("Turn it on in maru.yaml: platforms: { chatty: {} }\n");
    expect(out).toContain("ok    chatty token  It is right.");
    expect(asked).toEqual([[{ room: "hall" }, {}]]);
    expect(exitCode).toBe(1);
  });

  test("one that cannot be without settings is only said to be off", async () => {
    const { exitCode, out } = await run(["doctor", "--slack"], tempFolder());
    expect(out).toMatch(/^fail {2}slack {8}It is off\.\n.*\n\nMend what failed/);
    expect(exitCode).toBe(1);
  });

  test("several can be named, and a config with faults is told instead", async () => {
    const folder = tempFolder();
    const both = await run(["doctor", "--web", "--chatty"], folder, { findAdapters });
    expect(both.out).toContain("chatty token");
    writeFileSync(join(folder, "maru.yaml"), "queue: { waitin: 7 }\n");
    const faulty = await run(["doctor", "--chatty"], folder, { findAdapters });
    expect(faulty.out).toContain("queue.waitin is not a setting.");
    expect(faulty.out).not.toContain("chatty token");
    expect(faulty.exitCode).toBe(1);
  });

  test("the help names the flag of each platform, and one that there is not is misuse", async () => {
    const { out } = await run(["help", "doctor"], tempFolder(), { findAdapters });
    expect(out).toMatch(/--chatty +check only chatty, also while it is off/);
    expect(out).toContain("--web");
    expect(await run(["doctor", "--matrix"], tempFolder())).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("Unknown option '--matrix'."),
    });
  });
});

test("digests that cannot come are told with what to do, and when the next of the others is due", async () => {
  const folder = tempFolder();
  const digest = (on: string, place: string, when: string) => ({ platform: on, place, when });
  const digests = [
    digest("web", "general", "0 9 1 1 *"),
    digest("web", "#general", "0 9 2 1 *"),
    digest("slack", "general", "0 9 * * *"),
    digest("web", "random", "0 9 * * *"),
    digest("web", "generl", "0 9 * * *"),
  ];
  const config = {
    platforms: { web: { port: 0 } },
    answers: { places: { deny: ["#random"] } },
    summaries: { timeZone: "Asia/Seoul", digests },
  };
  writeFileSync(join(folder, "maru.yaml"), JSON.stringify(config));
  const { exitCode, out, of } = await doctor(folder, { findAdapters: async () => [webChat, slack] });
  expect(exitCode).toBe(0);
  expect(of("digests")).toEqual([
    "warn  digests      The digest of general on slack does not come: slack is off.",
    "warn  digests      The digest of random on web does not come: answers.places.deny keeps Maru from answering there.",
    "warn  digests      The digest of generl on web does not come: there is no such channel.",
    expect.stringMatching(
      /^ok {4}digests {6}2 digests; the next is due for #?general on web, .*\b[12] January 20\d\d at 09:00 \(Asia\/Seoul\)\.$/,
    ),
  ]);
  expect(out).toContain("or take the digest out of summaries.digests.");
  expect(out).toContain("Name one of general, random in summaries.digests");
});
