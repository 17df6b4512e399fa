/** Why a model cannot be loaded. Trying again does not help; somebody has to do something. */
type FaultKind =
  | "missing"
  | "unreadable"
  | "empty"
  | "not-gguf"
  | "truncated"
  | "corrupt"
  | "unsupported"
  | "too-big"
  | "lora"
  | "settings"
  | "engine"
  | "keeps-dying";

export interface Fault {
  readonly kind: FaultKind;
  /** What is wrong, in a sentence. */
  readonly problem: string;
  /** What to do, in a sentence. */
  readonly remedy: string;
}

/** A `Fault` on its way up. */
export class FaultError extends Error {
  readonly fault: Fault;
  constructor(kind: FaultKind, problem: string, remedy: string) {
    super(`${problem} ${remedy}`);
    this.name = "FaultError";
    this.fault = { kind, problem, remedy };
  }
}
