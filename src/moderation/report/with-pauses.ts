/** Read without a pause: some milliseconds. */
const AT_A_TIME = 500;

/** The same in the same order, with a pause now and then, so that chat goes on while a long log is read. */
export async function* withPauses<Item>(
  items: AsyncIterable<Item>,
  pause: () => Promise<void>,
): AsyncGenerator<Item> {
  let read = 0;
  for await (const item of items) {
    if (++read % AT_A_TIME === 0) await pause();
    yield item;
  }
}
