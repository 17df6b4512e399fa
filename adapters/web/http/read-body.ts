import type { Context } from "hono";
import { z } from "zod";
import { cleanText } from "../clean-text.ts";
import { Refusal } from "../refusal.ts";
import type { Appeal, LabelSample, MakeMove, OpenReview, ReportMessage } from "../shared/moderation-wire.ts";
import type { Edit, Join, Post, Rating, Read } from "../wire.ts";

const MAX_TEXT_CHARS = 16_000;
const MAX_REASON_CHARS = 1_000;
const MAX_APPEAL_CHARS = 2_000;
/** A text of the greatest length has at most 6 bytes per UTF-16 unit in JSON (`\uXXXX`); the rest is room. */
const MAX_BODY_BYTES = 128 * 1024;

const TOO_LONG = { code: "too-long" };

/** Text of people that holds more than white space. `what` begins a sentence. */
const textOfAtMost = (maxChars: number, what: string) =>
  z.string().transform((typed, { issues }) => {
    if (typed.length > maxChars) {
      issues.push({
        code: "custom",
        input: typed,
        params: TOO_LONG,
        message: `${what} has at most ${maxChars} characters; this one has ${typed.length}. Split it.`,
      });
      return z.NEVER;
    }
    const cleaned = cleanText(typed);
    if (cleaned.trim() !== "") return cleaned;
    issues.push({ code: "custom", input: typed, message: `${what} is not empty.` });
    return z.NEVER;
  });

const text = textOfAtMost(MAX_TEXT_CHARS, "A message");
const nonce = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/);

export const joinBody: z.ZodType<Join> = z.strictObject({
  name: z.string().max(1_000),
  locale: z.enum(["en", "ko"]),
});
export const postBody: z.ZodType<Post> = z
  .strictObject({
    text,
    nonce,
    root: z.int().min(0).optional(),
    from: z.int().min(1).optional(),
  })
  .transform(({ root, from, ...post }) => ({
    ...post,
    ...(root === undefined ? {} : { root }),
    ...(from === undefined ? {} : { from }),
  }));
export const readMarkBody: z.ZodType<Read> = z.strictObject({ seq: z.int().min(1) });
export const editBody: z.ZodType<Edit> = z.strictObject({ text });
export const ratingBody: z.ZodType<Rating> = z.strictObject({ rating: z.enum(["up", "down"]).nullable() });

export const openReviewBody: z.ZodType<OpenReview> = z.strictObject({ key: z.string().max(200) });
export const moveBody: z.ZodType<MakeMove> = z
  .strictObject({
    move: z.enum([
      "claim",
      "release",
      "uphold",
      "dismiss",
      "warn",
      "delete",
      "timeout",
      "escalate",
      "undo",
    ] satisfies MakeMove["move"][]),
    reason: textOfAtMost(MAX_REASON_CHARS, "A reason").optional(),
    nonce,
  })
  .transform(({ reason, ...made }) => (reason === undefined ? made : { ...made, reason }));
export const labelBody: z.ZodType<LabelSample> = z.strictObject({
  label: z.enum(["fine", "harmful"]),
  nonce,
});
export const reportBody: z.ZodType<ReportMessage> = z
  .strictObject({ words: textOfAtMost(MAX_REASON_CHARS, "A report").optional() })
  .transform(({ words }) => (words === undefined ? {} : { words }));
export const appealBody: z.ZodType<Appeal> = z.strictObject({
  words: textOfAtMost(MAX_APPEAL_CHARS, "An appeal"),
  nonce,
});

/** Reads a JSON body and checks it. Rejects with a `Refusal`: 400, 413 or 415. */
export async function readBody<Body>(context: Context, schema: z.ZodType<Body>): Promise<Body> {
  if (!/^application\/json\s*(?:;|$)/i.test(context.req.header("content-type") ?? "")) {
    throw new Refusal(415, "bad-request", "The body must be JSON, with content-type application/json.");
  }
  let json: unknown;
  try {
    json = JSON.parse(await readText(context));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, "bad-request", "The body is not JSON.");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const { issues } = parsed.error;
  const tooLong = issues.find((issue) => issue.code === "custom" && issue.params === TOO_LONG);
  if (tooLong) throw new Refusal(413, "too-long", tooLong.message);
  const faults = issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`);
  throw new Refusal(400, "bad-request", `The body is not as it should be. ${faults.join("; ")}`);
}

/** Reads no further than a body may be long. */
async function readText(context: Context): Promise<string> {
  const tooLong = () => new Refusal(413, "too-long", `A request has at most ${MAX_BODY_BYTES} bytes.`);
  const announced = context.req.header("content-length");
  if (announced !== undefined) {
    // Node reads exactly as much as was announced, and this way without a stream.
    if (Number(announced) > MAX_BODY_BYTES) throw tooLong();
    return context.req.raw.text();
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of context.req.raw.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) throw tooLong();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
