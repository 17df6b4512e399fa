/**
 * Something outside of Maru's code stands in its way, and whoever runs Maru can mend it: a taken port, a prompt
 * file that was edited wrongly. `message` says what happened and what to do, in sentences without people's words or
 * secrets: it is shown without a stack and may be logged. An error that is a fault of ours is not one of these.
 */
export class OperatorError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "OperatorError";
  }
}
