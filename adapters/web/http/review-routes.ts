import type { Hono } from "hono";
import type { CaseQuery, CaseTab, ReviewDesk } from "../../../src/core/ports/review.ts";
import type { CaseId } from "../../../src/core/types.ts";
import type { WebModeration } from "../moderation/open-moderation.ts";
import { notFound, Refusal } from "../refusal.ts";
import type { Backlog, CasePage, Labelled, ReviewPosts, Samples } from "../shared/moderation-wire.ts";
import { type Asked, type ChatEnv, countAsked, lastAsked } from "./asked.ts";
import { labelBody, moveBody, readBody } from "./read-body.ts";

const TABS: readonly CaseTab[] = ["waiting", "shadow", "settled"];
const MAX_SAMPLES = 200;
const MAX_REPORT_DAYS = 366;
const DEFAULT_REPORT_DAYS = 30;

/** What moderators see and do. Whether the person is one, was made sure of. */
export function addReviewRoutes(
  api: Hono<ChatEnv>,
  { concerns, posts }: WebModeration,
  desk: ReviewDesk,
): void {
  api.get("/review/cases", async (context) =>
    context.json((await desk.list(queryAsked(context))) satisfies CasePage),
  );

  api.get("/review/cases/:case", async (context) => {
    const found = await desk.find(caseAsked(context));
    if (!found) throw notFound();
    return context.json(found);
  });

  api.post("/review/cases/:case/moves", async (context) => {
    const id = caseAsked(context);
    const made = await readBody(context, moveBody);
    if (!(await desk.find(id))) throw notFound();
    await concerns.move(context.var.person, id, made);
    return context.body(null, 202);
  });

  api.get("/review/backlog", (context) => context.json(desk.backlog() satisfies Backlog));

  api.get("/review/samples", async (context) => {
    const sampled = await desk.samples(lastAsked(context));
    const samples = sampled.map(({ guard: _, ...sample }) => sample);
    return context.json({ samples } satisfies Samples);
  });

  api.post("/review/samples/:id/label", async (context) => {
    const id = context.req.param("id");
    const { label, nonce } = await readBody(context, labelBody);
    const sample = (await desk.samples(MAX_SAMPLES)).find(({ message }) => message.id === id);
    if (!sample) throw notFound();
    await concerns.label(context.var.person, sample.message.id, label, nonce);
    const { guard } = sample;
    return context.json((guard === undefined ? {} : { guard }) satisfies Labelled);
  });

  api.get("/review/report", async (context) => {
    const days = countAsked(context, "days", MAX_REPORT_DAYS) ?? DEFAULT_REPORT_DAYS;
    return context.json(await desk.report(days));
  });

  api.get("/review/posts", async (context) =>
    context.json({ posts: await posts.all() } satisfies ReviewPosts),
  );
}

/** The case that the URL names. Throws a `Refusal` when no case can be called so. */
export function caseAsked(context: Asked): CaseId {
  const id = asCaseId(context.req.param("case") ?? "");
  if (!id) throw notFound();
  return id;
}

function asCaseId(text: string): CaseId | undefined {
  const digits = /^c([1-9]\d{0,14})$/.exec(text)?.[1];
  return digits === undefined ? undefined : `c${Number(digits)}`;
}

function queryAsked(context: Asked): CaseQuery {
  const { tab: asked, before, platform } = context.req.query();
  const tab = TABS.find((known) => known === asked);
  if (!tab) throw new Refusal(400, "bad-request", `tab must be one of ${TABS.join(", ")}.`);
  const id = before === undefined ? undefined : asCaseId(before);
  if (before !== undefined && !id) throw new Refusal(400, "bad-request", "before must be a case, e.g. c17.");
  if (platform !== undefined && !/^[a-z][a-z0-9-]{0,31}$/.test(platform)) {
    throw new Refusal(400, "bad-request", "platform must be the name of a platform, e.g. web.");
  }
  return {
    tab,
    ...(platform === undefined ? {} : { platform }),
    ...(id ? { before: id } : {}),
    last: lastAsked(context),
  };
}
