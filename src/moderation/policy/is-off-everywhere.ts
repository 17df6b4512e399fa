import type { PolicySettings } from "./settings.ts";

/** Whether no message is looked at in any place: `mode: off` is the base's, and no place's own is another one. */
export const isOffEverywhere = ({ mode, places }: PolicySettings): boolean =>
  mode === "off" && places.every((place) => place.mode === undefined || place.mode === "off");
