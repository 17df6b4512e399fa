import type { Deliveries, Delivery } from "../events/delivery.ts";
import { controlsOf } from "../seen.ts";
import type { Blame } from "../violations.ts";
import type { ResponseUrls } from "../web-api/response-urls.ts";
import { directWith } from "../world/channels.ts";
import type { Channel, Message, Post, Shape, Ts, User } from "../world/shapes.ts";
import type { World } from "../world/world.ts";

/** What people do with the app beyond talking. Each call throws when the real client would not let them. */
export interface AppUse {
  /** Presses a control under a message. `value`: which one, where several have the action (feedback buttons). */
  press(person: User, message: { readonly ts: Ts }, actionId: string, value?: string): Promise<Delivery>;
  /** Presses a control of the person's Home tab or of an open modal. */
  pressInView(person: User, view: Shape, actionId: string, value?: string): Promise<Delivery>;
  /** Uses a slash command; not in threads, where Slack has none. */
  slash(person: User, channel: Channel, command: `/${string}`, text?: string): Promise<Delivery>;
  /** Uses a message shortcut. */
  messageShortcut(person: User, message: { readonly ts: Ts }, callbackId: string): Promise<Delivery>;
  /** The modal in front of the person. */
  modal(person: User): Shape | undefined;
  closeModals(person: User): void;
  /**
   * Submits a modal. `values`: by block and action, as Slack sends them, or only the words by block. It closes, unless the app answers
   * with errors.
   */
  submit(person: User, view: Shape, values?: Shape): Promise<Delivery>;
  /** Opens the app's Home tab, or its messages. */
  openHome(person: User, tab?: "home" | "messages"): void;
  /** What the person looks at beside the app's messages changes. */
  lookAt(person: User, channel: Channel): void;
  /** Presses Slack's own stop button on what the app writes in a thread. */
  stopNatively(person: User, channel: Channel, thread: Ts): void;
  /** What the app published on the person's Home tab. */
  home(person: User): Shape | undefined;
}

interface Input {
  readonly block: string;
  readonly element: Shape;
  readonly optional: boolean;
}

const inputsOf = (view: Shape): Input[] =>
  (view["blocks"] as Shape[]).flatMap((block) =>
    block["type"] === "input"
      ? [
          {
            block: String(block["block_id"]),
            element: block["element"] as Shape,
            optional: block["optional"] === true,
          },
        ]
      : [],
  );

/** What the client sends of a modal's inputs; it lets nobody leave out or write more than the app said. */
const stateOf = (view: Shape, values: Shape): Shape => {
  const inputs = inputsOf(view);
  const known = new Set(inputs.map(({ block }) => block));
  for (const block of Object.keys(values))
    if (!known.has(block)) throw new Error(`there is no input ${block}`);
  return Object.fromEntries(
    inputs.map(({ block, element, optional }) => {
      const given = values[block];
      if (typeof given === "object") return [block, given];
      const words = String(given ?? "");
      if (words === "" && !optional) throw new Error(`the input ${block} cannot be left out`);
      if (words.length > Number(element["max_length"] ?? 3_000)) throw new Error(`too long for ${block}`);
      const value = words === "" ? null : words;
      return [block, { [String(element["action_id"])]: { type: element["type"], value } }];
    }),
  );
};

export const createAppUse = (parts: {
  readonly world: World;
  readonly deliveries: Deliveries;
  readonly responseUrls: ResponseUrls;
  readonly verificationToken: string;
  readonly commands: readonly string[] | undefined;
  readonly shortcuts: readonly string[] | undefined;
  readonly blame: Blame;
  readonly find: (message: { readonly ts: Ts }) => Post;
}): AppUse => {
  const { world, deliveries, responseUrls, find } = parts;

  const trigger = (person: User): string => {
    const id = `${world.nextTs()}.${world.nextId("t")}`;
    world.triggers.set(id, { at: world.clock.now(), by: person.id, isUsed: false });
    return id;
  };

  const modalsOf = ({ id }: User): readonly string[] => world.modals.get(id) ?? [];

  /** Fields of every interaction. */
  const base = (person: User): Shape => ({
    team: { id: world.team.id, domain: world.team.domain },
    user: { id: person.id, username: person.name, name: person.name, team_id: person.team_id },
    api_app_id: world.app.id,
    token: parts.verificationToken,
    enterprise: null,
    is_enterprise_install: false,
  });

  const nameOf = ({ kind, name }: Channel): string =>
    kind === "im" ? "directmessage" : kind === "group" ? "privategroup" : name;

  const actionOf = (blocks: readonly Shape[], actionId: string, value: string | undefined): Shape => {
    const controls = controlsOf(blocks).filter((control) => control.actionId === actionId);
    const control = controls.find((one) => value === undefined || one.value === value);
    if (!control) throw new Error(`there is no control ${actionId} ${value ?? ""}`);
    return {
      type: control.type,
      block_id: control.blockId,
      action_id: control.actionId,
      text: { type: "plain_text", text: control.label, emoji: true },
      ...(control.value === undefined ? {} : { value: control.value }),
      action_ts: world.nextTs(),
    };
  };

  const interact = (name: string, payload: Shape): Promise<Delivery> =>
    deliveries.once({ type: "interactive", name, payload });

  const mustBeIn = (person: User, channel: Channel) => {
    if (!channel.members.has(person.id)) throw new Error(`${person.name} is not in ${channel.id}`);
  };

  return {
    press: (person, message, actionId, value) => {
      const post = find(message);
      const { channel } = post;
      mustBeIn(person, channel);
      if (post.deleted) throw new Error("the message is gone");
      if (post.onlyFor !== undefined && post.onlyFor !== person.id)
        throw new Error(`only ${post.onlyFor} sees this message`);
      const shown: Message = post.message;
      return interact(`action ${actionId}`, {
        type: "block_actions",
        ...base(person),
        container: {
          type: "message",
          message_ts: shown.ts,
          channel_id: channel.id,
          is_ephemeral: post.onlyFor !== undefined,
          ...(shown.thread_ts === undefined ? {} : { thread_ts: shown.thread_ts }),
        },
        trigger_id: trigger(person),
        channel: { id: channel.id, name: nameOf(channel) },
        // Of a message that only one person sees, Slack sends no more than where it stands.
        ...(post.onlyFor === undefined ? { message: structuredClone(shown) } : {}),
        state: { values: {} },
        response_url: responseUrls.create(person.id, channel, post),
        actions: [actionOf(shown.blocks ?? [], actionId, value)],
      });
    },

    pressInView: (person, view, actionId, value) =>
      interact(`action ${actionId}`, {
        type: "block_actions",
        ...base(person),
        container: { type: "view", view_id: view["id"] },
        trigger_id: trigger(person),
        view: structuredClone(view),
        actions: [actionOf(view["blocks"] as Shape[], actionId, value)],
      }),

    slash: async (person, channel, command, text = "") => {
      mustBeIn(person, channel);
      if (parts.commands?.includes(command) === false) throw new Error(`${command} is no command of the app`);
      const delivery = await deliveries.once({
        type: "slash_commands",
        name: command,
        payload: {
          token: parts.verificationToken,
          team_id: world.team.id,
          team_domain: world.team.domain,
          channel_id: channel.id,
          channel_name: nameOf(channel),
          user_id: person.id,
          user_name: person.name,
          command,
          text,
          api_app_id: world.app.id,
          is_enterprise_install: "false",
          response_url: responseUrls.create(person.id, channel),
          trigger_id: trigger(person),
        },
      });
      responseUrls.say(person.id, channel, delivery.response);
      return delivery;
    },

    messageShortcut: (person, message, callbackId) => {
      const post = find(message);
      mustBeIn(person, post.channel);
      if (post.deleted || post.onlyFor !== undefined) throw new Error("the message has no shortcuts");
      if (parts.shortcuts?.includes(callbackId) === false)
        throw new Error(`${callbackId} is no shortcut of the app`);
      return interact(`shortcut ${callbackId}`, {
        type: "message_action",
        ...base(person),
        callback_id: callbackId,
        trigger_id: trigger(person),
        action_ts: world.nextTs(),
        message_ts: post.message.ts,
        channel: { id: post.channel.id, name: nameOf(post.channel) },
        message: structuredClone(post.message),
        // Of a message of the app's own, it is what can be replaced.
        response_url: responseUrls.create(
          person.id,
          post.channel,
          post.message.bot_id === world.app.botId ? post : undefined,
        ),
      });
    },

    submit: async (person, view, values = {}) => {
      if (!modalsOf(person).includes(String(view["id"]))) throw new Error("the modal is not open");
      const state = stateOf(view, values);
      const delivery = await interact(`view ${String(view["callback_id"])}`, {
        type: "view_submission",
        ...base(person),
        trigger_id: trigger(person),
        view: { ...structuredClone(view), state: { values: state } },
        response_urls: [],
      });
      if (delivery.state !== "acknowledged") return delivery;
      const { response_action: action, errors = {} } = (delivery.response || {}) as {
        readonly response_action?: string;
        readonly errors?: Readonly<Record<string, string>>;
      };
      if (action === "errors") {
        const inputs = new Set(inputsOf(view).map(({ block }) => block));
        const strange = Object.keys(errors).filter((block) => !inputs.has(block));
        if (strange.length > 0 || Object.keys(errors).length === 0)
          parts.blame("view", `errors name no input of the view: ${strange.join(", ")}`);
        return delivery;
      }
      world.modals.set(
        person.id,
        modalsOf(person).filter((id) => id !== view["id"]),
      );
      world.tell();
      return delivery;
    },

    modal: (person) => world.views.get(modalsOf(person).at(-1) ?? ""),

    closeModals: (person) => void world.modals.delete(person.id),

    openHome: (person, tab = "home") => {
      const view = world.homes.get(person.id);
      world.emit({
        type: "app_home_opened",
        user: person.id,
        channel: directWith(world, person.id).id,
        tab,
        ...(tab === "home" && view ? { view } : {}),
        event_ts: world.nextTs(),
      });
    },

    lookAt: (person, channel) =>
      world.emit({
        type: "app_context_changed",
        channel: directWith(world, person.id).id,
        user: person.id,
        context: {
          entities: [{ type: "slack#/types/channel_id", value: channel.id, team_id: world.team.id }],
        },
        event_ts: world.nextTs(),
      }),

    stopNatively: (person, channel, thread) => {
      mustBeIn(person, channel);
      const streaming = [...channel.posts.values()].filter(
        ({ stream, message }) => stream !== undefined && message.thread_ts === thread,
      );
      world.emit(
        {
          type: "agent_session_stopped",
          channel: channel.id,
          user: person.id,
          thread_ts: thread,
          streaming_message_ts: streaming.map(({ message }) => message.ts),
          event_ts: world.nextTs(),
        },
        channel,
      );
    },

    home: ({ id }) => world.homes.get(id),
  };
};
