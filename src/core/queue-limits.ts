/** How many jobs may wait in the queue: in all, and of one person. */
export interface QueueLimits {
  readonly waiting: number;
  readonly waitingPerPerson: number;
}
