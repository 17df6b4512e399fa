import { allCommands, oneCommand } from "../../validation/commands.ts";
import { guildOf } from "../../world/world.ts";
import { apiError, missingAccess } from "../errors.ts";
import { type Call, noContent, ok, type Route, withForm } from "../router.ts";
import type { RouteParts } from "./parts.ts";

/** "with_localizations: Whether to include full localization dictionaries in the returned objects … Default false." */
const withoutLocalizations = (command: object): object =>
  JSON.parse(
    JSON.stringify(command, (key, value: unknown) => (key.endsWith("_localizations") ? undefined : value)),
  );

/** Commands, globally and per guild (docs: interactions/application-commands#endpoints). */
export const commandRoutes = ({ world, commands }: RouteParts): Route[] => {
  const scope = (id: Call["id"]): string | undefined => {
    if (id("application") !== world.bot.id)
      throw apiError(403, 20012, "You are not authorized to perform this action on this application");
    if (id("guild") === "") return undefined;
    if (!guildOf(world, id("guild")).members.has(world.bot.id)) throw missingAccess();
    return id("guild");
  };
  return ["/applications/:application/commands", "/applications/:application/guilds/:guild/commands"].flatMap(
    (pattern): Route[] => [
      {
        method: "GET",
        pattern,
        limit: "commands",
        run: ({ id, query }) => {
          const all = commands.list(scope(id));
          return ok(query.get("with_localizations") === "true" ? all : all.map(withoutLocalizations));
        },
      },
      withForm({
        method: "PUT",
        pattern,
        limit: "commands",
        form: allCommands,
        run: ({ id, body }) => ok(commands.overwrite(scope(id), body)),
      }),
      withForm({
        method: "POST",
        pattern,
        limit: "commands",
        form: oneCommand,
        run: ({ id, body }) => {
          const { command, isNew } = commands.upsert(scope(id), body);
          return { status: isNew ? 201 : 200, body: command };
        },
      }),
      {
        method: "DELETE",
        pattern: `${pattern}/:command`,
        limit: "commands",
        run: ({ id }) => {
          commands.remove(scope(id), id("command"));
          return noContent;
        },
      },
    ],
  );
};
