/** Everything durable, behind one URI: records, claims and journals (see `core/ports/store.ts`). */
export { openStore, type StoreParts } from "./open-store.ts";
