import {
  type Consequence,
  holdsMessage,
  type ModerationEvent,
  type MoveOutcome,
  type MoveRefusal,
  type Observe,
} from "../../core/ports/index.ts";
import type { Author, PersonId } from "../../core/types.ts";
import type { CaseRecord, DecidingMove } from "./case-record.ts";
import type { CaseWork } from "./case-work.ts";
import { checkMove } from "./check-move.ts";

type Move = Extract<ModerationEvent, { readonly type: "move" }>;

/** What became of an event: what whoever sent it is answered, and what it means for the core. */
export interface Taken {
  readonly outcome: MoveOutcome;
  readonly consequence: Consequence;
}

export const refused = (why: MoveRefusal, by?: Author): Taken => ({
  outcome: { type: "refused", why, ...(by ? { by } : {}) },
  consequence: {},
});

/** Takes a moderator's move. The same event again changes nothing, and is answered as before. */
export function createTakeMove(parts: {
  readonly work: CaseWork;
  readonly observe: Observe;
  readonly now: () => number;
  /** The case was settled by this. */
  readonly settled: (record: CaseRecord) => Promise<void>;
}): (event: Move) => Promise<Taken> {
  const { work, observe, now } = parts;

  return (event) =>
    work.inTurn(event.case, async () => {
      const record = await work.load(event.case);
      if (!record) return refused("no-such-case");
      const isKnown = record.events.includes(event.id);
      const moved = isKnown ? record : await move(record, event);
      if ("outcome" in moved) return moved;
      const after = await (isKnown ? work.makeUp(moved) : work.workOff(moved));
      if (isSettled(after)) await parts.settled(after);
      return {
        outcome: { type: "done", move: event.move, case: event.case },
        consequence: consequenceOf(after, event),
      };
    });

  async function move(record: CaseRecord, event: Move): Promise<CaseRecord | Taken> {
    const { move: made, by, reason } = event;
    const check = checkMove(record, made, by.id, work.actionsFor(record.message.id)?.can, now());
    if ("refused" in check) return refused(check.refused, check.by && (await named(record, check.by)));
    const { state } = check;
    const words = await work.words.keepSaid(record.id, by, event.id, reason, record.terms.retentionMs);
    const moved = await work.change(record, {
      entry: {
        type: "moved",
        case: record.id,
        move: made,
        by: by.id,
        state,
        ...(words ? { words } : {}),
        event: event.id,
      },
      key: `moved ${event.id}`,
    });
    if (isDeciding(made) && isSettled(moved)) {
      const since = record.state === "appealed" && record.appeal ? record.appeal.at : record.openedAt;
      observe({ type: "case-decided", move: made, tookMs: now() - Date.parse(since) });
    }
    return moved;
  }

  async function named(record: CaseRecord, id: PersonId): Promise<Author> {
    const said = await work.words.said(record.id);
    return { id, name: said?.names[id] ?? "", kind: "person" };
  }
}

const isSettled = ({ state }: CaseRecord): boolean => state === "decided" || state === "final";

const isDeciding = (move: Move["move"]): move is DecidingMove =>
  move !== "claim" && move !== "release" && move !== "escalate" && move !== "undo";

/** A decision holds the message or lets it go; taken back, it is as before: what the policy found is held until somebody decides. */
function consequenceOf(record: CaseRecord, { move }: Move): Consequence {
  if (!isDeciding(move) && move !== "undo") return {};
  const { id } = record.message;
  return isHeld(record) ? { held: id } : { released: id };
}

function isHeld({ decision, appeal, mode, sources, proposed }: CaseRecord): boolean {
  if (decision) return decision.move !== "dismiss" && appeal?.outcome !== "overturned";
  const isOnlyReported = sources.every((source) => source === "report");
  return mode === "active" && !isOnlyReported && holdsMessage(proposed);
}
