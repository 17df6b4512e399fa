/** Something that the app did and that Slack would refuse or punish. */
export interface Violation {
  /** The call, e.g. `chat.postMessage`, or the delivery, e.g. `/ask`. */
  readonly what: string;
  readonly faults: readonly string[];
}

export type Blame = (what: string, ...faults: string[]) => void;
