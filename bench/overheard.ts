import { join } from "../test/e2e/person.ts";
import { household, startMaru } from "../test/e2e/program.ts";
import { residentMb } from "./process-memory.ts";
import { quantile, type Row } from "./row.ts";

const PER_SECOND = 1_000;
const SECONDS = 120;
/** Until V8 and SQLite have taken what they take. */
const WARM_UP_SECONDS = 60;
const PEOPLE = 8;

/**
 * Messages that nobody addresses to Maru, posted to the whole program over HTTP at a steady rate: does it keep up, and
 * does its memory stay where it is? The sender's work is on the same machine, so this is a lower bound.
 */
export async function measureOverheard(): Promise<readonly Row[]> {
  await using home = await household({ model: { use: "none" }, log: { level: "warn" } });
  const maru = startMaru(home);
  const address = await maru.ready;
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, (_, index) => join(`Person ${index}`, async () => address)),
  );
  const tookMs: number[] = [];
  const memory: number[] = [];
  const underWay = new Set<Promise<void>>();
  let late = 0;
  const startedAt = performance.now();
  for (let sent = 0; sent < PER_SECOND * SECONDS; sent++) {
    const dueAt = startedAt + (sent * 1000) / PER_SECOND;
    const waitMs = dueAt - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    if (underWay.size > PER_SECOND) late += 1;
    const at = performance.now();
    const post = people[sent % PEOPLE]!.post(
      "general",
      `message ${sent}: nothing that concerns anybody in particular`,
    )
      .then(() => {
        tookMs.push(performance.now() - at);
      })
      .finally(() => underWay.delete(post));
    underWay.add(post);
    if (sent % PER_SECOND === 0) memory.push(await residentMb(maru.pid));
  }
  await Promise.all(underWay);
  const seconds = (performance.now() - startedAt) / 1000;
  await maru.end("SIGTERM");
  const rate = (PER_SECOND * SECONDS) / seconds;
  const settled = memory.slice(WARM_UP_SECONDS);
  const half = Math.floor(settled.length / 2);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const growth = mean(settled.slice(half)) / mean(settled.slice(0, half));
  return [
    {
      what: `overheard messages through HTTP, store and core for ${SECONDS} s (p99 of a post ${quantile(tookMs, 0.99).toFixed(0)} ms)`,
      aim: "≥ 1,000 /s sustained",
      measured: `${rate.toFixed(0)} /s${late > 0 ? `, ${late} sent while over a second behind` : ""}`,
      met: rate >= PER_SECOND * 0.99 && late === 0,
    },
    {
      what: `its memory meanwhile: second half ÷ first half, after ${WARM_UP_SECONDS} s (at the end ${settled.at(-1)?.toFixed(0)} MB)`,
      aim: "flat (≤ 1.05)",
      measured: growth.toFixed(3),
      met: growth <= 1.05,
    },
  ];
}
