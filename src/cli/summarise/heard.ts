import type { PlaceId } from "../../core/types.ts";
import type { SourceMessage } from "../../summary/index.ts";

/** A message of what is to be summarised, or why there is none. */
export type Heard =
  | {
      readonly place: { readonly id: PlaceId; readonly name: string };
      readonly message: SourceMessage;
    }
  /** A sentence that names the line or file and holds nothing of what stands there. */
  | { readonly problem: string };
