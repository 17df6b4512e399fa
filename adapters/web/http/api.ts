import { Hono } from "hono";
import type { Logger } from "../../../src/core/ports/logger.ts";
import type { Part } from "../archive.ts";
import type { AsChatMessages } from "../as-chat-message.ts";
import type { Changing } from "../changing.ts";
import { readCommand } from "../command.ts";
import type { Moderators } from "../moderation/moderators.ts";
import type { WebModeration } from "../moderation/open-moderation.ts";
import type { Silences } from "../moderation/silences.ts";
import { readPage } from "../pages.ts";
import { type People, type Person, SELF } from "../people.ts";
import type { ChatPlace, Places } from "../places.ts";
import type { Posting } from "../posting.ts";
import type { AddressPost } from "../private-commands.ts";
import type { ReadMarks } from "../read-marks.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { StopReply } from "../stopping.ts";
import type { About, Joined, Me, WirePerson } from "../wire.ts";
import { type Asked, type ChatEnv, pageAsked, placeAsked, seqAsked } from "./asked.ts";
import { addModerationRoutes } from "./moderation-routes.ts";
import { answerFailure, asProblem } from "./problem.ts";
import { editBody, joinBody, postBody, ratingBody, readBody, readMarkBody } from "./read-body.ts";

/** What the API works with; there once the adapter is ready. */
export interface ApiParts {
  readonly about: About;
  readonly people: People;
  readonly places: Places;
  readonly addressPost: AddressPost;
  readonly readMarks: ReadMarks;
  readonly posting: Posting;
  readonly changing: Changing;
  readonly stopReply: StopReply;
  readonly asChatMessages: AsChatMessages;
  readonly moderators: Moderators;
  readonly silences: Silences;
  readonly moderation: WebModeration;
  readonly log: Logger;
}

/** The HTTP interface that wire.ts describes, under `/api`. */
export function createApi(parts: ApiParts): Hono<ChatEnv> {
  const { people, places, posting, changing, asChatMessages, silences } = parts;
  const api = new Hono<ChatEnv>().basePath("/api");

  api.use(async (context, next) => {
    await next();
    context.res.headers.set("cache-control", "no-store");
  });

  api.onError((error, context) => answerFailure(context, error, parts.log));

  api.get("/about", (context) => context.json(parts.about));

  api.post("/people", async (context) => {
    const { name, locale } = await readBody(context, joinBody);
    const joined = await people.join(name, locale);
    switch (joined) {
      case "bad-name":
        throw new Refusal(
          422,
          "bad-name",
          "A name has 1 to 32 characters, none of them invisible or @, and is not Maru's own.",
        );
      case "name-taken":
        throw new Refusal(409, "name-taken", "Somebody has this name already. Choose another.");
      default:
        parts.log.info({ person: joined.person.id }, "web person joined");
        return context.json(
          { person: asWirePerson(joined.person), token: joined.token } satisfies Joined,
          201,
        );
    }
  });

  api.use(async (context, next) => {
    const token = /^Bearer (\S{1,200})$/.exec(context.req.header("authorization") ?? "")?.[1];
    const person = token === undefined ? undefined : people.byToken(token);
    if (!person) throw new Refusal(401, "unknown-person", "Join first: POST /api/people.");
    context.set("person", person);
    await next();
  });

  api.get("/me", async (context) => context.json(await asMe(context.var.person)));

  api.get("/places/:place/messages", async (context) => {
    const place = placeOf(context);
    const part: Part = place.kind === "direct" ? { part: "all" } : { part: "channel" };
    return context.json(await readPage(asChatMessages, place, part, context.var.person, pageAsked(context)));
  });

  api.post("/places/:place/messages", async (context) => {
    const place = placeOf(context);
    const asked = await readBody(context, postBody);
    const { person } = context.var;
    await silences.ensureMayWrite(person.id);
    const { place: where, post, about } = await parts.addressPost(place, person, asked);
    if (about && isCatchUp(post.text)) await parts.readMarks.asked(person, place);
    const { row, repeated } = await posting.post(where, person, post, about);
    const [message] = await asChatMessages(where, [row], person);
    return context.json(message, repeated ? 200 : 201);
  });

  api.put("/places/:place/read", async (context) => {
    const place = placeOf(context);
    const { seq } = await readBody(context, readMarkBody);
    if (!(await place.archive.one(seq))) throw notFound();
    await parts.readMarks.set(context.var.person, place, seq);
    return context.body(null, 204);
  });

  api.get("/threads/:place/:root/messages", async (context) => {
    const place = placeOf(context);
    const root = await rootOf(place, context);
    const part: Part = root === 0 ? { part: "all" } : { part: "thread", root };
    return context.json(await readPage(asChatMessages, place, part, context.var.person, pageAsked(context)));
  });

  api.patch("/messages/:place/:seq", async (context) => {
    const place = placeOf(context);
    const { text } = await readBody(context, editBody);
    await silences.ensureMayWrite(context.var.person.id);
    const row = await changing.edit(place, seqAsked(context, "seq"), context.var.person, text);
    const [message] = await asChatMessages(place, [row], context.var.person);
    return context.json(message);
  });

  api.delete("/messages/:place/:seq", async (context) => {
    await changing.remove(placeOf(context), seqAsked(context, "seq"), context.var.person);
    return context.body(null, 204);
  });

  api.put("/messages/:place/:seq/rating", async (context) => {
    const place = placeOf(context);
    const { rating } = await readBody(context, ratingBody);
    const row = await changing.rate(place, seqAsked(context, "seq"), context.var.person, rating);
    const [message] = await asChatMessages(place, [row], context.var.person);
    return context.json(message);
  });

  api.post("/messages/:place/:seq/stop", async (context) => {
    await parts.stopReply(placeOf(context), seqAsked(context, "seq"), context.var.person);
    return context.body(null, 202);
  });

  addModerationRoutes(api, { ...parts, asMe });

  api.all("*", () => {
    throw notFound();
  });

  const isCatchUp = (text: string) => readCommand(text, parts.about.commands)?.command === "catchup";
  const placeOf = (context: Asked) => placeAsked(places, context);

  async function asMe(person: Person): Promise<Me> {
    const until = await silences.until(person.id);
    return {
      person: asWirePerson(person),
      people: people.newest(500).map(asWirePerson),
      places: places.of(person).map(({ id, name, kind }) => ({ id, name, kind })),
      moderator: parts.moderators.has(person.id),
      read: await parts.readMarks.of(person),
      ...(until === undefined ? {} : { silentUntil: new Date(until).toISOString() }),
    };
  }

  /** The root as it stands in the URL, when there is such a thread; 0 for a direct place. */
  async function rootOf(place: ChatPlace, context: Asked): Promise<number> {
    const root = seqAsked(context, "root");
    if (place.kind === "direct") {
      if (root !== 0) throw notFound();
      return 0;
    }
    const row = await place.archive.one(root);
    if (!row || row.said.root !== undefined || place.archive.withheld.has(root)) throw notFound();
    return root;
  }

  return api;
}

const asWirePerson = ({ id, name }: Person): WirePerson => ({
  id,
  name,
  kind: id === SELF ? "self" : "person",
});

export const unavailable = () =>
  asProblem("unavailable", "Maru is starting or stopping. Try again in a moment.");
