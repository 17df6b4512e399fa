import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { connect } from "./connect.ts";
import { signature } from "./events/signed-http.ts";

/** An app that answers as the test says. */
const bareApp = async () => {
  const got: { headers: IncomingHttpHeaders; body: string }[] = [];
  const answers = { status: 200, headers: {} as Record<string, string>, body: "" };
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += String(piece);
    const { challenge } = body.startsWith("{") ? (JSON.parse(body) as { challenge?: string }) : {};
    if (challenge !== undefined) return response.end(challenge);
    got.push({ headers: request.headers, body });
    return response.writeHead(answers.status, answers.headers).end(answers.body);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    got,
    answers,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    [Symbol.dispose]: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

test("a real Bolt app behind a URL answers the challenge and gets signed events", async () => {
  await using world = await connect({ mode: "http" });
  const { slack } = world;
  const heard: string[] = [];
  await world.boltByHttp((app) => app.message(async ({ message }) => void heard.push(message.ts)));
  const said = slack.say(slack.addPerson("Ann"), slack.general, "hello 한글 👋");
  await slack.until(() => slack.deliveries.every(({ state }) => state === "acknowledged"));
  expect(heard).toEqual([said.ts]);
});

test("commands and clicks come as forms, and the answer to them is shown", async () => {
  await using world = await connect({ mode: "http" });
  const { slack, web } = world;
  const pressed: string[] = [];
  await world.boltByHttp((app) => {
    app.command("/ask", async ({ ack, command }) => ack(`You asked: ${command.text}`));
    app.action("go", async ({ ack, action }) => {
      await ack();
      pressed.push("value" in action ? action.value! : "");
    });
  });
  const ann = slack.addPerson("Ann");
  expect((await slack.slash(ann, slack.general, "/ask", "a & b")).state).toBe("acknowledged");
  expect(slack.seen(slack.general)).toMatchObject([{ text: "You asked: a & b", onlyFor: ann.id }]);
  const { ts } = await web.chat.postMessage({
    channel: slack.general.id,
    text: "Go?",
    blocks: [
      {
        type: "actions",
        elements: [
          { type: "button", action_id: "go", value: "now", text: { type: "plain_text", text: "Go" } },
        ],
      },
    ],
  });
  expect((await slack.press(ann, { ts: ts! }, "go")).state).toBe("acknowledged");
  expect(pressed).toEqual(["now"]);
  expect(slack.violations).toEqual([]);
});

test("the signature is Slack's own example", () => {
  // docs: authentication/verifying-requests-from-slack
  const body =
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
  expect(signature("8f742231b10e8888abcd99yyyzzz85a5", "1531420618", body)).toBe(
    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
  );
});

test("an event that fails comes again with its number and reason; x-slack-no-retry ends it", async () => {
  await using world = await connect({ mode: "http" });
  const { slack } = world;
  using app = await bareApp();
  await slack.useRequestUrl(app.url);
  app.answers.status = 500;
  slack.say(slack.addPerson("Ann"), slack.general, "hello");
  await slack.until(() => slack.deliveries[0]!.attempts === 2);
  await expect.poll(() => app.got).toHaveLength(2);
  expect(app.got[0]!.headers["x-slack-retry-num"]).toBeUndefined();
  expect(app.got[1]!.headers).toMatchObject({
    "x-slack-retry-num": "1",
    "x-slack-retry-reason": "http_error",
  });
  expect(app.got[1]!.body).toBe(app.got[0]!.body);
  app.answers.headers = { "x-slack-no-retry": "1" };
  const later = () => {
    slack.clock.advance(60_000);
    return slack.deliveries[0]!.state;
  };
  await expect.poll(later).toBe("given up");
  expect(app.got).toHaveLength(3);
});

test("a URL that does not answer the challenge is not taken", async () => {
  await using world = await connect({ mode: "http" });
  await expect(world.slack.useRequestUrl(`${world.slack.api}auth.test`)).rejects.toThrow("challenge");
});
