import { limits } from "../../validation/limits.ts";
import { faultsOfView } from "../../validation/views.ts";
import type { Shape } from "../../world/shapes.ts";
import { blameFor, invalidArguments, refuse } from "../api-error.ts";
import type { Arguments, View } from "../arguments.ts";
import type { MethodParts, Methods } from "../method.ts";

/** docs: reference/methods, views.* */
export const viewMethods = ({ world }: MethodParts): Methods => {
  const checked = (view: View | undefined, type: "home" | "modal"): View => {
    const faults = faultsOfView(view!, type);
    if (faults.length > 0) invalidArguments(faults);
    return view!;
  };

  const shown = (view: View, before?: Shape): Shape => {
    const id = (before?.["id"] as string | undefined) ?? world.nextId("V");
    const shape: Shape = {
      title: null,
      close: null,
      submit: null,
      private_metadata: "",
      callback_id: "",
      external_id: "",
      clear_on_close: false,
      notify_on_close: false,
      ...view,
      blocks: view.blocks.map((block) => ({ block_id: world.nextId("b"), ...block })),
      id,
      team_id: world.team.id,
      state: { values: {} },
      hash: world.nextId("h"),
      previous_view_id: null,
      root_view_id: id,
      app_id: world.app.id,
      app_installed_team_id: world.team.id,
      bot_id: world.app.botId,
    };
    world.views.set(id, shape);
    world.tell();
    return shape;
  };

  /** Whose interaction it was. */
  const exchange = (trigger: string | undefined): string => {
    const given = world.triggers.get(trigger ?? "") ?? refuse("invalid_trigger_id");
    if (given.isUsed) blameFor("exchanged_trigger_id", "the trigger was used before");
    if (world.clock.now() - given.at > limits.triggerMs)
      blameFor("expired_trigger_id", "the trigger is older than 3 seconds");
    given.isUsed = true;
    return given.by;
  };

  const open = (args: Arguments): Shape => {
    const view = checked(args.view, "modal");
    const person = exchange(args.trigger_id);
    const modal = shown(view);
    world.modals.set(person, [...(world.modals.get(person) ?? []), String(modal["id"])]);
    world.tell();
    return { view: modal };
  };

  const agreeing = (view: Shape | undefined, hash: string | undefined): Shape | undefined =>
    hash !== undefined && view?.["hash"] !== hash ? refuse("hash_conflict") : view;

  return {
    "views.open": open,
    "views.push": open,

    "views.publish": (args) => {
      const view = checked(args.view, "home");
      if (!world.users.has(args.user_id!)) refuse("user_not_found");
      const before = agreeing(world.homes.get(args.user_id!), args.hash);
      const home = shown(view, before);
      world.homes.set(args.user_id!, home);
      world.tell();
      return { view: home };
    },

    "views.update": (args) => {
      const view = checked(args.view, "modal");
      const before = [...world.views.values()].find(
        (one) =>
          one["id"] === args.view_id ||
          (args.external_id !== undefined && one["external_id"] === args.external_id),
      );
      if (!before) return refuse("not_found");
      agreeing(before, args.hash);
      return { view: shown(view, before) };
    },
  };
};
