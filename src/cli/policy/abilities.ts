import type { LadderStep, ModerationAbilities } from "../../core/ports/index.ts";
import { type PlaceSettings, type PolicySettings, settingsWith } from "../../moderation/policy/index.ts";
import { printable } from "../printable.ts";

/** A platform that is on; `can` is absent where Maru can do nothing as a moderator. */
export interface PlatformAbilities {
  readonly name: string;
  readonly can: ModerationAbilities | undefined;
}

/** What each platform can do, and what of the policy it cannot. */
export function abilitiesText(settings: PolicySettings, platforms: readonly PlatformAbilities[]): string {
  if (platforms.length === 0) return "Every platform is off: the policy holds nowhere.\n";
  const lines = platforms.flatMap(({ name, can }) => [
    `${name}: ${can === undefined ? "Maru can do nothing there; cases are decided in the web chat." : listed(can)}`,
    ...(can?.missing ?? []).map((sentence) => `  ${sentence}`),
  ]);
  const gaps = gapsIn(settings, platforms);
  if (gaps.length > 0) lines.push("", "What the policy asks for and cannot be done:", ...gaps);
  return `${lines.join("\n")}\n`;
}

function listed({ remove, timeout, tell, cards }: ModerationAbilities): string {
  const can = [
    ...(remove === "hide" ? ["hides messages and can show them again"] : []),
    ...(remove === "delete" ? ["deletes messages"] : []),
    ...(timeout ? ["times people out"] : []),
    ...(tell ? ["tells authors in private"] : []),
    ...(cards ? ["shows cases to moderators there"] : []),
  ];
  return can.length === 0
    ? "Maru can do nothing there; cases are decided in the web chat."
    : `${can.join(", ")}.`;
}

function gapsIn(settings: PolicySettings, platforms: readonly PlatformAbilities[]): readonly string[] {
  return settings.places.flatMap(({ match }, at) => {
    const resolved = settingsWith(settings, [at]);
    if (resolved.mode !== "active") return [];
    const wanted = stepsOf(resolved);
    return platforms
      .filter(({ name }) => match.some((place) => mayBeOn(place, name, platforms)))
      .flatMap(({ name, can }) =>
        [...wanted]
          .filter((step) => !isPossible(step, can))
          .map(
            (step) => `  ${step} in ${printable(match.join(", "))} on ${name}: people see the case instead.`,
          ),
      );
  });
}

/** Whether a name of a place may mean one of the platform: it does not name another one. */
function mayBeOn(place: string, platform: string, platforms: readonly PlatformAbilities[]): boolean {
  const named = platforms.find(({ name }) => place.toLowerCase().startsWith(`${name}:`));
  return named === undefined || named.name === platform;
}

/** All steps that are ever taken by the policy. */
function stepsOf({ categories, rules }: PlaceSettings): ReadonlySet<LadderStep> {
  const ladders = Object.values(categories).flatMap((ladder) =>
    Object.entries(ladder).flatMap(([step, threshold]) =>
      threshold === undefined ? [] : [step as LadderStep],
    ),
  );
  return new Set([...ladders, ...rules.flatMap(({ steps }) => steps)]);
}

function isPossible(step: LadderStep, can: ModerationAbilities | undefined): boolean {
  switch (step) {
    case "log":
    case "queue":
      return true;
    case "note":
      return can?.tell ?? false;
    case "remove":
      return (can?.remove ?? false) !== false;
    case "timeout":
      return can?.timeout ?? false;
    default:
      return step satisfies never;
  }
}
