import {
  ModelError,
  type PromptPiece,
  type TemplatePrompt,
  type TextPiece,
  type VerdictPrompt,
} from "../../core/ports/index.ts";
import { createFindControls } from "./find-controls.ts";
import { toMessages } from "./messages.ts";
import { ServerFault } from "./server-fault.ts";
import { applyTemplate, tokenize } from "./tokens.ts";
import { disarmed } from "./verdict-asker.ts";
import type { Upstream } from "./watch-servers.ts";

/** Turns prompts into tokens with llama-server's help. */
interface PromptTokens {
  /** Rejects with a `ServerFault` (`refused`) when the model lacks a control token of the prompt, so that the prompt is not for it. */
  of(prompt: VerdictPrompt, signal: AbortSignal): Promise<readonly number[]>;
  /** Tokens of a text that goes on a line: what a tokenizer puts before the first word of a text is not put there. */
  afterStart(text: string, signal: AbortSignal): Promise<readonly number[]>;
}

/** Stands for what people said while a template is rendered, so that it cannot bear on what the template does. */
const PLACE = /\uE000(\d+)\uE001/;
/** Fixed parts of prompts, kept as tokens. */
const KEPT = 500;

export function createPromptTokens(upstream: Upstream): PromptTokens {
  const kept = new Map<string, readonly number[]>();
  const findControls = createFindControls(upstream);

  async function fixed(text: string, parseMarks: boolean, signal: AbortSignal): Promise<readonly number[]> {
    const key = `${parseMarks} ${text}`;
    const tokens = kept.get(key) ?? (await tokenize(upstream, text, { parseMarks }, signal));
    kept.delete(key);
    kept.set(key, tokens);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return tokens;
  }

  async function control(mark: string, signal: AbortSignal): Promise<readonly number[]> {
    const [asMark, asText] = [await fixed(mark, true, signal), await fixed(mark, false, signal)];
    if (asMark.length === 1 && asMark[0] !== asText[0]) return asMark;
    throw new ServerFault(
      "refused",
      `The model of ${upstream.http.base} knows no control token ${mark}, so the format of prompts is not its own`,
    );
  }

  /** Text and what people said are one to the tokenizer where they touch, as in training. */
  async function plain(text: string, isSaid: boolean, signal: AbortSignal): Promise<readonly number[]> {
    if (!isSaid) return fixed(text, false, signal);
    const [asText, withMarks] = await Promise.all(
      [false, true].map((parseMarks) => tokenize(upstream, text, { parseMarks }, signal)),
    );
    // What people said is disarmed already; should that ever fail, nothing is judged by a prompt that they have changed.
    if (asText === undefined || asText.join() !== withMarks?.join())
      throw new ModelError("failed", "the text holds control tokens that could not be taken apart");
    return asText;
  }

  async function ofPieces(pieces: readonly PromptPiece[], signal: AbortSignal): Promise<readonly number[]> {
    const runs: ({ readonly control: string } | { text: string; isSaid: boolean })[] = [];
    for (const piece of pieces) {
      const last = runs.at(-1);
      if ("control" in piece) runs.push(piece);
      else {
        const text = "text" in piece ? piece.text : piece.said;
        if (last !== undefined && "text" in last) {
          last.text += text;
          last.isSaid ||= "said" in piece;
        } else runs.push({ text, isSaid: "said" in piece });
      }
    }
    const tokens = await Promise.all(
      runs.map((run) =>
        "control" in run ? control(run.control, signal) : plain(run.text, run.isSaid, signal),
      ),
    );
    return tokens.flat();
  }

  /** What the server's template makes of the turns, in pieces. Rejects when it cannot be rendered, or does not show each thing said once. */
  async function render(
    { turns, answer }: TemplatePrompt,
    signal: AbortSignal,
  ): Promise<readonly PromptPiece[]> {
    if (turns.at(-1)?.role === "assistant") {
      throw new ServerFault(
        "refused",
        "llama-server takes a last turn of the model's for the beginning of its answer",
      );
    }
    const said: TextPiece[] = [];
    const marked = turns.map(({ role, pieces }) => ({
      role,
      text: pieces
        .map((piece) => ("text" in piece ? piece.text : `\uE000${said.push(piece) - 1}\uE001`))
        .join(""),
    }));
    const messages = toMessages(marked, { sees: false, disarm: (text) => text });
    const rendered = await applyTemplate(upstream, messages, signal);
    const parts = rendered.split(PLACE);
    const shown = parts.filter((_, index) => index % 2 === 1).map(Number);
    if (shown.length !== said.length || shown.some((place, index) => place !== index))
      throw new ServerFault("refused", "the chat template does not show what was said");
    const pieces: PromptPiece[] = [];
    for (const [index, part] of parts.entries()) {
      if (index % 2 === 1) pieces.push(said[Number(part)] ?? { text: "" });
      else pieces.push(...(await withControls(part, signal)));
    }
    return [...pieces, { text: answer }];
  }

  /** What a template writes, with its control tokens told from its text. */
  async function withControls(text: string, signal: AbortSignal): Promise<readonly PromptPiece[]> {
    const pieces: PromptPiece[] = [];
    let at = 0;
    for (const mark of await findControls(text, signal)) {
      const from = text.indexOf(mark, at);
      if (from < 0) continue;
      pieces.push({ text: text.slice(at, from) }, { control: mark });
      at = from + mark.length;
    }
    return [...pieces, { text: text.slice(at) }];
  }

  return {
    async of(asked, signal) {
      const prompt = disarmed(asked);
      if ("pieces" in prompt) return ofPieces(prompt.pieces, signal);
      // The tokenizer begins a prompt by itself, which a template leaves to it.
      const start = await tokenize(upstream, "", { parseMarks: false, addStart: true }, signal);
      try {
        const tokens = await ofPieces(await render(prompt, signal), signal);
        return start[0] === tokens[0] ? tokens : [...start, ...tokens];
      } catch (error) {
        const unusable = error instanceof ServerFault && ["refused", "broken"].includes(error.kind);
        if (prompt.otherwise === undefined || !unusable) throw error;
        return ofPieces(prompt.otherwise, signal);
      }
    },
    async afterStart(text, signal) {
      const [start, whole] = [await fixed("\n", false, signal), await fixed(`\n${text}`, false, signal)];
      const goesOn = start.every((token, at) => whole[at] === token) && whole.length > start.length;
      return goesOn ? whole.slice(start.length) : fixed(text, false, signal);
    },
  };
}
