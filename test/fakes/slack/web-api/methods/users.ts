import { refuse } from "../api-error.ts";
import type { MethodParts, Methods } from "../method.ts";

/** docs: reference/methods: auth.test, apps.connections.open, users.info, bots.info, files.info */
export const userMethods = ({ world, inviteSocket }: MethodParts): Methods => ({
  "auth.test": (_args, by = world.bot) => ({
    url: `https://${world.team.domain}.slack.com/`,
    team: world.team.name,
    user: by.name,
    team_id: world.team.id,
    user_id: by.id,
    ...(by === world.bot ? { bot_id: world.app.botId } : {}),
    is_enterprise_install: false,
  }),

  "apps.connections.open": () => ({ url: inviteSocket() }),

  "users.info": ({ user: id, include_locale }) => {
    const user = world.users.get(id!) ?? refuse("user_not_found");
    const { locale, ...rest } = user;
    return {
      user: {
        ...rest,
        color: "9f69e7",
        tz: "Asia/Seoul",
        tz_label: "Korea Standard Time",
        tz_offset: 32_400,
        updated: 1_700_000_000,
        ...(user.is_stranger
          ? {}
          : {
              is_admin: user.is_admin ?? false,
              is_owner: user.is_owner ?? false,
              is_primary_owner: false,
              is_restricted: user.is_restricted ?? false,
              is_ultra_restricted: false,
              is_email_confirmed: true,
              who_can_share_contact_card: "EVERYONE",
            }),
        ...(include_locale && !user.is_stranger ? { locale } : {}),
      },
    };
  },

  "bots.info": ({ bot }) => {
    const found = [...world.users.values()].find(({ profile }) => profile.bot_id === bot);
    if (bot !== undefined && !found) refuse("bot_not_found");
    const user = found ?? world.bot;
    return {
      bot: {
        id: user.profile.bot_id,
        deleted: user.deleted,
        name: user.profile.display_name,
        updated: 1_700_000_000,
        app_id: user.profile.api_app_id,
        user_id: user.id,
        icons: {},
      },
    };
  },

  "files.info": ({ file }) => {
    const stored = world.files.get(file!);
    const channel = stored && world.channels.get(stored.channelId);
    if (!stored || !channel?.members.has(world.bot.id)) return refuse("file_not_found");
    return { file: stored.file, comments: [], response_metadata: { next_cursor: "" } };
  },
});
