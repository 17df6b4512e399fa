import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Ground } from "./ground.ts";
import type { Needs } from "./maru.ts";

export interface LlamaServer {
  /** Streams an answer of so many tokens to the prompt. */
  reply(prompt: string, tokens: number, onPiece: (piece: string) => void): Promise<void>;
}

/** Runs llama-server for as long as it is used. */
export async function withLlamaServer<Result>(
  { llamaCpp, path, threads }: Ground,
  { parallel, contextTokens }: Needs,
  use: (server: LlamaServer) => Promise<Result>,
): Promise<Result> {
  const port = await freePort();
  const numbers = { "-t": threads, "-np": parallel, "-c": parallel * contextTokens, "--port": port };
  const args = [
    "-m",
    path,
    "--host",
    "127.0.0.1",
    ...Object.entries(numbers).flatMap(([name, value]) => [name, String(value)]),
  ];
  const child = spawn(llamaCpp["llama-server"], args, { stdio: "ignore" });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const url = `http://127.0.0.1:${port}`;
  try {
    while (!(await isUp(url))) {
      if (child.exitCode !== null) throw new Error(`llama-server ended with ${child.exitCode}`);
      await pause(50);
    }
    return await use({ reply: (...asked) => reply(url, ...asked) });
  } finally {
    process.off("exit", kill);
    kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }
}

async function isUp(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`);
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

async function reply(
  url: string,
  prompt: string,
  tokens: number,
  onPiece: (piece: string) => void,
): Promise<void> {
  const response = await fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      messages: [{ role: "user", content: prompt }],
      stream: true,
      max_tokens: tokens,
      // As Maru samples, and llama-server's own choice of the 40 likeliest first.
      temperature: 0.6,
      top_p: 0.9,
    }),
  });
  if (!response.ok || response.body === null) throw new Error(`llama-server answered ${response.status}`);
  let rest = "";
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (!line.startsWith("data: {")) continue;
      const piece = JSON.parse(line.slice("data: ".length)).choices?.[0]?.delta?.content;
      if (piece) onPiece(piece);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
