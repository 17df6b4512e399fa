import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { Store } from "../../../src/core/ports/store.ts";
import type { InTurn } from "../../../src/waiting/in-turn.ts";
import type { Person } from "../people.ts";

/** Who may review, and the key that lets people in. */
export interface Moderators {
  /** 256 random bits, made at the first start and kept. */
  readonly key: string;
  has(person: string): boolean;
  /** The roles that policies know the person by. */
  rolesOf(person: string): readonly string[];
  /**
   * Makes the person a moderator, for good, when the key is right. A wrong one is answered late, and whoever has a wrong one
   * on the way is not listened to. Rejects with a `StoreError`.
   */
  open(person: Person, key: string): Promise<"opened" | "wrong" | "too-often">;
}

const MODERATOR: readonly string[] = ["moderator"];
const NOBODY: readonly string[] = [];

export async function openModerators(parts: {
  readonly store: Store;
  readonly inTurn: InTurn;
  /** Resolves after as long as a wrong key is thought about. */
  readonly ponder: () => Promise<unknown>;
}): Promise<Moderators> {
  const records = parts.store.records<string | readonly string[]>("web/review");
  let key = await records.get<string>("key");
  if (key === undefined) {
    key = randomBytes(32).toString("base64url");
    await records.set("key", key);
  }
  const right = digest(key);
  const people = new Set((await records.get<readonly string[]>("moderators")) ?? []);
  const thinking = new Set<string>();

  return {
    key,
    has: (person) => people.has(person),
    rolesOf: (person) => (people.has(person) ? MODERATOR : NOBODY),
    async open(person, tried) {
      if (thinking.has(person.id)) return "too-often";
      if (!timingSafeEqual(digest(tried), right)) {
        thinking.add(person.id);
        await parts.ponder().finally(() => thinking.delete(person.id));
        return "wrong";
      }
      await parts.inTurn("web/review", async () => {
        await records.set("moderators", [...new Set([...people, person.id])]);
        people.add(person.id);
      });
      return "opened";
    },
  };
}

/** Of equal length, whatever was tried. */
const digest = (key: string) => createHash("sha256").update(key).digest();
