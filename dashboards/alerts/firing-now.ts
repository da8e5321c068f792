import type { Environment } from '../../environments';
import { boardUids } from '../../models/links';
import { activeSince, firing, type Severity } from '../../models/names';
import { waysTo } from '../drill-downs';
import type { UnplacedPanel } from '../grafana';
import { linkTo, linkToPanel, linkToRunbook } from '../link-to';
import { stat, valueNow, type Stat } from '../panel';
import { table } from '../panel-table';
import { countOf, lines, worstAlert } from '../queries';
import { alertStates } from '../states';
import { badFrom } from '../thresholds';
import { units } from '../units';
import { alertsIn, chosenAlerts } from './chosen-alerts';
import { withPanel } from './panel-of-alert';

const countStat = (
  spec: Pick<Stat, 'key' | 'title' | 'description' | 'steps'> & { readonly counted: string },
): UnplacedPanel => {
  const { counted, ...head } = spec;
  return stat({ ...head, unit: units.count, noValue: '0', query: valueNow(countOf(counted)) });
};

const bySeverity: Readonly<Record<Severity, Pick<Stat, 'title' | 'steps'>>> = {
  critical: { title: 'Critical', steps: badFrom({ critical: 1 }) },
  warning: { title: 'Warnings', steps: badFrom({ warning: 1 }) },
  info: { title: 'Information', steps: badFrom({}) },
};

/** How many there are. */
export const firingStats: readonly UnplacedPanel[] = [
  ...(Object.keys(bySeverity) as Severity[]).map((severity) =>
    countStat({
      ...bySeverity[severity],
      key: `firing-${severity}`,
      description: `Alerts of severity ${severity} that fire now (${firing}), of the chosen teams and models.`,
      counted: alertsIn('firing', `severity="${severity}"`),
    }),
  ),
  countStat({
    key: 'pending',
    title: 'Pending',
    description: `Alerts whose condition holds, but not yet for as long as they wait (${firing}).`,
    counted: alertsIn('pending'),
  }),
  countStat({
    key: 'models-with-alerts',
    title: 'Models with alerts',
    description: `Models of which any alert fires that somebody is told (${firing}).`,
    counted: lines(
      'count by (namespace, model_name) (',
      `  ${alertsIn('firing', 'severity!="info"', 'model_name!=""')}`,
      ')',
    ),
    steps: badFrom({ warning: 1 }),
  }),
];

/** Labels that say about what part of a model, or of the platform, an alert is. */
const about = [
  'feature',
  'segment',
  'objective',
  'metric',
  'alert',
  'node',
  'gpu',
  'job',
  'pipeline',
  'service',
  'signature',
  'data',
  'pod',
] as const;
const key = ['alertname', 'model_name', 'team', 'about'].join(', ');

/** What an alert is about, in one label, without the spaces of labels that it lacks. */
const withAbout = (expr: string): string =>
  lines(
    'label_replace(label_join(',
    `  ${expr.replaceAll('\n', '\n  ')},`,
    `  "about", " ", ${about.map((label) => `"${label}"`).join(', ')}`,
    '), "about", "$1", "about", " *(.*?) *")',
  );

const byKey = (expr: string): string =>
  lines(`max by (${key}) (`, `  ${withAbout(expr).replaceAll('\n', '\n  ')}`, ')');

/** Every alert that fires, the worst first; names lead to what can be done, and to the model. */
export const firingTable = (environment: Environment): UnplacedPanel =>
  table({
    key: 'firing',
    title: 'Firing now',
    description: `Every alert of the chosen teams and models that fires (${firing}), the worst first. Its name leads to its runbook, a model’s name to its board and its lines of log, and the cell beside it to the panel that shows what is wrong. Alerts that others explain are listed too, although nobody is told of them.`,
    noValue: 'No alert fires',
    rows: lines(
      `max by (${key}, opens) (`,
      `  ${withPanel(byKey(alertsIn('firing')), key).replaceAll('\n', '\n  ')}`,
      ')',
    ),
    labels: [
      { label: 'alertname', title: 'Alert', links: [linkToRunbook(environment.runbooks.url)] },
      {
        label: 'model_name',
        title: 'Model',
        links: [
          { title: 'Board of the model', uid: boardUids.model('${__value.raw}') },
          ...waysTo('logs', environment, '${__value.raw}'),
        ].map(linkTo),
      },
      { label: 'opens', title: 'Panel', says: 'open', links: [linkToPanel] },
      { label: 'about', title: 'About' },
      { label: 'team', title: 'Team' },
    ],
    hidden: [],
    values: [
      {
        title: 'Severity',
        expr: byKey(worstAlert(chosenAlerts, `${['alertname', 'model_name', 'team', ...about].join(', ')}`)),
        unit: units.state,
        states: alertStates,
      },
      {
        title: 'For',
        expr: lines(
          `time() - ${byKey(`${activeSince}{${chosenAlerts}}`)}`,
          `and on (${key}) ${byKey(alertsIn('firing'))}`,
        ),
        unit: units.age,
      },
    ],
    worst: 'Severity',
  });
