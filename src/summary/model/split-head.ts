/** The first `count` values of a stream, and all of it including those. */
export async function splitHead<Value>(
  stream: AsyncIterator<Value>,
  count: number,
): Promise<{ readonly head: readonly Value[]; readonly all: AsyncIterable<Value> }> {
  const head: Value[] = [];
  while (head.length < count) {
    const next = await stream.next();
    if (next.done) break;
    head.push(next.value);
  }
  async function* all(): AsyncGenerator<Value> {
    yield* head;
    for (let next = await stream.next(); !next.done; next = await stream.next()) yield next.value;
  }
  return { head, all: all() };
}
