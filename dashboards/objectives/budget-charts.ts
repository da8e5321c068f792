import type { Environment } from '../../environments';
import { burnPairs, objectiveWindows, type BurnPair } from '../../models/burn';
import { days, hours, printDuration, type Duration } from '../../models/duration';
import type { Ratio } from '../../models/ratios';
import type { UnplacedPanel } from '../grafana';
import type { Section } from '../layout';
import { palette } from '../palette';
import { timeSeries, type Series } from '../panel-timeseries';
import { lines } from '../queries';
import { linesAt } from '../thresholds';
import { units } from '../units';
import { chosenModel } from '../variables';
import { budgetOf, burnOf, leftOf, promisedIn, titleOf, windowsOf, withWindow } from './promises';

const chosen = `{${chosenModel}}`;
/** Pairs of windows are the same whatever the objective's own; only the factors are not. */
const [month = days(30)] = objectiveWindows;
const speeds = burnPairs(month);

/** A section per share about which anything is promised; only the first is open, which is the one that most models have. */
export const budgetSections = (environment: Environment): readonly Section[] =>
  promisedIn(environment).map((ratio, index) => ({
    key: `budget-${ratio.objective.toLowerCase()}`,
    title: `${titleOf(ratio)} of $model`,
    collapsed: index > 0,
    bands: [
      {
        height: 8,
        perLine: 3,
        panels: [leftChart(ratio), burnChart(ratio, windowsOf(environment)), eventChart(ratio)],
      },
    ],
  }));

const notPromised = 'Not promised of this model, or no traffic';
const keyOf = ({ objective }: Ratio, what: string): string => `${objective.toLowerCase()}-${what}`;

const leftChart = (ratio: Ratio): UnplacedPanel =>
  timeSeries({
    key: keyOf(ratio, 'left'),
    title: 'Budget left',
    description: `What is left of what the objective allows within its window (1 - ${ratio.ofWindow} ÷ ${ratio.budget}). Below the line it is missed. It rises again as bad hours leave the window.`,
    unit: units.ratio,
    noValue: notPromised,
    series: [{ expr: leftOf(ratio, chosen), legend: 'left' }],
    lines: linesAt(0),
    atLeast: { max: 1 },
  });

/** Strength of a line by the length of its window: the shortest says most about now. */
const strengths = [palette.strongest, palette.strong, palette.medium, palette.faint] as const;

const burnChart = (ratio: Ratio, windows: readonly Duration[]): UnplacedPanel =>
  timeSeries({
    key: keyOf(ratio, 'burn'),
    title: 'Burn rates',
    description: `How many times faster than evenly the budget is spent, by window (${ratio.ratio(hours(1))} ÷ ${ratio.budget}). An alert fires where a window is above its line: red ones page, orange ones are tickets.`,
    unit: units.burn,
    noValue: notPromised,
    series: [
      ...speeds.map(({ long }, index) => ({
        expr: burnOf(ratio, long, chosen),
        legend: printDuration(long),
        colour: strengths[index] ?? palette.faint,
      })),
      ...speeds.map((pair, speed) => limitOf(ratio, { ...pair, speed }, windows)),
    ],
  });

/** The speed of one pair of windows, which depends on the window of the chosen model's objective. */
const limitOf = (
  ratio: Ratio,
  { long, urgency, speed }: Pick<BurnPair, 'long' | 'urgency'> & { readonly speed: number },
  windows: readonly Duration[],
): Series => ({
  expr: windows
    .flatMap((window) => {
      const factor = burnPairs(window)[speed]?.factor;
      return factor === undefined
        ? []
        : [`${factor} * (${budgetOf(ratio, withWindow(chosen, window))} > bool 0)`];
    })
    .join('\nor\n'),
  legend: `${urgency === 'page' ? 'pages' : 'ticket'} from, ${printDuration(long)}`,
  colour: urgency === 'page' ? palette.critical : palette.warning,
  isLimit: true,
});

const eventChart = (ratio: Ratio): UnplacedPanel =>
  timeSeries({
    key: keyOf(ratio, 'events'),
    title: 'Good and bad events',
    description: `Events per second that keep the promise and that break it (${ratio.all} less ${ratio.bad}, and ${ratio.bad}).`,
    unit: units.eventRate,
    noValue: notPromised,
    series: [
      {
        expr: lines(`${ratio.all}${chosen}`, `- ${ratio.bad}${chosen}`),
        legend: 'good',
        colour: palette.ok,
      },
      { expr: `${ratio.bad}${chosen}`, legend: 'bad', colour: palette.errors },
    ],
  });
