import { ApplicationCommandOptionType } from "discord-api-types/v10";
import type { Modal } from "../interactions.ts";
import type { CommandOption } from "../world/commands.ts";
import type { Component } from "../world/shapes.ts";

/** The options of a command by name. */
export type OptionValues = Readonly<Record<string, string | number | boolean>>;

/** Options as Discord sends them; refuses what its client would not have let through. */
export const chosen = (declared: readonly CommandOption[], values: OptionValues): object[] => {
  const unknown = Object.keys(values).filter((name) => !declared.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`the command has no option ${unknown.join(", ")}`);
  return declared.flatMap((option) => {
    const { name, type, required, choices, max_length } = option;
    const value = values[name];
    if (value === undefined) {
      if (required) throw new Error(`the option "${name}" is required`);
      return [];
    }
    requireType(option, value);
    if (choices?.length && !choices.some((one) => one.value === value))
      throw new Error(`${String(value)} is not a choice of "${name}"`);
    if (typeof value === "string" && value.length > Number(max_length ?? 6000))
      throw new Error(`the option "${name}" is too long`);
    return [{ name, type, value }];
  });
};

/** The client lets people enter nothing else, nor a number out of bounds. */
const requireType = ({ name, type, min_value, max_value }: CommandOption, value: unknown): void => {
  const isRight =
    type === ApplicationCommandOptionType.Integer
      ? Number.isSafeInteger(value) &&
        Number(value) >= Number(min_value ?? Number.MIN_SAFE_INTEGER) &&
        Number(value) <= Number(max_value ?? Number.MAX_SAFE_INTEGER)
      : type === ApplicationCommandOptionType.Boolean
        ? typeof value === "boolean"
        : type === ApplicationCommandOptionType.String && typeof value === "string";
  if (!isRight) throw new Error(`${String(value)} cannot be entered for the option "${name}"`);
};

/** The modal's texts in the layout of the modal (docs: interactions/receiving-and-responding#interaction-object-modal-submit-data-structure). */
export const filled = (modal: Modal, texts: Readonly<Record<string, string>>): object[] => {
  let id = 0;
  const input = (one: Component) => {
    const customId = one.custom_id ?? "";
    const value = texts[customId] ?? "";
    if (one.required !== false && value === "") throw new Error(`"${customId}" is required`);
    if (value.length > (one.max_length ?? 4000)) throw new Error(`"${customId}" is too long`);
    return { type: one.type, id: ++id, custom_id: customId, value };
  };
  return modal.components.flatMap((row): object[] => {
    if (row.components) return [{ type: row.type, id: ++id, components: row.components.map(input) }];
    return row.component ? [{ type: row.type, id: ++id, component: input(row.component) }] : [];
  });
};
