import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { APIAttachment } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { createAttachments } from "../../../adapters/discord/attachments.ts";
import { listeningLog } from "../listening-log.ts";

/** A server of files whose `/moved` leads to another one. */
async function files(moved?: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    if (request.url === "/moved") response.writeHead(302, { location: moved }).end();
    else response.end("some words");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const attached = (url: string) =>
  ({ id: url, filename: "a.txt", size: 10, url, content_type: "text/plain" }) as APIAttachment;

test("files are fetched from Discord's hosts alone, also when one of those leads elsewhere", async () => {
  const elsewhere = await files();
  const own = await files(`${elsewhere.url}/secret`);
  const log = listeningLog();
  const { read } = createAttachments({ limits: { maxBytes: 100, maxFiles: 3 }, api: own.url, log });
  expect(await read([attached(`${own.url}/a`)])).toContain("some words");
  for (const url of [`${own.url}/moved`, `${elsewhere.url}/a`])
    expect(await read([attached(url)])).toBe("(attached: a.txt, it could not be fetched)");
  expect(own.asked).toEqual(["/a", "/moved"]);
  expect(elsewhere.asked).toEqual([]);
});

test("so are images", async () => {
  const elsewhere = await files();
  const own = await files(`${elsewhere.url}/secret`);
  const { images, readImage } = createAttachments({
    limits: { maxBytes: 100, maxFiles: 3 },
    api: own.url,
    log: listeningLog(),
  });
  const image = (url: string) => images([{ ...attached(url), content_type: "image/png" }])[0]!;
  const limits = { maxBytes: 100, signal: new AbortController().signal };
  await expect(readImage(image(`${own.url}/words`), limits)).rejects.toThrow("no PNG");
  await expect(readImage(image(`${own.url}/moved`), limits)).rejects.toThrow("fetch failed");
  for (const url of [
    `${elsewhere.url}/a`,
    "https://cdn.discordapp.com.evil.example/a",
    "http://cdn.discordapp.com/a",
  ])
    await expect(readImage(image(url), limits)).rejects.toThrow("not fetched from");
  expect(own.asked).toEqual(["/words", "/moved"]);
  expect(elsewhere.asked).toEqual([]);
});
