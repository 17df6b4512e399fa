import htm from "htm";
import { type ComponentChildren, h, type VNode } from "preact";

/** What a component shows. */
export type View = ComponentChildren;

type Template = (strings: TemplateStringsArray, ...values: unknown[]) => VNode<Record<string, unknown>>;

// htm's types describe its CommonJS file, where the function is `default`; the browser gets the module.
const { bind } = htm as unknown as { bind(create: typeof h): Template };

/** Elements as tagged templates. Components are placed with `h(Component, props)`, so that their props are checked. */
export const html: Template = bind.call(htm, h);
