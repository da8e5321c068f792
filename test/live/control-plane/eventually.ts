/** Time between two looks. Unit: milliseconds. */
const pause = 200;

/**
 * Waits until nothing is in the way. `problem` says what still is; a question that fails, because a program is busy, is
 * asked again.
 *
 * @throws Error with the last thing that was in the way
 */
export async function eventually(
  what: string,
  limit: number,
  problem: () => Promise<string | undefined> | string | undefined,
): Promise<void> {
  const end = Date.now() + limit;
  let last: string | undefined;
  while (Date.now() < end) {
    try {
      last = await problem();
    } catch (error) {
      last = (error as Error).message;
    }
    if (last === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`${what}: not within ${limit / 1_000} s; ${last ?? ''}`);
}
