/** Something that is not as Discord's documents say. */
export interface Violation {
  /** Who did it: the bot with a request, or the fake itself with an answer or event. */
  readonly by: "bot" | "fake";
  /** The request, e.g. `POST /channels/1/messages`, or the event. */
  readonly what: string;
  readonly faults: readonly string[];
}
