import type { Environment } from '../../environments';
import { K, firing } from '../../models/names';
import type { UnplacedPanel } from '../grafana';
import { linkToRunbook } from '../link-to';
import { table } from '../panel-table';
import { lines } from '../queries';
import { badFrom } from '../thresholds';
import { units } from '../units';
import { alertsIn } from './chosen-alerts';

/** Steps at which the past is looked through: what fires for less than five minutes may be missed. */
const step = '5m';
const secondsOfStep = 300;
const past = `[7d:${step}]`;

const any = alertsIn('firing');

const firingSteps = (alerts: string): string =>
  lines('sum by (alertname) (', `  count_over_time(${alerts}${past})`, ')');

/** Which alerts fired most often. What fires daily and nobody acts on is to be mended, or to be no alert. */
export const noisyAlerts = ({ runbooks }: Environment): UnplacedPanel =>
  table({
    key: 'noisy',
    title: 'Alerts of the last seven days',
    description: `How often each alert began to fire within seven days, for how long it did in all, and of how many models (${firing}), of the chosen teams and models. The past is looked at every five minutes: what is shorter may be missed. The most frequent come first.`,
    noValue: 'No alert fired within seven days',
    rows: firingSteps(any),
    labels: [{ label: 'alertname', title: 'Alert', links: [linkToRunbook(runbooks.url)] }],
    hidden: [],
    values: [
      {
        title: 'Times',
        expr: lines(
          'sum by (alertname) (',
          '  count_over_time(',
          `    (${any} unless ${any} offset ${step})${past}`,
          '  )',
          ')',
        ),
        unit: units.count,
        // Once a day is a habit.
        steps: badFrom({ warning: 7 }),
      },
      {
        title: 'Time firing',
        expr: `${secondsOfStep} * ${firingSteps(any)}`,
        unit: units.age,
      },
      {
        title: 'Models',
        expr: lines(
          'count by (alertname) (',
          `  count by (alertname, ${K}) (`,
          `    last_over_time(${alertsIn('firing', 'model_name!=""')}[7d])`,
          '  )',
          ')',
          `or 0 * ${firingSteps(any)}`,
        ),
        unit: units.count,
      },
      {
        title: 'Critical',
        expr: lines(
          '(',
          `  ${firingSteps(alertsIn('firing', 'severity="critical"'))}`,
          `  or 0 * ${firingSteps(any)}`,
          ')',
          `/ ${firingSteps(any)}`,
        ),
        unit: units.ratio,
      },
    ],
    worst: 'Times',
  });
