import type { Hono } from "hono";
import type { Logger } from "../../../src/core/ports/logger.ts";
import type { Moderators } from "../moderation/moderators.ts";
import type { WebModeration } from "../moderation/open-moderation.ts";
import type { Person } from "../people.ts";
import type { Places } from "../places.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { Notices } from "../shared/moderation-wire.ts";
import type { Me } from "../wire.ts";
import { type ChatEnv, placeAsked, seqAsked } from "./asked.ts";
import { appealBody, openReviewBody, readBody, reportBody } from "./read-body.ts";
import { addReviewRoutes, caseAsked } from "./review-routes.ts";

export interface ModerationRoutesParts {
  readonly places: Places;
  readonly moderators: Moderators;
  readonly moderation: WebModeration;
  readonly asMe: (person: Person) => Promise<Me>;
  readonly log: Logger;
}

/** What everybody can do about moderation, and the door to the review page. Without moderation there is nothing of it. */
export function addModerationRoutes(api: Hono<ChatEnv>, parts: ModerationRoutesParts): void {
  const { places, moderators, moderation, log } = parts;
  const { concerns, notices, desk } = moderation;
  if (!desk) return;

  api.post("/messages/:place/:seq/report", async (context) => {
    const place = placeAsked(places, context);
    const { words } = await readBody(context, reportBody);
    await concerns.report(context.var.person, place, seqAsked(context, "seq"), words);
    return context.body(null, 202);
  });

  api.get("/notices", async (context) =>
    context.json({ notices: await notices.of(context.var.person) } satisfies Notices),
  );

  api.delete("/notices/:id", async (context) => {
    await notices.dismiss(context.var.person, context.req.param("id"));
    return context.body(null, 204);
  });

  api.post("/appeals/:case", async (context) => {
    const id = caseAsked(context);
    const { words, nonce } = await readBody(context, appealBody);
    await concerns.appeal(context.var.person, id, words, nonce);
    return context.body(null, 202);
  });

  api.post("/review/open", async (context) => {
    const { person } = context.var;
    const { key } = await readBody(context, openReviewBody);
    const opened = await moderators.open(person, key);
    switch (opened) {
      case "opened":
        log.info({ person: person.id }, "web person became a moderator");
        return context.json(await parts.asMe(person));
      case "wrong":
        log.warn({ person: person.id }, "web person tried a wrong review key");
        throw new Refusal(403, "wrong-key", "This is not the review key. Maru says it when it starts.");
      case "too-often":
        throw new Refusal(429, "too-often", "Wait until the last key was answered.");
      default:
        return opened satisfies never;
    }
  });

  api.use("/review/*", async (context, next) => {
    if (!moderators.has(context.var.person.id)) {
      throw new Refusal(403, "not-moderator", "Open the review address that Maru says when it starts.");
    }
    await next();
  });
  addReviewRoutes(api, moderation, desk);
  api.all("/review/*", () => {
    throw notFound();
  });
}
