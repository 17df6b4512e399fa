import type { Portal } from "../../gateway/intents.ts";
import type { Interactions } from "../../interactions.ts";
import type { Commands } from "../../world/commands.ts";
import type { World } from "../../world/world.ts";

/** What the routes are built from. */
export interface RouteParts {
  readonly world: World;
  readonly portal: Portal;
  readonly commands: Commands;
  readonly interactions: Interactions;
  readonly startLimit: () => object;
  /** How often a message older than an hour can be edited in an hour. */
  readonly oldEditsPerHour: number;
  /** How many threads of a server can be active at once. */
  readonly mostActiveThreads: number;
}
