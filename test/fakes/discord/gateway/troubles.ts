/** What a test can make go wrong on the gateway. */
export interface GatewayTroubles {
  /** Heartbeats are no longer answered, and nothing is sent: the connection looks alive and is not. */
  zombie: boolean;
  /** Every event is sent twice, each time with a sequence number of its own. */
  duplicate: boolean;
  /** Events are held back, 50 ms at most, and sent in reverse as soon as there are this many. 0: in order. */
  shuffle: number;
  /** IDENTIFY is answered INVALID_SESSION this many times more. */
  refuseIdentify: number;
  /** RESUME is answered with a non-resumable INVALID_SESSION this many times more. */
  refuseResume: number;
  /** The portal's consent to privileged intents was just taken back: IDENTIFY is answered 4014. */
  disallowIntents: boolean;
  /** Servers are not told after READY, until this is called off: Discord takes its time with big or troubled ones. */
  lateGuilds: Promise<void> | undefined;
}

export const noTroubles = (): GatewayTroubles => ({
  zombie: false,
  duplicate: false,
  shuffle: 0,
  refuseIdentify: 0,
  refuseResume: 0,
  disallowIntents: false,
  lateGuilds: undefined,
});
