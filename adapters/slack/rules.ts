import type { Choice, SlackConfig } from "./config.ts";
import type { Person } from "./people.ts";
import type { Where } from "./places.ts";

/** Who and where Maru works for, by config. */
export interface Rules {
  mayWorkIn(where: Where): boolean;
  /** `undefined` is somebody of whom Slack tells nothing. */
  mayAnswer(person: Person | undefined): boolean;
}

export function createRules({ places, connect }: SlackConfig): Rules {
  const channel = allows(places.channels);
  return {
    mayWorkIn: ({ kind, place, channel: id }) => kind === "direct" || channel([id, place.name]),
    mayAnswer: (person) => connect || !person?.isForeign,
  };
}

function allows({ allow, deny }: Choice): (names: readonly string[]) => boolean {
  const allowed = new Set(allow.map(plain));
  const denied = new Set(deny.map(plain));
  return (names) => {
    const known = names.map(plain);
    return (
      !known.some((name) => denied.has(name)) &&
      (allowed.size === 0 || known.some((name) => allowed.has(name)))
    );
  };
}

const plain = (name: string) => name.replace(/^#/, "").toLowerCase();
