import { setTimeout as pause } from "node:timers/promises";
import { fakeModel } from "../test/fakes/model.ts";
import { type ChatPlatform, withMaru } from "./chat-platform.ts";
import type { Row } from "./row.ts";

const ANSWER_MS = 20_000;
const PIECES_PER_SECOND = 20;

/**
 * How often a long answer at the pace of a small model is changed while it grows, under the platform's rate limits.
 *
 * @param what e.g. "Discord: edits"
 * @param isChange whether a request is one
 */
export function measureLongAnswer<Request extends { readonly status: number }>(
  platform: ChatPlatform & { readonly requests: readonly Request[] },
  what: string,
  everyMs: number,
  isChange: (request: Request) => boolean,
): Promise<Row> {
  const model = fakeModel();
  model.reply = async function* () {
    for (let piece = 0; piece < (ANSWER_MS / 1000) * PIECES_PER_SECOND; piece++) {
      await pause(1000 / PIECES_PER_SECOND);
      yield "word ";
    }
    yield "end.";
  };
  return withMaru(platform, model, async ({ requests }) => {
    const asked = platform.ask("tell me");
    await platform.until(() => asked.shown().at(-1)?.endsWith("end.") && asked.isOver(), "the end", 60_000);
    const changes = requests.filter(isChange).length;
    const limited = requests.filter(({ status }) => status === 429).length;
    const most = Math.ceil(ANSWER_MS / everyMs) + 3;
    return {
      what: `${what} for an answer of ${ANSWER_MS / 1000} s at ${PIECES_PER_SECOND} tokens/s (429s: ${limited})`,
      aim: `≤ ${most}, no 429`,
      measured: String(changes),
      met: changes <= most && limited === 0,
    };
  });
}
