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
}

export const noTroubles = (): GatewayTroubles => ({
  zombie: false,
  duplicate: false,
  shuffle: 0,
  refuseIdentify: 0,
  refuseResume: 0,
});
