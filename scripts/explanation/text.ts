import type { Origin, Setting } from '../../environments';
import { table, type Row } from '../columns';
import type { DroppedAlert, KeptAlert } from './alerts';
import type { Explanation } from './explanation';
import type { Scraped } from './scraped';
import { pairs, shown } from './shown';
import type { FedSignal } from './signals';
import { receiversText as receivers, type Audience } from './told';

/** How headings look: as they are, or bold on a terminal. */
type Heading = (text: string) => string;

/** The explanation for people, at most 100 columns wide but for addresses, which stand alone on their lines. */
export function explanationText(explained: Explanation, heading: Heading = (text) => text): string {
  const { model, environment, title, server, team, tier, signals, alerts, told, places } = explained;
  const hours = told.hours;
  const open = hours === undefined ? 'no hours' : `${hours.days} ${hours.from}-${hours.to} ${hours.zone}`;
  const sections: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [`Values (lines of ${explained.entry})`, table(explained.settings.map(settingRow))],
    ['Scraped', explained.scraped.flatMap(scrapedLines)],
    ['Signals', table(signals.fed.map(signalRow))],
    ['Not observed', table(groupedByReason(signals.unobserved, ({ signal }) => signal))],
    ['Alerts', table(alerts.kept.flatMap(alertRows))],
    [
      'Alerts that cannot fire',
      table(groupedByReason(alerts.dropped.map(withoutSignal), ({ alert }) => alert)),
    ],
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
        ...places.streams.flatMap(({ dataStream, kept, atMost, what }): readonly Row[] => [
          ['stream', `${dataStream}, kept ${kept} to ${atMost}`],
          ['', what],
        ]),
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

const settingRow = ({ path, value, origin }: Setting): Row => [path, shown(value), originText(origin)];

function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'entry':
      return `line ${origin.line}`;
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

function scrapedLines(scraped: Scraped): readonly string[] {
  const { monitor, every, namespace, selector, scheme, port, path, served, labels, dropped } = scraped;
  const { token, renamed, failures, features, signals } = scraped;
  const rows: readonly Row[] = [
    ['pods', `namespace ${namespace}, ${pairs(selector)}`],
    ['page', `${scheme}, port ${port}, path ${path}, every ${every}`],
    ...(token === undefined ? [] : [['token', `of the Secret ${token}`] as const]),
    ['labels', pairs(labels)],
    ...Object.entries(renamed ?? {}).map(([from, to]) => ['renames', `${from} to ${to}`] as const),
    ...(failures === undefined ? [] : [['failures', pairs(failures)] as const]),
    ...(served === undefined ? [] : [['only', `series with ${served.label}=${served.name}`] as const]),
    ...(features === undefined ? [] : [['features', features.join(', ')] as const]),
    ...(dropped.length === 0 ? [] : [['drops', dropped.join(', ')] as const]),
    ['feeds', signals.join(', ')],
  ];
  return [`  ${monitor}`, ...table(rows, 4)];
}

const signalRow = ({ signal, series, unit, only }: FedSignal): Row => [
  signal,
  series,
  only === undefined ? unit : `${unit}; only ${only}`,
];

/** Many alerts lack different signals for one reason; which signal each needs is said in its runbook. */
const withoutSignal = ({ alert, reason }: DroppedAlert): DroppedAlert => ({
  alert,
  reason: reason.replace(/^needs \w+: /, ''),
});

/** What has one reason stands in one row. */
function groupedByReason<T extends { readonly reason: string }>(
  all: readonly T[],
  name: (one: T) => string,
): readonly Row[] {
  const reasons = [...new Set(all.map(({ reason }) => reason))];
  return reasons.map((reason) => [
    all
      .filter((one) => one.reason === reason)
      .map(name)
      .join(', '),
    reason,
  ]);
}

/** One row per severity; what the alert compares with stands beside the first. */
const alertRows = ({ alert, conditions, thresholds, note }: KeptAlert): readonly Row[] =>
  conditions.map(({ severity, for: held }, index) => [
    index === 0 ? alert : '',
    severity,
    held === '0s' ? 'at once' : `for ${held}`,
    index === 0
      ? [...thresholds.map(({ means }) => means), ...(note === undefined ? [] : [note])].join('; ')
      : '',
  ]);

function audienceRows(audience: Audience, hasHours: boolean): readonly Row[] {
  const { severity, about = severity, span = 'within hours', withinHours, outsideHours } = audience;
  if (!hasHours) return [[about, 'at any hour', receivers(withinHours)]];
  return [
    [about, span, receivers(withinHours)],
    ['', 'outside', outsideHours.length === 0 ? 'nobody; it waits for the hours' : receivers(outsideHours)],
  ];
}
