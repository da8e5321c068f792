/** A command of the project: everything that is said about it, in one place. */
export interface Command {
  /** Its name, and that of its file in `scripts/`. */
  readonly name: string;
  /** What npm calls it in a clone, where that is not `npm run <name>`. */
  readonly npm?: string;
  /** Arguments, one line for each way to call it. */
  readonly forms: readonly string[];
  /** What it does, in one line. */
  readonly does: string;
  /** What it does, in full, with its options. */
  readonly about: string;
  /** What its exit statuses mean, beside 2, which is always wrong usage. */
  readonly exits: Readonly<Record<number, string>>;
  /** Why it works in a clone only and not in an installed package; absent where it works in both. */
  readonly needsClone?: string;
}
