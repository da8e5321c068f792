/** A kind of trouble that XID codes of the driver tell, and what it means for whoever uses the GPU. */
export interface XidClass {
  /** In the words of a sentence. */
  readonly meaning: string;
  readonly codes: readonly number[];
}

/**
 * XID codes by what is wrong. Source: NVIDIA's catalogue of XID errors and the codes that its device plugin takes for an
 * application's own. Vendors disagree on 32, 94, 119, 120, 140 and 143, and codes from 144 on are classed by their name
 * only, so this is data: a code that means something else on your cards belongs to another line. A code in no class
 * raises no alert.
 */
export const xidClasses = {
  application: {
    meaning: 'the program on the GPU did something wrong',
    codes: [8, 11, 13, 31, 43, 45, 68, 69, 109],
  },
  memoryContained: {
    meaning: 'memory failed and was contained; the GPU needs a reset at the next chance',
    codes: [63, 92, 94, 156],
  },
  power: { meaning: 'the power supply of the board is not as it should be', codes: [54, 162, 163, 164, 165] },
  memoryFatal: {
    meaning: 'memory failed and was not contained; results may be wrong',
    codes: [48, 64, 95, 140, 157, 171, 172],
  },
  busLost: { meaning: 'the GPU cannot be reached any more', codes: [79, 158, 167] },
  firmware: {
    meaning: 'the firmware of the GPU or its driver does not answer',
    codes: [46, 61, 62, 119, 120, 143, 154],
  },
  link: {
    meaning: 'a link between GPUs, or between a GPU and its processor, failed',
    codes: [74, 121, 136, 137, 144, 145, 146, 147, 148, 149, 150, 155, 166],
  },
} as const satisfies Record<string, XidClass>;

export type XidClassName = keyof typeof xidClasses;

/** Classes that mean hardware which nobody should go on using. Links are such for work that spans several GPUs. */
export const brokenClasses: readonly XidClassName[] = ['memoryFatal', 'busLost', 'firmware'];

/** Classes of trouble that the hardware got the better of. */
export const containedClasses: readonly XidClassName[] = ['memoryContained', 'power'];

/** An anchored regular expression for the codes of some classes. */
export const xidPattern = (...classes: readonly XidClassName[]): string =>
  classes.flatMap((name) => xidClasses[name].codes).join('|');
