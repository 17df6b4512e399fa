import type {
  AuthorNotice,
  ModerationAbilities,
  ModerationActions,
  MoveOutcome,
  ReviewCase,
} from "../../src/core/ports/index.ts";
import type { CaseId, MessageId, PersonId } from "../../src/core/types.ts";

type Call = "remove" | "restore" | "timeout" | "endTimeout" | "tell" | "showCard" | "post" | "answer";

export const able: ModerationAbilities = {
  remove: "hide",
  timeout: true,
  tell: true,
  cards: true,
  reports: "own",
  missing: [],
};

/**
 * A platform's means for moderators, in memory and strict: what the port forbids is noted as a violation. It outlives the Maru that
 * uses it, so that a test can crash one and start another.
 */
export class FakeModerationActions {
  can: ModerationAbilities = able;
  readonly calls: string[] = [];
  /** What was against the port's rules. */
  readonly violations: string[] = [];
  readonly removed = new Set<MessageId>();
  /** Unix ms, by person. */
  readonly timeouts = new Map<PersonId, number>();
  /** What authors read, in order. */
  readonly notices: AuthorNotice[] = [];
  readonly cards = new Map<CaseId, ReviewCase>();
  readonly pings: CaseId[] = [];
  readonly answers: { readonly event: string; readonly outcome: MoveOutcome }[] = [];
  /** How often each thing really changed something, by its name. */
  readonly effects = new Map<string, number>();
  /** Whether authors can be told anything. */
  reachable = true;
  readonly #told = new Set<string>();
  readonly #failing = new Map<Call, { error: Error; times: number }>();
  readonly #showing = new Set<CaseId>();
  readonly #gate: (call: Call) => Promise<void>;

  /** @param gate awaited in each call, before anything happens */
  constructor(gate: (call: Call) => Promise<void> = async () => {}) {
    this.#gate = gate;
  }

  /** From now on the call fails so many times. */
  fail(call: Call, error: Error, times = 1): void {
    this.#failing.set(call, { error, times });
  }

  /** The process that made the calls under way is no more. */
  forgetCallsUnderWay(): void {
    this.#showing.clear();
  }

  /** The port, for one run of Maru. */
  connect(): ModerationActions {
    const fake = this;
    return {
      get can() {
        return fake.can;
      },
      remove: (message) =>
        this.#call("remove", message.id, () => {
          if (!this.can.remove) this.violations.push("remove without being able to");
          if (this.removed.has(message.id)) return;
          this.removed.add(message.id);
          this.#effect(`remove ${message.id}`);
        }),
      restore: (message) =>
        this.#call("restore", message.id, () => {
          if (!this.removed.delete(message.id)) return;
          this.#effect(`restore ${message.id}`);
        }),
      timeout: (message, until) =>
        this.#call("timeout", message.id, () => {
          if (!this.can.timeout) this.violations.push("timeout without being able to");
          if (this.timeouts.get(message.author.id) === until) return;
          this.timeouts.set(message.author.id, until);
          this.#effect(`timeout ${message.author.id}`);
        }),
      endTimeout: (message) =>
        this.#call("endTimeout", message.id, () => {
          if (this.timeouts.delete(message.author.id)) this.#effect(`endTimeout ${message.author.id}`);
        }),
      tell: async (notice) => {
        await this.#call("tell", `${notice.case} ${notice.kind.type}`, () => {
          if (!this.can.tell) this.violations.push("tell without being able to");
          if (!this.reachable) return;
          const key = `${notice.case} ${notice.kind.type} ${notice.earlier ?? 0}`;
          if (this.#told.has(key)) return;
          this.#told.add(key);
          this.notices.push(notice);
          this.#effect(`tell ${key}`);
        });
        return this.reachable;
      },
      showCard: async (shown, quiet) => {
        if (this.#showing.has(shown.id)) this.violations.push(`two updates of ${shown.id} at once`);
        this.#showing.add(shown.id);
        try {
          await this.#call("showCard", shown.id, () => {
            if (!this.cards.has(shown.id) && !quiet) this.pings.push(shown.id);
            this.cards.set(shown.id, shown);
          });
        } finally {
          this.#showing.delete(shown.id);
        }
      },
      post: (key) => this.#call("post", key, () => {}),
      answer: (event, outcome) =>
        this.#call("answer", event, () => {
          this.answers.push({ event, outcome });
        }),
    };
  }

  async #call(call: Call, about: string, work: () => void): Promise<void> {
    this.calls.push(`${call} ${about}`);
    await this.#gate(call);
    const failing = this.#failing.get(call);
    if (failing && failing.times > 0) {
      failing.times--;
      throw failing.error;
    }
    work();
  }

  #effect(name: string): void {
    this.effects.set(name, (this.effects.get(name) ?? 0) + 1);
  }
}
