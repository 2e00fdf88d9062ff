/**
 * Asks for the next item before the last one is done with, so that a source works while its
 * consumer does.
 */
export function oneAhead<T>(source: AsyncIterable<T>): AsyncIterator<T, undefined, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<T>> => {
    const answer = iterator.next();
    // Thrown where it is awaited, if ever.
    answer.catch(() => {});
    return answer;
  };
  let upcoming: Promise<IteratorResult<T>> | undefined;
  return {
    next: async () => {
      const { done, value } = await (upcoming ?? ask());
      if (done === true) {
        upcoming = Promise.resolve({ done, value: undefined });
        return { done, value: undefined };
      }
      upcoming = ask();
      return { done: false, value };
    },
    return: async () => {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
}
