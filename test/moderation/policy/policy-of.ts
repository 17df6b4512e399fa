import { loadConfig } from "../../../src/config/index.ts";
import type { Message, Place } from "../../../src/core/types.ts";
import {
  createPolicies,
  openBudgets,
  type Policies,
  type PolicySettings,
} from "../../../src/moderation/policy/index.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** The settings that a `moderation.policy` of maru.yaml makes, as JSON, which is YAML too. */
export function settingsOf(policy: unknown = {}): PolicySettings {
  const loaded = loadConfig({ text: JSON.stringify({ moderation: { policy } }), env: {}, adapters: [] });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults));
  return loaded.config.moderation.policy;
}

export async function policiesOf(policy: unknown = {}): Promise<Policies> {
  const budgets = await openBudgets({ log: silent, now: () => 0 });
  return createPolicies(settingsOf(policy), { budgets });
}

export const general: Place = { id: "web:general", name: "general", kind: "channel" };

let count = 0;

/** A message of its own, in #general unless said otherwise. */
export function said(text: string, over: Partial<Message> = {}): Message {
  count++;
  return {
    id: `web:general/${count}`,
    thread: "web:general/1",
    startsThread: false,
    place: general,
    author: { id: "web:mina", name: "Mina", kind: "person" },
    text,
    mentions: [],
    sentAt: "2026-01-31T12:00:00Z",
    link: "",
    ...over,
  };
}

/** The one rule's steps for a text; `undefined` when it does not match. */
export async function stepsOf(rule: object, ...messages: readonly (string | Message)[]) {
  const policies = await policiesOf({ rules: [{ name: "rule", ...rule }] });
  return messages.map((message) => {
    const given = typeof message === "string" ? said(message) : message;
    return policies.for(given.place).match(given)[0]?.steps;
  });
}
