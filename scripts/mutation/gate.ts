import type { Result } from './campaign';

/** Share of the mistakes in an alert that never pages to which its scenarios must object. */
const enough = 0.9;

/** Whether the scenarios of an alert prove its rules: whoever is woken must not be woken by a mistake. */
export const isEnough = ({ isCritical, mutants, killed, objection }: Result): boolean =>
  objection === undefined && (isCritical ? killed === mutants : killed >= enough * mutants);
