import type { Environment } from '../../environments';
import { burnPairs, objectiveWindows } from '../../models/burn';
import { inSeconds, printDuration, type Duration } from '../../models/duration';
import { K } from '../../models/names';
import { ratios, type Ratio } from '../../models/ratios';
import { lines } from '../queries';

/** The shares about which any model of an environment promises something. */
export const promisedIn = ({ models }: Environment): readonly Ratio[] =>
  ratios.filter(({ promisedBy }) => models.some(promisedBy));

/** Windows over which its models promise, longest first. */
export const windowsOf = ({ models }: Environment): readonly Duration[] =>
  objectiveWindows.filter(({ milliseconds }) =>
    models.some(
      (model) =>
        model.window.milliseconds === milliseconds && ratios.some(({ promisedBy }) => promisedBy(model)),
    ),
  );

/** How objectives are called where entries' own words would need explaining. */
const titles: Readonly<Record<Ratio['objective'], string>> = {
  availability: 'Availability',
  latency: 'Latency',
  timeToFirstToken: 'Time to first token',
  interTokenLatency: 'Gaps between tokens',
  queueWait: 'Wait in the queue',
};
export const titleOf = ({ objective }: Ratio): string => titles[objective];

/** An expression per objective, told apart by the label `objective`. Each must have the model's key and nothing else. */
export const perObjective = (of: readonly Ratio[], expr: (ratio: Ratio) => string): string =>
  of
    .map((ratio) =>
      lines(
        'label_replace(',
        `  ${expr(ratio).replaceAll('\n', '\n  ')},`,
        `  "objective", "${titleOf(ratio)}", "", ""`,
        ')',
      ),
    )
    .join('\nor\n');

/** The share that may be bad, whatever the window over which it may. */
export const budgetOf = ({ budget }: Ratio, matchers = ''): string => `max by (${K}) (${budget}${matchers})`;

/** What is left of a budget, as a part of it. */
export const leftOf = (ratio: Ratio, matchers = ''): string =>
  lines('1 -', `  ${ratio.ofWindow}${matchers}`, `  / on (${K}) ${budgetOf(ratio, matchers)}`);

/** How many times faster than evenly a budget is spent. */
export const burnOf = (ratio: Ratio, window: Duration, matchers = ''): string =>
  lines(`${ratio.ratio(window)}${matchers}`, `/ on (${K}) ${budgetOf(ratio, matchers)}`);

/**
 * Seconds until the budget is spent if it goes on as in the last hour, and none of the window's past ends meanwhile; only
 * where that would come, which is at a speed above 1. 0 where it is spent.
 */
export const secondsLeft = (
  ratio: Ratio,
  hour: Duration,
  windows: readonly Duration[],
  matchers = '',
): string =>
  windows
    .map((window) =>
      lines(
        `${inSeconds(window)} * clamp_min(`,
        `  max by (${K}) (${ratio.budget}${withWindow(matchers, window)}) - on (${K}) ${ratio.ofWindow}${matchers},`,
        '  0',
        `) / on (${K}) (${ratio.ratio(hour)}${matchers} > on (${K}) ${budgetOf(ratio, matchers)})`,
      ),
    )
    .join('\nor\n');

/** Matchers with one more, on the window of an objective. */
export const withWindow = (matchers: string, window: Duration): string =>
  `{${[...(matchers === '' ? [] : [matchers.slice(1, -1)]), `window="${printDuration(window)}"`].join(', ')}}`;

/** The lowest speed over a long window that pages or makes a ticket, of any of some windows of objectives. */
export const slowestAlerted = (long: Duration, windows: readonly Duration[]): number =>
  Math.min(
    ...windows.flatMap((window) =>
      burnPairs(window)
        .filter((pair) => pair.long.milliseconds === long.milliseconds)
        .map(({ factor }) => factor),
    ),
  );
