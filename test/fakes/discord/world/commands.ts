import { ApplicationCommandType } from "discord-api-types/v10";
import { apiError } from "../rest/errors.ts";
import type { NewCommand } from "../validation/commands.ts";
import type { World } from "./world.ts";

export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly required?: boolean;
  readonly options?: readonly CommandOption[];
  readonly choices?: readonly { readonly value: string | number }[];
  readonly [key: string]: unknown;
}

/** A registered command. `version` changes with every change, and only then. */
export interface Command {
  readonly id: string;
  readonly application_id: string;
  readonly guild_id?: string;
  readonly version: string;
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly options?: readonly CommandOption[];
  readonly contexts?: readonly number[] | null;
  readonly default_member_permissions: string | null;
  readonly [key: string]: unknown;
}

export interface Commands {
  /** `guild` `undefined`: the global ones. */
  list(guild: string | undefined): readonly Command[];
  /** Replaces all. What was there by name and type keeps its id, and its version when nothing changed. */
  overwrite(guild: string | undefined, commands: readonly NewCommand[]): readonly Command[];
  /** Adds one, or replaces that of the same name and type; `true` when it is new. */
  upsert(
    guild: string | undefined,
    command: NewCommand,
  ): { readonly command: Command; readonly isNew: boolean };
  remove(guild: string | undefined, id: string): void;
}

/** "There is a global rate limit of 200 application command creates per day, per guild" (docs: interactions/application-commands#registering-a-command). */
const createsPerDay = 200;
const dayMs = 86_400_000;

export const createCommands = (world: World): Commands => {
  const registered = new Map<string, Command[]>();
  const creates = new Map<string, { day: number; count: number }>();
  const key = (guild: string | undefined) => guild ?? "global";

  const countCreate = (scope: string) => {
    const day = Math.floor(world.clock.now() / dayMs);
    const before = creates.get(scope);
    const count = before?.day === day ? before.count + 1 : 1;
    if (count > createsPerDay)
      throw apiError(400, 30034, "Max number of daily application command creates has been reached (200)");
    creates.set(scope, { day, count });
  };

  const make = (guild: string | undefined, given: NewCommand): { command: Command; isNew: boolean } => {
    const type = given.type ?? ApplicationCommandType.ChatInput;
    const before = registered.get(key(guild))?.find((one) => one.name === given.name && one.type === type);
    if (!before) countCreate(key(guild));
    const { id: _, ...fields } = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined && value !== null),
    ) as NewCommand;
    const made = {
      id: before?.id ?? world.newId(),
      application_id: world.bot.id,
      ...(guild === undefined ? {} : { guild_id: guild }),
      default_member_permissions: null,
      nsfw: false,
      ...(guild === undefined ? { dm_permission: true, contexts: null, integration_types: [0] } : {}),
      ...fields,
      description: given.description ?? "",
      type,
    };
    const { version, ...unversioned } = before ?? { version: "" };
    const same = before !== undefined && JSON.stringify(sorted(unversioned)) === JSON.stringify(sorted(made));
    return { command: { ...made, version: same ? version : world.newId() } as Command, isNew: !before };
  };

  return {
    list: (guild) => registered.get(key(guild)) ?? [],
    overwrite: (guild, commands) => {
      const all = commands.map((one) => make(guild, one).command);
      registered.set(key(guild), all);
      return all;
    },
    upsert: (guild, given) => {
      const made = make(guild, given);
      const others = (registered.get(key(guild)) ?? []).filter(({ id }) => id !== made.command.id);
      registered.set(key(guild), [...others, made.command]);
      return made;
    },
    remove: (guild, id) => {
      const all = registered.get(key(guild)) ?? [];
      if (!all.some((one) => one.id === id)) throw apiError(404, 10063, "Unknown application command");
      registered.set(
        key(guild),
        all.filter((one) => one.id !== id),
      );
    },
  };
};

/** The same value with all keys in order, so that two can be compared. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  );
};
