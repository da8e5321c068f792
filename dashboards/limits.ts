import type { Series } from './panel-timeseries';
import { palette } from './palette';
import { limitOfChosen } from './queries';

/** What the entry of the chosen model says, as a line beside what it limits. */
export const limitLine = (threshold: string, legend: string): Series => ({
  expr: limitOfChosen(threshold),
  legend,
  colour: palette.critical,
  isLimit: true,
});
