/** Files of the local stack: path below its folder, and text. */
export type Files = readonly (readonly [path: string, text: string])[];
