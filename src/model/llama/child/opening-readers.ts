/** Which openings are being read, so that those who come at the same time need not read them too. */
export interface OpeningReaders {
  /**
   * Who reads the opening, to be waited for: resolves to whether it was read to its end. `undefined` when there is nobody to wait for;
   * for those that somebody waits for, one that nobody waits for is none, since it takes its time.
   */
  reader(system: string, background: boolean): Promise<boolean> | undefined;
  /** Reads it. Others may wait meanwhile. */
  read(system: string, background: boolean, work: () => Promise<void>): Promise<void>;
}

export function createOpeningReaders(): OpeningReaders {
  /** By system turn. */
  const readers = new Map<string, { readonly background: boolean; readonly done: Promise<boolean> }>();

  return {
    reader(system, background) {
      const reader = readers.get(system);
      return reader === undefined || (reader.background && !background) ? undefined : reader.done;
    },
    async read(system, background, work) {
      const reading = work();
      const done = reading.then(
        () => true,
        () => false,
      );
      const reader = { background, done };
      readers.set(system, reader);
      try {
        await reading;
      } finally {
        if (readers.get(system) === reader) readers.delete(system);
      }
    },
  };
}
