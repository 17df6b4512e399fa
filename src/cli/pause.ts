/** Lets others go on; resolves at its turn. */
export const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
