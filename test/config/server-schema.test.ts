import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/index.ts";
import { web } from "./adapters.ts";

const load = (text: string) => loadConfig({ text, env: {}, adapters: [web] });

/** What is told of a config with these lines below `model.servers`. */
function faults(text: string): readonly string[] {
  const loaded = load(text);
  return loaded.ok
    ? []
    : loaded.faults.map(({ line, where, problem, remedy }) => `${line} ${where} ${problem}. ${remedy}`);
}

test("a server needs its address alone, and there are none by default", () => {
  const none = load("");
  expect(none.ok && [none.config.model.servers, none.config.moderation.guard.servers]).toEqual([[], []]);
  const one = load("model: { servers: [{ url: http://127.0.0.1:8080 }] }");
  expect(one.ok && one.config.model.servers).toEqual([{ url: "http://127.0.0.1:8080" }]);
  const full = load(
    "moderation: { guard: { servers: [{ url: https://gpu.example.com/llm/v1, model: a, parallel: 8, keyVariable: MARU_KEY_GPU, sees: true }] } }",
  );
  expect(full.ok && full.config.moderation.guard.servers).toEqual([
    {
      ...{ url: "https://gpu.example.com/llm/v1", model: "a", parallel: 8 },
      ...{ keyVariable: "MARU_KEY_GPU", sees: true },
    },
  ]);
});

test("every fault of a server is told at once, where it stands, with what to do", () => {
  expect(
    faults(`model:
  servers:
    - url: localhost:8080
    - url: ftp://127.0.0.1
    - url: http://me:secret@127.0.0.1:8080
    - url: http://127.0.0.1:8080/?key=1
    - modle: a
    - url: http://127.0.0.1:8081
      parallel: 0
      keyVariable: sk-1234567890
`),
  ).toEqual([
    expect.stringMatching(
      /^3 model\.servers\[0\]\.url must be an address, e\.g\. http:\/\/127\.0\.0\.1:8080\. /,
    ),
    expect.stringMatching(/^4 model\.servers\[1\]\.url must be an address/),
    expect.stringMatching(
      /^5 model\.servers\[2\]\.url must hold no user and no password: use keyVariable\. /,
    ),
    expect.stringMatching(/^6 model\.servers\[3\]\.url must end with the path, without \? and #\. /),
    expect.stringMatching(/^7 model\.servers\[4\]\.url is missing\. Where it answers/),
    "7 model.servers[4].modle is not a setting. Did you mean model?",
    expect.stringMatching(/^9 model\.servers\[5\]\.parallel must be at least 1\. /),
    expect.stringMatching(
      /^10 model\.servers\[5\]\.keyVariable must be the name of an environment variable that begins with MARU_KEY, not the key itself\. /,
    ),
  ]);
});

test("a key itself does not belong in the file, and a variable of another secret cannot be named", () => {
  expect(faults("model: { servers: [{ url: http://127.0.0.1:1, apiKey: abc }] }").join()).toContain(
    "looks like a secret",
  );
  for (const name of ["DISCORD_TOKEN", "MARU_DATA", "PATH", "MARU_KEYS"])
    expect(faults(`model: { servers: [{ url: http://127.0.0.1:1, keyVariable: ${name} }] }`)).toHaveLength(1);
});

test("the same server twice, or servers beside a file, are no sense", () => {
  expect(
    faults("model: { servers: [{ url: http://127.0.0.1:1 }, { url: http://127.0.0.1:1/ }] }").join(),
  ).toContain("model.servers must not hold the same url twice");
  for (const use of ["none", "./model.gguf"])
    expect(faults(`model: { use: ${use}, servers: [{ url: http://127.0.0.1:1 }] }`).join()).toContain(
      "model.servers cannot stand beside use: either Maru runs the model, or servers do",
    );
  expect(faults("moderation: { guard: { use: none, servers: [{ url: http://127.0.0.1:1 }] } }")).toHaveLength(
    1,
  );
});
