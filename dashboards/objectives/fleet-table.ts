import type { Environment } from '../../environments';
import { hours, inSeconds, type Duration } from '../../models/duration';
import { boardUids } from '../../models/links';
import { K, modelInfo } from '../../models/names';
import type { UnplacedPanel } from '../grafana';
import { linkTo } from '../link-to';
import { stat, valueNow } from '../panel';
import { table } from '../panel-table';
import { countOf, lines, ofTeams } from '../queries';
import { badBelow, badFrom } from '../thresholds';
import { units } from '../units';
import {
  budgetOf,
  burnOf,
  leftOf,
  perObjective,
  promisedIn,
  secondsLeft,
  slowestAlerted,
  windowsOf,
} from './promises';

const [hour, sixHours] = [hours(1), hours(6)];
const scarce = badBelow({ ok: 0.25, warning: 0 });

/** How the promises of the chosen teams are kept, in one line of numbers. */
export function objectiveStats(environment: Environment): readonly UnplacedPanel[] {
  const promised = promisedIn(environment);
  const left = ofTeams(lines('(', perObjective(promised, leftOf), ')'));
  const burn = ofTeams(
    lines(
      '(',
      perObjective(promised, (ratio) => burnOf(ratio, hour)),
      ')',
    ),
  );
  const pages = slowestAlerted(hour, windowsOf(environment));
  return [
    stat({
      key: 'objectives-missed',
      title: 'Objectives missed',
      description: 'Objectives of the chosen teams whose whole budget is spent within their window.',
      unit: units.count,
      noValue: '0',
      query: valueNow(countOf(`(${left.replaceAll('\n', '\n  ')}) < 0`)),
      steps: badFrom({ critical: 1 }),
    }),
    stat({
      key: 'budget-lowest',
      title: 'Least budget left',
      description: 'The objective that has least left of what it allows, as a part of it.',
      unit: units.ratio,
      noValue: 'No traffic',
      query: valueNow(lines('bottomk(1,', left, ')'), '{{model_name}} {{objective}}'),
      steps: scarce,
      shows: 'name',
    }),
    stat({
      key: 'burn-fastest',
      title: 'Fastest burn',
      description: `The objective whose budget was spent fastest in the last hour, in times of an even pace. Red from ${pages}, the speed that pages.`,
      unit: units.burn,
      noValue: 'No traffic',
      query: valueNow(lines('topk(1,', burn, ')'), '{{model_name}} {{objective}}'),
      steps: badFrom({ warning: 1, critical: pages }),
      shows: 'name',
    }),
  ];
}

/** One row per promise, the one that would be broken first on top. */
export function objectiveTable(environment: Environment): UnplacedPanel {
  const promised = promisedIn(environment);
  const windows = windowsOf(environment);
  const of = (expr: Parameters<typeof perObjective>[1]): string =>
    ofTeams(lines('(', perObjective(promised, expr), ')'));
  return table({
    key: 'objectives',
    title: 'Objectives',
    description:
      'Every objective about a share of requests, of the models of the chosen teams; the one that spends its budget fastest comes first. Burn is how many times faster than evenly the budget is spent; the alerts’ speeds are red. The time to exhaustion is told while the budget would end before its window does, if all goes on as in the last hour; red and orange where a whole budget lasts no longer at the speeds that page.',
    noValue: 'No model of these teams promises a share of requests',
    rows: lines(
      '(',
      perObjective(promised, ({ budget }) => `max by (${K}, window) (${budget})`),
      ')',
      `* on (${K}) group_left (team) max by (${K}, team) (${modelInfo}{team=~"$team"})`,
    ),
    labels: [
      {
        label: 'model_name',
        title: 'Model',
        links: [linkTo({ title: 'Choose this model', uid: boardUids.objectives, model: '${__value.raw}' })],
      },
      { label: 'team', title: 'Team' },
      { label: 'objective', title: 'Objective' },
      { label: 'window', title: 'Window' },
    ],
    hidden: ['namespace'],
    values: [
      { title: 'Promised', expr: of((ratio) => `1 - ${budgetOf(ratio)}`), unit: units.ratio, decimals: 3 },
      { title: 'Attained', expr: of(({ ofWindow }) => `1 - ${ofWindow}`), unit: units.ratio, decimals: 3 },
      { title: 'Budget left', expr: of(leftOf), unit: units.ratio, steps: scarce },
      ...([hour, sixHours] as const).map((window, index) => ({
        title: index === 0 ? 'Burn 1h' : 'Burn 6h',
        expr: of((ratio) => burnOf(ratio, window)),
        unit: units.burn,
        decimals: 2,
        steps: badFrom({ warning: 1, critical: slowestAlerted(window, windows) }),
      })),
      {
        title: 'Exhausted in',
        expr: of((ratio) => secondsLeft(ratio, hour, windows)),
        unit: units.age,
        steps: badBelow({ ok: lastsAt(sixHours, windows), warning: lastsAt(hour, windows) }),
      },
    ],
    worst: 'Burn 1h',
  });
}

/** Seconds that a whole budget lasts at the speed that pages over a long window. */
const lastsAt = (long: Duration, windows: readonly Duration[]): number =>
  Math.max(...windows.map(inSeconds)) / slowestAlerted(long, windows);
