import { posix } from "node:path";
import { type Import, importsOf } from "./imports.ts";
import { type Room, rooms } from "./rooms.ts";

/** Where a file lies: its room, and the folder that is that room (for `adapters/*`, which one of them). */
interface Whereabouts {
  readonly room: Room;
  readonly folder: string;
}

/** What a file imports against the rules, a sentence for each; `path` counts from the repository's root. */
export function trespasses(path: string, source: string): readonly string[] {
  const here = whereabouts(path);
  if (here === undefined)
    return [`${path} lies in no room: say in test/architecture/rooms.ts what it may import.`];
  return importsOf(source)
    .filter((imported) => !isAllowed(here, path, imported))
    .map(({ specifier = "what it computes", isType }) => {
      return `${path} (${here.room.room}) may not import ${isType ? "types of " : ""}${specifier}`;
    });
}

function isAllowed({ room, folder }: Whereabouts, path: string, { specifier, isType }: Import): boolean {
  if (specifier === undefined) return permits(room.fromOutside, "what is found at start", isType);
  if (!specifier.startsWith(".")) return permits(room.fromOutside, specifier, isType);
  const target = posix.join(posix.dirname(path), specifier);
  const ofMaru = room.ofMaru.map((entry) => (entry.startsWith("./") ? posix.join(folder, entry) : entry));
  return whereabouts(target)?.folder === folder || permits(ofMaru, target, isType);
}

function permits(entries: readonly string[], name: string, isType: boolean): boolean {
  if (entries.some((entry) => entry.startsWith("not ") && matches(entry.slice("not ".length), name)))
    return false;
  return entries.some((entry) => {
    if (entry.startsWith("types of ")) return isType && matches(entry.slice("types of ".length), name);
    return entry === "any" || matches(entry, name);
  });
}

/** The most specific room: the one named with most folders. */
function whereabouts(path: string): Whereabouts | undefined {
  const depth = ({ room }: Room) => room.split("/").length;
  const room = rooms
    .filter((each) => each.room === path || matches(`${each.room}/**`, path))
    .reduce<Room | undefined>((best, each) => (best && depth(best) >= depth(each) ? best : each), undefined);
  return room && { room, folder: path.split("/").slice(0, depth(room)).join("/") };
}

/** `**` stands for anything, `*` for anything but a slash. */
function matches(pattern: string, name: string): boolean {
  const parts = pattern.split(/(\*\*|\*)/).map((part) => {
    if (part === "**") return ".*";
    return part === "*" ? "[^/]*" : part.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`).test(name);
}
