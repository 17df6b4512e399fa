const EPOCH_MS = 1_420_070_400_000;

/** Discord's ids: decimal, and ordered by time (https://discord.com/developers/docs/reference#snowflakes). */
export const SNOWFLAKE = /^\d{1,20}$/;

/** When something with this id was made, ISO 8601. */
export const madeAt = (id: string): string =>
  new Date(Number((BigInt(id) & 0xffff_ffff_ffff_ffffn) >> 22n) + EPOCH_MS).toISOString();

/** The permalink of a message; without a server, of one in a direct conversation. */
export const linkOf = (guild: string | undefined, channel: string, message: string): string =>
  `https://discord.com/channels/${guild ?? "@me"}/${channel}/${message}`;
