type PullErrorCode =
  /** The name is no model of the catalogue and no right `hf:` URI. */
  | "bad-name"
  /** The hub's address cannot be used. */
  | "bad-endpoint"
  /** The hub cannot be reached. */
  | "offline"
  /** The hub, or the way to it, stopped answering. */
  | "timeout"
  | "not-found"
  /** A token or an accepted licence is needed. */
  | "forbidden"
  /** The hub answered with an error, or with something that makes no sense. */
  | "hub-failed"
  /** The hub sent us where we do not go. */
  | "bad-redirect"
  /** What came is no GGUF file. */
  | "not-a-model"
  | "wrong-size"
  | "wrong-checksum"
  | "disk-full"
  /** The models folder cannot be written. */
  | "cannot-write"
  /** Another pull of the same model is at work. */
  | "busy"
  /** The caller's signal; what has come stays for resuming. */
  | "aborted";

/** A model could not be pulled. `message` says what happened and what to do; it never holds a token or a signed address. */
export class PullError extends Error {
  readonly code: PullErrorCode;
  constructor(code: PullErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "PullError";
    this.code = code;
  }
}
