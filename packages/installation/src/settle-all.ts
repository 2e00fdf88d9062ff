/** How one piece of work ended. */
export type Settled<T> = { readonly value: T } | { readonly error: unknown };

/** Does work for every item, at most `limit` at once, and waits for all of it; results are in the items' order. */
export async function settleAll<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<{ readonly item: T; readonly ended: Settled<R> }[]> {
  const results: { item: T; ended: Settled<R> }[] = [];
  const queue = items.entries();
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = { item, ended: await settle(work, item) };
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

async function settle<T, R>(work: (item: T) => Promise<R>, item: T): Promise<Settled<R>> {
  try {
    return { value: await work(item) };
  } catch (error) {
    return { error };
  }
}
