import type { Origin, Setting } from '../../environments';
import { table, type Row } from '../columns';
import type { KeptAlert } from './alerts';
import type { Explanation } from './explanation';
import type { Scraped } from './scraped';
import type { UnfedSignal } from './signals';
import type { Audience, Told } from './told';

/** How headings look: as they are, or bold on a terminal. */
type Heading = (text: string) => string;

/** The explanation for people, at most 100 columns wide but for addresses, which stand alone on their lines. */
export function explanationText(explained: Explanation, heading: Heading = (text) => text): string {
  const { model, environment, title, server, team, tier, signals, alerts, told, places } = explained;
  const hours = told.hours;
  const open = hours === undefined ? 'no hours' : `${hours.days} ${hours.from}-${hours.to} ${hours.zone}`;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [`Values (files below ${folderOf(explained)})`, table(explained.settings.map(settingRow))],
    ['Scraped', explained.scraped.flatMap(scrapedLines)],
    ['Signals', table(signals.fed.map(({ signal, series, unit }) => [signal, series, unit]))],
    ['Not observed', table(unobservedRows(signals.unobserved))],
    ['Alerts', table(alerts.kept.flatMap(alertRows))],
    ['Alerts that cannot fire', table(alerts.dropped.map(({ alert, reason }) => [alert, reason]))],
    [
      `Who is told (hours of ${team}: ${open})`,
      [
        ...table(told.audiences.flatMap((audience) => audienceRows(audience, hours !== undefined))),
        ...(told.paging ? [] : ['  Paging is off in this environment, so pages are tickets.']),
      ],
    ],
    [
      'Where',
      table([
        ['dashboard', places.dashboard],
        ['logs', places.logs],
        ['runbooks', places.runbooks],
        ['log key', places.logKey],
      ]),
    ],
  ];
  const head = [
    heading(`${model} in ${environment}${title === model ? '' : `: ${title}`}`),
    `  ${server}, team ${team}, tier ${tier}`,
    `  ${clustersText(explained.clusters)}`,
  ];
  const body = sections
    .filter(([, lines]) => lines.length > 0)
    .flatMap(([name, lines]) => ['', heading(name), ...lines]);
  return `${[...head, ...body].join('\n')}\n`;
}

/** `cluster eu-1 (eks)`, `clusters eu-1 (eks, home), us-1 (eks)`. */
function clustersText(clusters: Explanation['clusters']): string {
  const several = clusters.length > 1;
  const names = clusters.map(
    ({ name, platform, home }) => `${name} (${platform}${several && home ? ', home' : ''})`,
  );
  return `${several ? 'clusters' : 'cluster'} ${names.join(', ')}`;
}

const folderOf = ({ entry }: Explanation): string => entry.split('/').slice(0, -2).join('/') || '.';

const settingRow = ({ path, value, origin }: Setting): Row => [path, shown(value), originText(origin)];

function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'entry':
      return `${origin.file.split('/').slice(-2).join('/')}:${origin.line}`;
    case 'environment':
      return `${origin.file.split('/').slice(-1).join('/')}:${origin.line}`;
    case 'runtime':
      return `runtime ${origin.runtime}`;
    case 'field':
      return `from ${origin.path}`;
    case 'default':
      return 'default';
  }
}

/** Lists and labels in one line. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return typeof value === 'object' && value !== null
    ? pairs(value as Readonly<Record<string, string>>)
    : String(value);
}

const pairs = (labels: Readonly<Record<string, string>>): string =>
  Object.entries(labels)
    .map(([label, value]) => `${label}=${value}`)
    .join(', ');

function scrapedLines(scraped: Scraped): readonly string[] {
  const { monitor, every, namespace, selector, port, path, served, labels, dropped, features, signals } =
    scraped;
  const rows: readonly Row[] = [
    ['pods', `namespace ${namespace}, ${pairs(selector)}`],
    ['page', `port ${port}, path ${path}, every ${every}`],
    ['labels', pairs(labels)],
    ...(served === undefined ? [] : [['only', `series with ${served.label}=${served.name}`] as const]),
    ...(features === undefined ? [] : [['features', features.join(', ')] as const]),
    ...(dropped.length === 0 ? [] : [['drops', dropped.join(', ')] as const]),
    ['feeds', signals.join(', ')],
  ];
  return [`  ${monitor}`, ...table(rows, 4)];
}

/** What has one reason stands in one row. */
function unobservedRows(unobserved: readonly UnfedSignal[]): readonly Row[] {
  const reasons = [...new Set(unobserved.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const of = unobserved.filter((one) => one.reason === reason).map(({ signal }) => signal);
    return [of.join(', '), reason];
  });
}

/** One row per severity; what the alert compares with stands beside the first. */
const alertRows = ({ alert, conditions, thresholds }: KeptAlert): readonly Row[] =>
  conditions.map(({ severity, for: held }, index) => [
    index === 0 ? alert : '',
    severity,
    held === '0s' ? 'at once' : `for ${held}`,
    index === 0 ? thresholds.map(({ means }) => means).join('; ') : '',
  ]);

function audienceRows({ severity, withinHours, outsideHours }: Audience, hasHours: boolean): readonly Row[] {
  if (!hasHours) return [[severity, 'at any hour', receivers(withinHours)]];
  return [
    [severity, 'within hours', receivers(withinHours)],
    ['', 'outside', outsideHours.length === 0 ? 'nobody; it waits for the hours' : receivers(outsideHours)],
  ];
}

const receivers = (told: readonly Told[]): string =>
  told.map(({ receiver, by }) => (by === '' ? receiver : `${receiver} (${by})`)).join(', ');
