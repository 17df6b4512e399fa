import type { Shape, User } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import type { Arguments } from "./arguments.ts";
import type { Scope } from "./scopes.ts";

/**
 * One method's work, with arguments that fit its schema. Returns the answer without `ok`; throws an `ApiError`.
 * `by`: whose token it was, when it was a person's.
 */
export type Method = (args: Arguments, by?: User) => Shape;

export type Methods = Readonly<Record<string, Method>>;

export interface MethodParts {
  readonly world: World;
  /** Refuses with `missing_scope` when the app has not this scope. */
  readonly require: (scope: Scope) => void;
  /** The URL of a new Socket Mode connection. */
  readonly inviteSocket: () => string;
}
