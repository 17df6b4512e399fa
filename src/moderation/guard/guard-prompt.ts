import type {
  GuardQuestion,
  PromptPiece,
  Said,
  TextPiece,
  VerdictPrompt,
  VerdictQuestion,
  VerdictTurn,
} from "../../core/ports/index.ts";
import type { BodyPart, CodeList, GuardFormat } from "./guard-format.ts";
import { slotText } from "./slot-text.ts";

/** More codes than anybody reads; it also bounds what a confused model writes. */
const MOST_CODES = 4;
const WRITTEN_TOKENS = 64;

/** Asks a guard model in its own format. `ownTemplate`: by the chat template that stands in its file. */
export function guardPrompt(
  format: GuardFormat,
  ownTemplate: boolean,
  asked: GuardQuestion,
): VerdictQuestion {
  const rules = rulesOf(format, asked);
  const prompts =
    format.body.as === "turn"
      ? rules.map((rule) => turnPrompt(format, asked, rule))
      : [ownTemplate ? templatePrompt(format, asked) : { pieces: wholePieces(format, asked) }];
  const after = format.answers.flatMap(({ breaks }, index) => (breaks ? [index] : []));
  return {
    prompts,
    answers: format.answers.map(({ spellings }) => spellings),
    ...(format.list === undefined
      ? {}
      : { continuation: { after, grammar: grammarOf(format.list), maxTokens: WRITTEN_TOKENS } }),
  };
}

/**
 * The questions that are asked of each message, for formats that take rules: the format's own, and then the place's. A place that asks
 * about advertising has not stopped asking about threats.
 */
function rulesOf(format: GuardFormat, { rules = [] }: GuardQuestion): readonly string[] {
  return [...format.rules.map(({ question }) => question), ...rules];
}

function wholePieces(format: GuardFormat, asked: GuardQuestion): readonly PromptPiece[] {
  return format.body.parts.flatMap((part): readonly PromptPiece[] =>
    "control" in part ? [part] : textPieces(part, format, asked, ""),
  );
}

/** The rule stands after the conversation, so that what is said is read once for all rules. */
function turnPrompt(format: GuardFormat, asked: GuardQuestion, rule: string): VerdictPrompt {
  const pieces = format.body.parts.flatMap((part): readonly TextPiece[] =>
    "control" in part ? [] : textPieces(part, format, asked, rule),
  );
  return { turns: [{ role: "user", pieces }], answer: format.begin };
}

function templatePrompt(format: GuardFormat, asked: GuardQuestion): VerdictPrompt {
  const turns = conversation(asked).map(
    ({ by, text }): VerdictTurn => ({
      role: by === "person" ? "user" : "assistant",
      pieces: [{ said: slotText(text) }],
    }),
  );
  return { turns, answer: format.begin, otherwise: wholePieces(format, asked) };
}

function textPieces(
  part: Exclude<BodyPart, { control: string }>,
  format: GuardFormat,
  asked: GuardQuestion,
  rule: string,
): readonly TextPiece[] {
  if ("text" in part) return [part];
  const { speakers } = format;
  switch (part.slot) {
    case "who":
      return [{ text: asked.of === "message" ? speakers.person : speakers.self }];
    case "rule":
      return [{ text: rule }];
    case "conversation":
      return conversation(asked).flatMap(({ by, text }, index) => [
        { text: `${index === 0 ? "" : "\n\n"}${speakers[by]}: ` },
        { said: slotText(text) },
      ]);
    default:
      return part.slot satisfies never;
  }
}

function conversation({ of, text, before }: GuardQuestion): readonly Said[] {
  return [...before, { by: of === "message" ? "person" : "self", text }];
}

function grammarOf({ start, separator, codes }: CodeList): string {
  const literal = (text: string) => JSON.stringify(text);
  return [
    `root ::= ${literal(start)} code (${literal(separator)} code){0,${MOST_CODES - 1}}`,
    `code ::= ${codes.map(({ code }) => literal(code)).join(" | ")}`,
  ].join("\n");
}
