import { randomUUID } from "node:crypto";
import { limits } from "../validation/limits.ts";
import type { Blame } from "../violations.ts";
import { appFields } from "../world/authors.ts";
import { changeMessage, removeMessage, writeMessage } from "../world/messages.ts";
import type { Block, Channel, Post, Ts } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { ApiError, blameFor } from "./api-error.ts";
import type { Arguments } from "./arguments.ts";
import { checkContent } from "./content.ts";

/** What an app may post to a `response_url` (docs: interactivity/handling-user-interaction#message_responses). */
interface Response {
  readonly text?: string;
  readonly blocks?: readonly Block[];
  readonly response_type?: "in_channel" | "ephemeral";
  readonly replace_original?: boolean;
  readonly delete_original?: boolean;
  readonly thread_ts?: Ts;
}

const known = new Set([
  "text",
  "blocks",
  "attachments",
  "response_type",
  "replace_original",
  "delete_original",
  "thread_ts",
  "metadata",
  "unfurl_links",
  "unfurl_media",
  "mrkdwn",
  "link_names",
  "parse",
]);

export interface ResponseUrls {
  /** A URL for one interaction of a person. `original`: the message whose control was used. */
  create(person: string, channel: Channel, original?: Post): string;
  /** A post to such a URL: the status and body of the answer. */
  take(path: string, body: string): { readonly status: number; readonly body: object };
  /** What an app sends with the acknowledgement of a command: the same as a post, but it uses nothing up. */
  say(person: string, channel: Channel, response: unknown): void;
}

export const createResponseUrls = (world: World, blame: Blame): ResponseUrls => {
  const urls = new Map<
    string,
    { person: string; channel: Channel; original?: Post; newest?: Post; uses: number; at: number }
  >();

  const check = (response: Response): void => {
    for (const name of Object.keys(response))
      if (!known.has(name)) blameFor("invalid_arguments", `a response_url takes no ${name}`);
    if (!response.delete_original) checkContent(response as Arguments, limits.text);
  };

  const write = (person: string, channel: Channel, response: Response): Post =>
    writeMessage(world, channel, {
      author: appFields(world),
      ...(response.text === undefined ? {} : { text: response.text }),
      ...(response.blocks ? { blocks: response.blocks } : {}),
      ...(response.thread_ts === undefined ? {} : { thread: response.thread_ts }),
      ...(response.response_type === "in_channel" ? {} : { onlyFor: person }),
    });

  /** @param original what the control stands under, or what was posted here before */
  const respond = (person: string, channel: Channel, original: Post | undefined, response: Response) => {
    check(response);
    if (original && response.delete_original) {
      removeMessage(world, original);
      return original;
    }
    if (!original || !(response.replace_original ?? response.response_type === undefined))
      return write(person, channel, response);
    const { text = "", blocks = [] } = response;
    changeMessage(world, original, { text, blocks }, world.bot.id);
    return original;
  };

  return {
    create: (person, channel, original) => {
      const path = `/response/${world.team.id}/${randomUUID()}`;
      urls.set(path, {
        person,
        channel,
        ...(original ? { original } : {}),
        uses: 0,
        at: world.clock.now(),
      });
      return `${world.origin}${path}`;
    },
    take: (path, body) => {
      const url = urls.get(path);
      if (!url) return { status: 404, body: { ok: false, error: "not_found" } };
      url.uses += 1;
      const expired = world.clock.now() - url.at > limits.responseUrlMs;
      if (expired || url.uses > limits.responseUrlUses) {
        blame("response_url", expired ? "used after 30 minutes" : "used more than five times");
        return { status: 404, body: { ok: false, error: expired ? "expired_url" : "used_url" } };
      }
      try {
        url.newest = respond(
          url.person,
          url.channel,
          url.original ?? url.newest,
          JSON.parse(body) as Response,
        );
        return { status: 200, body: { ok: true } };
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        blame("response_url", error.fault ?? error.code);
        return { status: 404, body: { ok: false, error: error.code, ...error.more } };
      }
    },
    say: (person, channel, response) => {
      if (typeof response !== "object" || response === null || Object.keys(response).length === 0) return;
      try {
        check(response as Response);
        write(person, channel, response as Response);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        blame("acknowledgement", error.fault ?? error.code);
      }
    },
  };
};
