/** How the lines of a server look that are no JSON. */
export interface Format {
  /** What writes such lines, as it stands in the documentation. */
  readonly of: string;
  /**
   * Tried in turn, in Ruby syntax. What a named group finds is treated as if it stood in a JSON line under that key: it
   * passes the same allow-list. What stands in no group is not kept.
   */
  readonly patterns: readonly string[];
}
