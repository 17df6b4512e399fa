import { isQuestion } from "../../text/is-question.ts";
import { disentangle, type Turn } from "../disentangle.ts";
import type { Pace } from "../pace.ts";
import { peopleByName } from "../people-by-name.ts";
import type { SourceMessage } from "../source-message.ts";
import { type Action, actionIn } from "./action.ts";
import { centralityOf } from "./centrality.ts";
import type { Candidate } from "./choose.ts";
import { hasLink, isAgreement, isAnswering, isDecision, saysNothing } from "./cues.ts";
import { fluencyOf } from "./fluency.ts";
import { createSentences, MIN_TELLING, type Sentence, type Sentences } from "./sentence.ts";

/** A sentence with what its words and its surroundings tell. */
export interface Quotable extends Sentence, Candidate {
  /** The conversation it belongs to, see `Turn`. */
  readonly conversation: number;
  readonly decides: boolean;
  readonly action?: Action;
}

/** All that choosing needs to know of what was said. */
export interface Reading {
  readonly sentences: readonly Quotable[];
  /** What each word of the vocabulary is worth. */
  readonly weights: readonly number[];
  /** Whether somebody else went on from the message of this index. */
  readonly answered: (message: number) => boolean;
  /** Indices of messages that say yes to the one of this index. */
  readonly agreeing: (message: number) => readonly number[];
}

/** What cues make a sentence worth; 1 is usual. */
const worthOf = {
  nothing: 0.1,
  question: 0.3,
  /** One that a conversation begins with. */
  openingQuestion: 0.6,
  answer: 1.15,
  answering: 1.1,
  link: 1.1,
  decision: 1.4,
  action: 1.1,
};
/** What a word is worth that only one sentence has: nobody went on about it. Others are worth the logarithm of how many have them. */
const saidOnce = 0.1;
/** What a conversation begins with says what it is about: the first message is worth so much more, the second half of that, the third a third. */
const opening = 0.5;
/** Shorter sentences lean on what stands around them. */
const fullLength = 8;
/** So many sentences of a conversation that follow each other are a part of it. */
const partSize = 60;
/** How far back a reply is taken to answer what the same person had asked in several messages. */
const maxSteps = 8;

async function sentencesIn(
  messages: readonly SourceMessage[],
  minTelling: number,
  pace: Pace,
): Promise<Sentences> {
  const found = createSentences(minTelling);
  for (const [at, message] of messages.entries()) {
    found.add(message, at);
    await pace.rest();
  }
  return found;
}

/** Reads messages, in the order of writing, for what could be quoted. */
export async function readForQuoting(messages: readonly SourceMessage[], pace: Pace): Promise<Reading> {
  const turns = disentangle(messages);
  await pace.rest();
  let found = await sentencesIn(messages, MIN_TELLING, pace);
  // A few short words are all there is: then they are what was said.
  if (found.sentences.length === 0) found = await sentencesIn(messages, 1, pace);
  const { answered, agreeing } = repliesIn(messages, turns);
  const order = byConversation(found.sentences, turns);
  const parts = partsOf(found.sentences, order, turns);
  const centrality = await centralityOf(found, order, pace);
  const people = peopleByName(messages);
  const places = placesIn(turns);
  const sentences: Quotable[] = [];
  for (const [at, sentence] of found.sentences.entries()) {
    sentences.push(quotable(sentence, centrality[at] as number, parts[at] as number));
    await pace.rest();
  }
  return {
    sentences,
    weights: found.frequencies.map((frequency) => saidOnce + Math.log(Math.max(1, frequency))),
    answered: (message) => answered.has(message),
    agreeing: (message) => agreeing.get(message) ?? [],
  };

  function quotable(sentence: Sentence, central: number, part: number): Quotable {
    const { text, length, message } = sentence;
    const { author } = messages[message] as SourceMessage;
    const { follows, to, conversation } = turns[message] as Turn;
    const asks = isQuestion(text);
    const decides = !asks && isDecision(text);
    const action = actionIn(text, { author: author.id, people, ...(to === undefined ? {} : { to }) });
    let worth = Math.sqrt(central) * Math.min(1, length / fullLength) * fluencyOf(text, length);
    worth *= 1 + opening / (1 + (places[message] as number));
    if (saysNothing(text)) worth *= worthOf.nothing;
    if (asks) worth *= follows === undefined ? worthOf.openingQuestion : worthOf.question;
    else if (isAnswering(text)) worth *= worthOf.answering;
    if (hasLink(text)) worth *= worthOf.link;
    if (decides) worth *= worthOf.decision;
    if (action !== undefined) worth *= worthOf.action;
    const before = follows === undefined ? undefined : messages[follows];
    if (!asks && before !== undefined && before.author.id !== author.id && isQuestion(before.text))
      worth *= worthOf.answer;
    return {
      ...sentence,
      conversation,
      asks,
      decides,
      ...(action === undefined ? {} : { action }),
      worth,
      part,
    };
  }
}

/** Which messages others went on from, and who said yes to which. */
function repliesIn(messages: readonly SourceMessage[], turns: readonly Turn[]) {
  const answered = new Set<number>();
  const agreeing = new Map<number, number[]>();
  const agreedWith = new Map<number, number>();
  for (const [at, { follows }] of turns.entries()) {
    const { author, text } = messages[at] as SourceMessage;
    const yes = isAgreement(text);
    // Others who said yes stand between: they agree with the same.
    const agreed = follows === undefined ? undefined : agreedWith.get(follows);
    let back = yes ? (agreed ?? follows) : follows;
    if (yes && back !== undefined) agreedWith.set(at, back);
    const spokenTo = back === undefined ? undefined : messages[back]?.author.id;
    for (let steps = 0; back !== undefined && steps < maxSteps; steps++, back = turns[back]?.follows) {
      const before = messages[back] as SourceMessage;
      if (before.author.id === author.id || before.author.id !== spokenTo) break;
      answered.add(back);
      if (!yes || steps > 0) continue;
      const others = agreeing.get(back);
      if (others === undefined) agreeing.set(back, [at]);
      else others.push(at);
    }
  }
  return { answered, agreeing };
}

/** The how manieth message of its conversation each one is, from 0. */
function placesIn(turns: readonly Turn[]): readonly number[] {
  const sizes = new Map<number, number>();
  return turns.map(({ conversation }) => {
    const place = sizes.get(conversation) ?? 0;
    sizes.set(conversation, place + 1);
    return place;
  });
}

function byConversation(sentences: readonly Sentence[], turns: readonly Turn[]): readonly number[] {
  const conversation = (at: number) => turns[sentences[at]?.message ?? 0]?.conversation ?? 0;
  return [...sentences.keys()].sort((a, b) => conversation(a) - conversation(b) || a - b);
}

/** A number for each sentence: the part of its conversation that it stands in. */
function partsOf(
  sentences: readonly Sentence[],
  order: readonly number[],
  turns: readonly Turn[],
): Int32Array {
  const parts = new Int32Array(sentences.length);
  let part = 0;
  let size = 0;
  let conversation: number | undefined;
  for (const at of order) {
    const own = turns[sentences[at]?.message ?? 0]?.conversation;
    if (own !== conversation || size === partSize) {
      part++;
      size = 0;
      conversation = own;
    }
    parts[at] = part;
    size++;
  }
  return parts;
}
