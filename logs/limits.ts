/** How much of a line is read and kept. Unit: bytes. */
export const limits = {
  /** What leaves the node of one event, joined lines included. */
  shipped: 1_048_576,
  /** What patterns look at of a line that is no JSON: twice of what is kept, so that the end is cut off after scrubbing. */
  read: 131_072,
  /** What is kept of each free text of a document. */
  kept: 65_536,
} as const;

/** Lines that are joined to one event; of a longer trace the beginning is kept. */
export const joinedLines = 500;
