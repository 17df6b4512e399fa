import { z } from "zod";
import { applicationFlags } from "../../gateway/login.ts";
import { guildPermissions } from "../../permissions.ts";
import { guildFields } from "../../world/guilds.ts";
import { guildOf } from "../../world/world.ts";
import { apiError, missingAccess } from "../errors.ts";
import { ok, type Route, withForm } from "../router.ts";
import type { RouteParts } from "./parts.ts";

/** Who the bot is and where it is (docs: resources/user, resources/application, events/gateway#get-gateway-bot). */
export const userRoutes = ({ world, portal, startLimit }: RouteParts): Route[] => {
  const me = () => ({
    ...world.bot,
    accent_color: null,
    banner: null,
    avatar_decoration_data: null,
    collectibles: null,
    clan: null,
    mfa_enabled: false,
    locale: "en-US",
    verified: true,
    email: null,
    premium_type: 0,
  });
  return [
    { method: "GET", pattern: "/users/@me", limit: "other", run: () => ok(me()) },
    {
      method: "GET",
      pattern: "/users/@me/guilds",
      limit: "other",
      run: () =>
        ok(
          [...world.guilds.values()]
            .filter(({ members }) => members.has(world.bot.id))
            .map((guild) => ({
              id: guild.id,
              name: guild.name,
              icon: null,
              banner: null,
              owner: false,
              permissions: guildPermissions(world, guild, world.bot.id).toString(),
              features: [],
            })),
        ),
    },
    {
      method: "GET",
      pattern: "/users/:user",
      limit: "other",
      run: ({ id }) => {
        const user = world.users.get(id("user"));
        if (!user) throw apiError(404, 10013, "Unknown User");
        return ok(user);
      },
    },
    {
      method: "GET",
      pattern: "/gateway/bot",
      limit: "other",
      run: () =>
        ok({ url: world.origin.replace("http", "ws"), shards: 1, session_start_limit: startLimit() }),
    },
    {
      method: "GET",
      pattern: "/applications/@me",
      limit: "other",
      run: () => ok(application(world.bot.id)),
    },
    withForm({
      method: "PATCH",
      pattern: "/applications/@me",
      limit: "other",
      form: z.looseObject({}),
      run: () => ok(application(world.bot.id)),
    }),
    {
      method: "GET",
      pattern: "/guilds/:guild",
      limit: "other",
      run: ({ id }) => {
        const guild = guildOf(world, id("guild"));
        if (!guild.members.has(world.bot.id)) throw missingAccess();
        return ok(guildFields(guild));
      },
    },
    {
      method: "GET",
      pattern: "/guilds/:guild/roles",
      limit: "other",
      run: ({ id }) => {
        const guild = guildOf(world, id("guild"));
        if (!guild.members.has(world.bot.id)) throw missingAccess();
        return ok([...guild.roles.values()]);
      },
    },
  ];

  function application(id: string) {
    return {
      id,
      name: world.bot.username,
      icon: null,
      description: "",
      type: null,
      bot: world.bot,
      bot_public: false,
      bot_require_code_grant: false,
      verify_key: "0".repeat(64),
      flags: applicationFlags(portal),
      flags_new: String(applicationFlags(portal)),
      eligible_oauth2_scopes: [],
      redirect_uris: [],
      interactions_endpoint_url: null,
      role_connections_verification_url: null,
      owner: [...world.users.values()][1] ?? world.bot,
      approximate_guild_count: world.guilds.size,
      approximate_user_install_count: 0,
      approximate_user_authorization_count: 0,
      explicit_content_filter: 0,
      team: null,
      integration_types_config: { 0: {} },
      event_webhooks_status: 1,
      event_webhooks_types: [],
      event_webhooks_url: null,
    };
  }
};
