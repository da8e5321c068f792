import type { Severity } from '../models/names';
import { palette, type Colour } from './palette';

/** What a number means where a panel shows a state instead of a value. */
export interface State {
  readonly value: number;
  readonly text: string;
  readonly color: Colour;
}

/** Rank of a severity in queries that show the worst one; 0 is left for no alert at all. */
export const severityRanks = { info: 1, warning: 2, critical: 3 } as const satisfies Record<Severity, number>;

export const alertStates: readonly State[] = [
  { value: 0, text: 'ok', color: palette.ok },
  { value: severityRanks.info, text: 'info', color: palette.info },
  { value: severityRanks.warning, text: 'warning', color: palette.warning },
  { value: severityRanks.critical, text: 'critical', color: palette.critical },
];

export const driftStates: readonly State[] = [
  { value: 0, text: 'as reference', color: palette.ok },
  { value: 1, text: 'drifted', color: palette.warning },
];

/** Sums of 1 for values that are missing and 2 for values out of range, each beyond what is normal. */
export const inputStates: readonly State[] = [
  { value: 0, text: 'as usual', color: palette.ok },
  { value: 1, text: 'missing', color: palette.warning },
  { value: 2, text: 'out of range', color: palette.absent },
  { value: 3, text: 'both', color: palette.critical },
];

export const verdictStates: readonly State[] = [
  { value: 0, text: 'no worse', color: palette.ok },
  { value: 1, text: 'worse', color: palette.critical },
];

export const roleStates: readonly State[] = [
  { value: 0, text: 'other', color: palette.neutral },
  { value: 1, text: 'stable', color: palette.ok },
];

/** Of a job by its last success. */
export const runStates: readonly State[] = [
  { value: 0, text: 'in time', color: palette.ok },
  { value: 1, text: 'overdue', color: palette.critical },
];

export const scheduleStates: readonly State[] = [
  { value: 0, text: 'on', color: palette.ok },
  { value: 1, text: 'suspended', color: palette.warning },
];

/** Below a floor counts 1, above a ceiling 2. */
export const rangeStates: readonly State[] = [
  { value: 0, text: 'in range', color: palette.ok },
  { value: 1, text: 'below floor', color: palette.critical },
  { value: 2, text: 'above ceiling', color: palette.critical },
];

export const gpuStates: readonly State[] = [
  { value: 0, text: 'well', color: palette.ok },
  { value: 1, text: 'degraded', color: palette.warning },
  { value: 2, text: 'failing', color: palette.critical },
];

/** Of a GPU that a pod holds. */
export const useStates: readonly State[] = [
  { value: 0, text: 'in use', color: palette.ok },
  { value: 1, text: 'idle', color: palette.warning },
];

/** What a GPU costs money for. */
export const costUseStates: readonly State[] = [
  { value: 0, text: 'free', color: palette.absent },
  { value: 1, text: 'held and idle', color: palette.warning },
];

export const reportingStates: readonly State[] = [
  { value: 0, text: 'silent', color: palette.absent },
  { value: 1, text: 'reporting', color: palette.ok },
];

/** Of Elasticsearch: its colours green, yellow and red; for its nodes, whether all are there. */
export const healthStates: readonly State[] = [
  { value: 0, text: 'well', color: palette.ok },
  { value: 1, text: 'degraded', color: palette.warning },
  { value: 2, text: 'broken', color: palette.critical },
];

/** One text in place of any other, which is there all the same for links. */
export const textForAny = (text: string) => [
  { type: 'regex' as const, options: { pattern: '.+', result: { text, index: 0 } } },
];

/** Value mappings as Grafana writes them, in the order of the states. */
export const mappingsOf = (states: readonly State[]) => [
  {
    type: 'value' as const,
    options: Object.fromEntries(
      states.map(({ value, text, color }, index) => [value, { text, color, index }]),
    ),
  },
];
