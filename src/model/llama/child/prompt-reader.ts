import {
  type ChatHistoryItem,
  type LlamaModel,
  LlamaText,
  SpecialToken,
  SpecialTokensText,
  type Token,
} from "node-llama-cpp";
import {
  ModelError,
  type PromptPiece,
  type TemplatePrompt,
  type TextPiece,
  type VerdictPrompt,
} from "../../../core/ports/index.ts";
import type { Turn } from "../../../core/types.ts";
import { FaultError } from "../../fault.ts";
import { chatTemplate } from "./chat-template.ts";
import type { ControlMarks } from "./control-marks.ts";
import { fileTemplate, type TemplateTurn } from "./file-template.ts";
import { toHistory } from "./history.ts";

/** Turns prompts into the model's tokens. */
export interface PromptReader {
  /** Throws a `FaultError` when the model lacks a control token of the prompt, so that the prompt is not for it. */
  tokens(prompt: VerdictPrompt): Token[];
}

/** A piece as it stands in the prompt; text and what people said are one to the tokenizer where they touch, as in training. */
type Segment = PromptPiece | { readonly token: SpecialToken };

/** Stands for what people said while a template is rendered, so that it cannot bear on what the template does. */
const PLACE = /\uE000(\d+)\uE001/;

export function createPromptReader(model: LlamaModel, marks: ControlMarks): PromptReader {
  const ofFile = once(() => fileTemplate(model));
  const ofFamily = once(() => chatTemplate(model, "auto"));

  function segments(prompt: VerdictPrompt): readonly Segment[] {
    if ("pieces" in prompt) return prompt.pieces;
    if (prompt.otherwise === undefined) return render(prompt, renderByFamily);
    try {
      return render(prompt, renderByFile);
    } catch {
      return prompt.otherwise;
    }
  }

  function renderByFamily(turns: readonly Turn[]): LlamaText {
    return ofFamily().generateContextState({ chatHistory: toHistory(turns) }).contextText;
  }

  function renderByFile(turns: readonly Turn[]): LlamaText {
    const template = ofFile();
    if (template === undefined) throw new Error("the file has no chat template");
    return template(toTurns(toHistory(turns)));
  }

  /** Throws when the template cannot be rendered, or does not show each thing said once. */
  function render(
    { turns, answer }: TemplatePrompt,
    template: (turns: readonly Turn[]) => LlamaText,
  ): readonly Segment[] {
    const said: TextPiece[] = [];
    const marked = turns.map(({ role, pieces }) => ({
      role,
      text: pieces
        .map((piece) => ("text" in piece ? piece.text : `\uE000${said.push(piece) - 1}\uE001`))
        .join(""),
    }));
    const shown: number[] = [];
    const rendered = template(marked).values.flatMap((value): Segment[] => {
      if (value instanceof SpecialToken) return [{ token: value }];
      return splitAtPlaces(value instanceof SpecialTokensText ? value.value : value);
    });
    if (shown.length !== said.length || shown.some((place, index) => place !== index)) {
      throw new Error("the chat template does not show what was said");
    }
    return [...rendered, { text: answer }];

    /** What stands around what people said is ours, whether the template wrote it or we did. */
    function splitAtPlaces(text: string): Segment[] {
      return text.split(PLACE).flatMap((part, index): Segment[] => {
        if (index % 2 === 0) return withControls(part);
        shown.push(Number(part));
        return [said[Number(part)] ?? { text: "" }];
      });
    }
  }

  function withControls(text: string): Segment[] {
    const controls = [...text.matchAll(marks.inTemplate)];
    const segments: Segment[] = [];
    let at = 0;
    for (const { index, 0: control } of controls) {
      segments.push({ text: text.slice(at, index) }, { control });
      at = index + control.length;
    }
    return [...segments, { text: text.slice(at) }];
  }

  function tokenize(list: readonly Segment[]): Token[] {
    const values = list.map((segment) => {
      if ("control" in segment) return new SpecialTokensText(segment.control);
      if ("token" in segment) return segment.token;
      return "text" in segment ? segment.text : segment.said;
    });
    return LlamaText(values).tokenize(model.tokenizer);
  }

  function assertControls(list: readonly Segment[]): void {
    for (const segment of list) {
      if (!("control" in segment)) continue;
      const tokens = model.tokenize(segment.control, true);
      if (tokens.length === 1 && marks.isMark(tokens[0] as Token)) continue;
      throw new FaultError(
        "unsupported",
        `The model knows no control token ${segment.control}, so the format of prompts is not its own.`,
        "Name the right format in maru.yaml, or choose another model (npm run maru -- models).",
      );
    }
  }

  const marksIn = (tokens: readonly Token[]) => tokens.filter((token) => marks.isMark(token)).length;

  return {
    tokens(prompt) {
      const list = segments(prompt).map((segment) =>
        "said" in segment ? { said: marks.disarm(segment.said) } : segment,
      );
      assertControls(list);
      const tokens = tokenize(list);
      const ours = list.map((segment) => ("said" in segment ? { said: "x" } : segment));
      // What people said is disarmed already; should that ever fail, nothing is judged by a prompt that they have changed.
      if (marksIn(tokens) !== marksIn(tokenize(ours))) {
        throw new ModelError("failed", "the text holds control tokens that could not be taken apart");
      }
      return tokens;
    },
  };
}

function toTurns(history: readonly ChatHistoryItem[]): readonly TemplateTurn[] {
  return history.flatMap((item): TemplateTurn[] => {
    if (item.type === "user") return [{ role: "user", content: item.text }];
    if (item.type === "model" && item.response.length > 0)
      return [{ role: "assistant", content: item.response.join("") }];
    return [];
  });
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
