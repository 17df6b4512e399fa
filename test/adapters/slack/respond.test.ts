import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { WebAPIHTTPError } from "@slack/web-api";
import { expect, test } from "vitest";
import { respond } from "../../../adapters/slack/respond.ts";

const body = {
  text: "See https://example.com/x.",
  response_type: "ephemeral",
  replace_original: false,
} as const;

/** A server that answers in this way, and what it was sent. */
async function answering(status: number, headers: Record<string, string> = {}) {
  const sent: unknown[] = [];
  const server = createServer(async (request, response) => {
    sent.push(JSON.parse(await text(request)));
    response.writeHead(status, headers).end("worn out");
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    sent,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/response`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

test("what is said at an address of Slack's shows nobody a preview of what the model links to", async () => {
  await using slack = await answering(200);
  await respond(slack.url, body);
  expect(slack.sent).toEqual([{ ...body, unfurl_links: false, unfurl_media: false }]);
});

test("an address that is worn out is told of by its status", async () => {
  await using slack = await answering(404);
  const refused = await respond(slack.url, body).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(WebAPIHTTPError);
  expect(refused).toMatchObject({ statusCode: 404, body: "worn out" });
});

test("nothing that was said goes on to where an address leads", async () => {
  await using elsewhere = await answering(200);
  await using slack = await answering(307, { location: elsewhere.url });
  await expect(respond(slack.url, body)).rejects.toThrow();
  expect(elsewhere.sent).toEqual([]);
});
