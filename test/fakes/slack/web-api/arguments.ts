import type { Block, Shape } from "../world/shapes.ts";

/** The arguments of all methods together; which of them a method takes and needs, the schemas say. */
export interface Arguments {
  readonly channel?: string;
  readonly channel_id?: string;
  readonly ts?: string;
  readonly message_ts?: string;
  readonly thread_ts?: string;
  readonly text?: string;
  readonly markdown_text?: string;
  readonly blocks?: readonly Block[];
  readonly attachments?: readonly Shape[];
  readonly metadata?: Shape;
  readonly chunks?: readonly Shape[];
  readonly reply_broadcast?: boolean;
  readonly user?: string;
  readonly users?: string;
  readonly user_id?: string;
  readonly bot?: string;
  readonly file?: string;
  readonly status?: string;
  readonly session_status?: string;
  readonly loading_messages?: readonly string[];
  readonly prompts?: readonly { readonly title: string; readonly message: string }[];
  readonly title?: string;
  readonly recipient_user_id?: string;
  readonly recipient_team_id?: string;
  readonly view?: View;
  readonly view_id?: string;
  readonly external_id?: string;
  readonly trigger_id?: string;
  readonly hash?: string;
  readonly cursor?: string;
  readonly limit?: number;
  readonly oldest?: string;
  readonly latest?: string;
  readonly inclusive?: boolean;
  readonly include_all_metadata?: boolean;
  readonly include_locale?: boolean;
  readonly include_num_members?: boolean;
  readonly exclude_archived?: boolean;
  readonly types?: string;
  readonly prevent_creation?: boolean;
  readonly return_im?: boolean;
  readonly link_names?: boolean;
  readonly parse?: "full" | "none";
}

export interface View extends Shape {
  readonly type: string;
  readonly blocks: readonly Block[];
  readonly title?: { readonly text: string };
  readonly submit?: { readonly text: string };
  readonly close?: { readonly text: string };
  readonly private_metadata?: string;
  readonly callback_id?: string;
  readonly external_id?: string;
}

/** In a form, these are JSON (docs: apis/web-api#post-bodies). */
const json = new Set(["attachments", "blocks", "chunks", "loading_messages", "metadata", "prompts", "view"]);
const numbers = new Set(["limit"]);
const booleans = new Set([
  "as_user",
  "exclude_archived",
  "include_all_metadata",
  "include_locale",
  "include_num_members",
  "inclusive",
  "link_names",
  "mrkdwn",
  "prevent_creation",
  "reply_broadcast",
  "return_im",
  "unfurl_links",
  "unfurl_media",
]);

export interface ReadBody {
  readonly args: Record<string, unknown>;
  /** A token that came as an argument. */
  readonly token: string | undefined;
}

/** The arguments of a call, from a form or from JSON. Throws a `SyntaxError` for broken JSON. */
export const readArguments = (body: string, contentType: string): ReadBody => {
  const given = contentType.startsWith("application/json")
    ? (JSON.parse(body || "{}") as Record<string, unknown>)
    : readForm(body);
  // Bolt adds the team to every call; methods that do not know it ignore it.
  const { token, team_id: _team, ...args } = given;
  return { args, token: typeof token === "string" ? token : undefined };
};

const readForm = (body: string): Record<string, unknown> =>
  Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, readField(name, value)]));

const readField = (name: string, value: string): unknown => {
  if (json.has(name)) return JSON.parse(value) as unknown;
  if (numbers.has(name) && /^\d+$/.test(value)) return Number(value);
  if (booleans.has(name)) {
    if (value === "true" || value === "1") return true;
    if (value === "false" || value === "0") return false;
  }
  return value;
};
