import { isExternallyShared } from "./channels.ts";
import type { Channel, Message, User } from "./shapes.ts";
import type { World } from "./world.ts";

/** Fields that events and pages carry of a person. */
export const authorFields = (world: World, userId: string, channel: Channel): Partial<Message> => {
  const user = world.users.get(userId)!;
  if (user.is_bot)
    return {
      user: user.id,
      team: user.team_id,
      ...(user.profile.bot_id === undefined ? {} : botFields(user.profile.bot_id, user)),
    };
  if (user.team_id === world.team.id || !isExternallyShared(channel))
    return { user: user.id, team: user.team_id, client_msg_id: crypto.randomUUID() };
  return {
    user: user.id,
    team: user.team_id,
    user_team: user.team_id,
    source_team: user.team_id,
    user_profile: { ...user.profile, name: user.name, first_name: "", is_restricted: false },
    client_msg_id: crypto.randomUUID(),
  };
};

const botFields = (botId: string, { name, team_id, profile }: User) => ({
  bot_id: botId,
  app_id: profile.api_app_id ?? "",
  bot_profile: {
    id: botId,
    app_id: profile.api_app_id ?? "",
    name,
    icons: {},
    deleted: false,
    updated: 1_700_000_000,
    team_id,
  },
});

/** Fields of what the app says. */
export const appFields = (world: World): Partial<Message> => ({
  user: world.bot.id,
  team: world.team.id,
  ...botFields(world.app.botId, world.bot),
});
