/** Lets others have the event loop now and then during long work. */
export interface Pace {
  rest(): Promise<void> | undefined;
}
