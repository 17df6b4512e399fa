import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createAttachments } from "../../../adapters/slack/attachments.ts";
import type { RawFile } from "../../../adapters/slack/raw-message.ts";
import { listeningLog } from "../listening-log.ts";
import { configured } from "./chat.ts";

/** A server of files, and what it was asked for. */
async function serving(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url!);
    answer(request, response);
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close().closeAllConnections());
  await once(server, "listening");
  return { asked, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function reading(origin: string) {
  const clock = { now: 0 };
  const log = listeningLog();
  const attachments = createAttachments({
    limits: configured().attachments,
    token: "xoxb-secret",
    api: `${origin}/api/`,
    now: () => clock.now,
    log,
  });
  return { attachments, clock };
}

const file = (origin: string, id: string): RawFile => ({
  id,
  name: `${id}.txt`,
  mimetype: "text/plain",
  size: 5,
  url_private_download: `${origin}/${id}`,
  url_private: undefined,
  mode: undefined,
});

test("a file that leads elsewhere is not followed: the token would go along", async () => {
  const elsewhere = await serving((_, response) =>
    response.writeHead(200, { "content-type": "text/plain" }).end("stolen"),
  );
  const slack = await serving((_, response) =>
    response.writeHead(302, { location: `${elsewhere.origin}/x` }).end(),
  );
  const { attachments } = reading(slack.origin);
  expect(await attachments.read([file(slack.origin, "F1")])).toBe(
    "(attached: F1.txt, it could not be fetched)",
  );
  expect(slack.asked).toEqual(["/F1"]);
  expect(elsewhere.asked).toEqual([]);
});

test("the page to sign in is not taken for a file; it is told, and not asked for again at once", async () => {
  let isLocked = true;
  const slack = await serving((_, response) =>
    isLocked
      ? response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<title>Sign in</title>")
      : response.writeHead(200, { "content-type": "text/plain" }).end("alpha"),
  );
  const { attachments, clock } = reading(slack.origin);
  const told: number[] = [];
  for (let count = 1; count <= 3; count++)
    expect(await attachments.read([file(slack.origin, "F1")], () => told.push(count))).toBe(
      "(attached: F1.txt, it could not be fetched)",
    );
  expect(told).toEqual([1, 2, 3]);
  expect(slack.asked).toEqual(["/F1"]);
  isLocked = false;
  clock.now = 61_000;
  expect(await attachments.read([file(slack.origin, "F1")])).toBe("F1.txt:\n```\nalpha\n```");
});

test("images are fetched with the token, from Slack alone; the page to sign in is none", async () => {
  const elsewhere = await serving((_, response) => response.end("stolen"));
  const png = Buffer.from("89504e470d0a1a0a01", "hex");
  const slack = await serving(({ url, headers }, response) => {
    if (url === "/moved") response.writeHead(302, { location: `${elsewhere.origin}/x` }).end();
    else if (headers.authorization !== "Bearer xoxb-secret") response.writeHead(403).end();
    else if (url === "/signin") response.writeHead(200, { "content-type": "text/html" }).end("Sign in");
    else response.writeHead(200, { "content-type": "image/png" }).end(png);
  });
  const { images, readImage } = reading(slack.origin).attachments;
  const image = (origin: string, id: string) => images([{ ...file(origin, id), mimetype: "image/png" }])[0]!;
  const limits = { maxBytes: 100, signal: new AbortController().signal };
  expect(await readImage(image(slack.origin, "a"), limits)).toEqual({
    mediaType: "image/png",
    base64: png.toString("base64"),
  });
  await expect(readImage(image(slack.origin, "moved"), limits)).rejects.toThrow("fetch failed");
  await expect(readImage(image(elsewhere.origin, "a"), limits)).rejects.toThrow("not fetched from");
  await expect(readImage(image("", "a"), limits)).rejects.toThrow("no address");
  await expect(readImage(image(slack.origin, "signin"), limits)).rejects.toThrow("files:read");
  expect(slack.asked).toEqual(["/a", "/moved", "/signin"]);
  expect(elsewhere.asked).toEqual([]);
});

test("files that are gone are no images", () => {
  const { attachments } = reading("https://slack.example");
  const gone = { ...file("", "F1"), mimetype: "image/png", mode: "tombstone" };
  expect(attachments.images([gone])).toEqual([]);
});
