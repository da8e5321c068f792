/** How many calls are made at a time: more would only wait in the API server. */
const together = 8;

/** Does the same with all of them, a few at a time, in any order. @throws Error of the first that fails */
export async function severalAtOnce<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const next = async (): Promise<void> => {
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: together }, next));
}
