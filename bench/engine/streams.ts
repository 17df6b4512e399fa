import { median, type Row } from "../row.ts";
import type { Ground } from "./ground.ts";
import { llamaBatchedBench, llamaBench } from "./llama-bench.ts";
import { type LlamaServer, withLlamaServer } from "./llama-server.ts";
import { type RunningMaru, withMaru } from "./maru.ts";
import { spread } from "./spread.ts";
import { words } from "./words.ts";

const AT_ONCE = [1, 2, 4, 8] as const;
const NEEDS = { parallel: 8, contextTokens: 2048 };
/** Words of each question. */
const QUESTION = 24;
/** Processes of Maru and llama-server are started anew so often: where the system puts memory and threads makes some percent. */
const PROCESSES = 3;
const ROUNDS = 3;

interface Speeds {
  readonly maru: number;
  readonly bench: number;
  readonly server: number;
}

/** Tokens per second of streams at once: Maru through its port, llama.cpp's bench and llama-server over HTTP in turn. */
export async function measureStreams(ground: Ground): Promise<readonly Row[]> {
  const { shape, quick } = ground;
  const tokens = quick ? 16 : shape === "1b" ? 64 : 128;
  const measured = new Map<number, Speeds[]>(AT_ONCE.map((streams) => [streams, []]));
  for (let process = 0; process < (quick ? 1 : PROCESSES); process++) {
    await withMaru(ground, NEEDS, (maru) =>
      withLlamaServer(ground, NEEDS, async (server) => {
        await together(2, 16, ofMaru(maru));
        await together(2, 16, ofServer(server));
        // llama.cpp's bench writes behind as many tokens as Maru does: how deep it writes decides how fast.
        const read = await maru.model.measure([{ role: "user", text: words(QUESTION, 0) }]);
        for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
          for (const streams of AT_ONCE) {
            const speeds = { maru: 0, bench: 0, server: 0 };
            const measure = {
              maru: () => together(streams, tokens, ofMaru(maru)),
              server: () => together(streams, tokens, ofServer(server)),
              bench: () =>
                streams === 1
                  ? llamaBench(ground, { write: tokens, depth: read })
                  : llamaBatchedBench(ground, { streams, read, write: tokens }),
            };
            const order = (["maru", "bench", "server"] as const).map(
              (_, at, all) => all[(at + round) % 3] ?? "maru",
            );
            for (const who of order) speeds[who] = await ground.undisturbed(measure[who]);
            measured.get(streams)?.push(speeds);
          }
        }
      }),
    );
  }
  return AT_ONCE.flatMap((streams) => rows(ground, streams, measured.get(streams) ?? []));
}

function rows({ shape, tuned }: Ground, streams: number, all: readonly Speeds[]): Row[] {
  const row = (than: "bench" | "server", name: string, aim: number): Row => {
    const ratios = all.map((speeds) => speeds.maru / speeds[than]);
    const speed = (who: keyof Speeds) => median(all.map((speeds) => speeds[who])).toFixed(1);
    return {
      what: `${shape}: ${streams === 1 ? "one stream" : `${streams} streams at once`}, tokens/s, Maru ÷ ${name}`,
      aim: `≥ ${aim.toFixed(2)}`,
      measured: `${spread(ratios, 3)}; ${speed("maru")} ÷ ${speed(than)}; ${all.length} times`,
      met: median(ratios) >= aim,
    };
  };
  const afterTune = streams === 1 ? 0.97 : 0.95;
  return [
    row(
      "bench",
      streams === 1 ? "llama-bench" : "llama-batched-bench",
      tuned === undefined ? 0.9 : afterTune,
    ),
    row("server", "llama-server over HTTP", 1),
  ];
}

type Stream = (
  question: string,
  at: number,
  tokens: number,
  onPiece: (piece: string) => void,
) => Promise<unknown>;

const ofMaru =
  (maru: RunningMaru): Stream =>
  (text, at, tokens, onPiece) =>
    maru.reply({ thread: `bench:${at}`, turns: [{ role: "user", text }], tokens, onPiece });
const ofServer =
  (server: LlamaServer): Stream =>
  (question, _, tokens, onPiece) =>
    server.reply(question, tokens, onPiece);

let asked = 0;

/** Tokens per second in all, from when the last stream has begun to when the first has ended. */
async function together(streams: number, tokens: number, stream: Stream): Promise<number> {
  const all = await Promise.all(
    Array.from({ length: streams }, async (_, at) => {
      const pieces: { readonly at: number; readonly tokens: number }[] = [];
      asked += 1;
      await stream(words(QUESTION, asked), at, tokens, (piece) => {
        // Each token is a word with the space before it.
        pieces.push({ at: performance.now(), tokens: piece.split(" ").length - 1 });
      });
      return pieces;
    }),
  );
  const start = Math.max(...all.map((pieces) => pieces[0]?.at ?? Number.NaN));
  const end = Math.min(...all.map((pieces) => pieces.at(-1)?.at ?? Number.NaN));
  const within = all.flat().filter((piece) => piece.at > start && piece.at <= end);
  return (within.reduce((sum, piece) => sum + piece.tokens, 0) / (end - start)) * 1000;
}
