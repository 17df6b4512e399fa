/** The address of a workspace as people write it: `acme.slack.com`, `https://acme.slack.com/`; in the government's cloud `acme.slack-gov.com`. */
const written = /^(?:https:\/\/)?((?:[a-z0-9-]{1,63}\.){1,2}slack(?:-gov)?\.com)\/?$/i;

/** The address of a workspace, e.g. `https://acme.slack.com`; `undefined` where the text is none. */
export function slackAddress(text: string): string | undefined {
  const host = written.exec(text.trim())?.[1];
  return host === undefined ? undefined : `https://${host.toLowerCase()}`;
}

export interface SlackPosition {
  /** The id of the conversation. */
  readonly channel: string;
  readonly ts: string;
  readonly thread_ts?: string | undefined;
}

/** The permalink of a message, as `chat.getPermalink` gives it (https://docs.slack.dev/reference/methods/chat.getPermalink). */
export function slackLink(address: string, { channel, ts, thread_ts }: SlackPosition): string {
  const link = `${address}/archives/${channel}/p${ts.replace(".", "")}`;
  return thread_ts === undefined || thread_ts === ts ? link : `${link}?thread_ts=${thread_ts}&cid=${channel}`;
}
