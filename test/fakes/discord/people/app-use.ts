import { ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import type { Interaction, Interactions } from "../interactions.ts";
import { channelPermissions } from "../permissions.ts";
import type { Command, Commands } from "../world/commands.ts";
import type { Channel, Component, Message, Post, User } from "../world/shapes.ts";
import type { World } from "../world/world.ts";
import { chosen, filled, type OptionValues } from "./inputs.ts";
import { homeOf, memberIn, requireMay } from "./rights.ts";

/** What people do with the app. Each call throws when the real client would not let them. */
export interface AppUse {
  /** Uses a slash command that the bot has registered, its options by name. */
  command(person: User, channel: Channel, name: string, options?: OptionValues): Interaction;
  /** Uses a context-menu command on a message. */
  contextMenu(person: User, message: Message, name: string): Interaction;
  /** Presses the button with this custom id. */
  press(person: User, message: Message, customId: string): Interaction;
  /** Chooses in a select menu. */
  choose(person: User, message: Message, customId: string, values: readonly string[]): Interaction;
  /** Fills in the modal that an interaction was answered with, texts by custom id. */
  submitModal(interaction: Interaction, texts: Readonly<Record<string, string>>): Interaction;
}

export const createAppUse = (
  world: World,
  commands: Commands,
  interactions: Interactions,
  localeOf: (id: string) => string,
): AppUse => {
  /** INTERACTION_CREATE (docs: interactions/receiving-and-responding#interaction-object). It needs no intent and no permission of the bot. */
  const interact = (
    type: InteractionType,
    person: User,
    channel: Channel,
    data: object,
    source?: Post,
  ): Interaction => {
    const interaction = interactions.open(type, person, channel, source);
    const member = memberIn(world, channel, person);
    const locale = localeOf(person.id);
    world.dispatch({
      t: "INTERACTION_CREATE",
      d: {
        id: interaction.id,
        application_id: world.bot.id,
        type,
        token: interaction.token,
        version: 1,
        data,
        channel_id: channel.id,
        channel: { ...channel, permissions: channelPermissions(world, channel, person.id).toString() },
        ...(channel.guild_id === undefined
          ? { user: person }
          : {
              guild_id: channel.guild_id,
              guild: { id: channel.guild_id, features: [], locale: "en-US" },
              guild_locale: "en-US",
              member: { ...member, permissions: channelPermissions(world, channel, person.id).toString() },
            }),
        ...(source ? { message: source.message } : {}),
        locale,
        app_permissions: channelPermissions(world, channel, world.bot.id).toString(),
        entitlements: [],
        authorizing_integration_owners: { 0: channel.guild_id ?? "0" },
        context: channel.guild_id === undefined ? 1 : 0,
        attachment_size_limit: 10 * 1024 * 1024,
      },
    });
    return interaction;
  };

  const registered = (channel: Channel, name: string, type: ApplicationCommandType): Command => {
    const all = [
      ...(channel.guild_id === undefined ? [] : commands.list(channel.guild_id)),
      ...commands.list(undefined),
    ];
    const found = all.find((one) => one.name === name && one.type === type);
    if (!found)
      throw new Error(
        `no command "${name}" is registered; there are: ${all.map((one) => one.name).join(", ") || "none"}`,
      );
    if (channel.guild_id === undefined && found.contexts && !found.contexts.includes(1))
      throw new Error(`"${name}" is not offered in direct messages`);
    return found;
  };

  const pressable = (
    person: User,
    message: Message,
    customId: string,
  ): { channel: Channel; post: Post; component: Component } => {
    const found = homeOf(world, message);
    if (found.post.onlyFor !== undefined && found.post.onlyFor !== person.id)
      throw new Error(`${person.username} does not see message ${message.id}`);
    const component = flatten(found.post.message.components).find(({ custom_id }) => custom_id === customId);
    if (!component) throw new Error(`message ${message.id} has nothing with the custom id "${customId}"`);
    if (component.disabled) throw new Error(`"${customId}" is disabled`);
    return { ...found, component };
  };

  return {
    command: (person, channel, name, values = {}) => {
      requireMay(world, person, channel, "ViewChannel", "UseApplicationCommands");
      const command = registered(channel, name, ApplicationCommandType.ChatInput);
      requireAllowed(command, channelPermissions(world, channel, person.id));
      return interact(InteractionType.ApplicationCommand, person, channel, {
        id: command.id,
        name,
        type: command.type,
        ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
        options: chosen(command.options ?? [], values),
      });
    },
    contextMenu: (person, message, name) => {
      const { channel, post } = homeOf(world, message);
      requireMay(world, person, channel, "ViewChannel", "UseApplicationCommands");
      const command = registered(channel, name, ApplicationCommandType.Message);
      requireAllowed(command, channelPermissions(world, channel, person.id));
      return interact(InteractionType.ApplicationCommand, person, channel, {
        id: command.id,
        name,
        type: command.type,
        ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
        target_id: message.id,
        resolved: { messages: { [message.id]: post.message } },
      });
    },
    press: (person, message, customId) => {
      const { channel, post, component } = pressable(person, message, customId);
      const data = { custom_id: customId, component_type: component.type, id: component.id };
      return interact(InteractionType.MessageComponent, person, channel, data, post);
    },
    choose: (person, message, customId, values) => {
      const { channel, post, component } = pressable(person, message, customId);
      const data = { custom_id: customId, component_type: component.type, id: component.id, values };
      return interact(InteractionType.MessageComponent, person, channel, data, post);
    },
    submitModal: (shown, texts) => {
      if (!shown.modal) throw new Error("no modal was shown");
      const data = { custom_id: shown.modal.custom_id, components: filled(shown.modal, texts) };
      return interact(InteractionType.ModalSubmit, shown.person, shown.channel, data, shown.source);
    },
  };
};

const flatten = (all: readonly Component[]): Component[] =>
  all.flatMap((one) => [one, ...flatten(one.components ?? []), ...(one.accessory ? [one.accessory] : [])]);

const requireAllowed = ({ name, default_member_permissions: wanted }: Command, granted: bigint) => {
  if (wanted !== null && (granted & BigInt(wanted)) !== BigInt(wanted))
    throw new Error(`"${name}" is hidden from this person`);
};
