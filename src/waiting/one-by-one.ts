/** Does one piece of work after the other, in the order in which they are given, whether the one before succeeded or not. */
export type OneByOne = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createOneByOne(): OneByOne {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work, work);
    last = done.catch(() => undefined);
    return done;
  };
}
