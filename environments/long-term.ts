import { z } from 'zod';
import { minutes } from '../models/duration';
import { field, line, metricName, quantity } from '../models/fields';
import { monitoringUrls, type MonitoringTls } from '../models/links';
import { summarySeries } from '../models/summary-series';
import { remote, tenantHeaders, thanosSidecar, type RemoteStorage } from './remote-storage';
import { loadOf, summariesPerModel, type Load } from '../models/sizing';

/** What is kept of metrics for longer than Prometheus remembers. */

const series = metricName.regex(
  /:/,
  'only recorded series are kept for long, and their names have a colon, as in shop:revenue:rate5m',
);

/** What there may be in place of a second Prometheus. */
const elsewhere = ['remote', 'thanosSidecar', 'off'] as const;

export const longTerm = z
  .strictObject({
    also: field(
      z.array(series, { error: 'expected a list of recorded series' }),
      'Recorded series that are kept beside those of models, such as those of rule files of the company.',
      ['shop:revenue:rate5m'],
    ).default([]),
    volume: field(
      quantity,
      'Volume of the second Prometheus; 20Gi with profile single and 50Gi with ha unless given.',
      '100Gi',
    ).optional(),
    memory: field(
      quantity,
      'Memory of the second Prometheus; 1Gi with profile single and 2Gi with ha unless given.',
      '4Gi',
    ).optional(),
    remote: field(remote, 'An engine past one machine, to which Prometheus writes.').optional(),
    thanosSidecar: field(
      thanosSidecar,
      'A container beside Prometheus that uploads its blocks, with every series, to a bucket.',
    ).optional(),
    off: field(
      line('a reason', 200),
      'Why nothing is kept for longer than retention.metrics.',
      'nobody looks at last month here',
    ).optional(),
  })
  .superRefine((given, context) => {
    const [first, second] = elsewhere.filter((key) => given[key] !== undefined);
    const refuse = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (second !== undefined) {
      refuse(second, `series are kept by one of ${elsewhere.join(', ')}; take ${second} out, or ${first}`);
    }
    for (const key of ['volume', 'memory'] as const)
      if (first !== undefined && given[key] !== undefined)
        refuse(key, `with ${first} there is no second Prometheus; take ${key} out, or ${first}`);
  });

type LongTerm = z.infer<typeof longTerm>;

/** How often the second Prometheus fetches; a series counts as gone after five minutes. */
export const federationInterval = minutes(2);

/** Where summary series go. */
export type Keeping = 'embedded' | (typeof elsewhere)[number];

export const keepingOf = ({ longTerm: given }: { readonly longTerm: LongTerm }): Keeping =>
  elsewhere.find((key) => given[key] !== undefined) ?? 'embedded';

/** Every series that is kept for long, each once. */
export const keptSeries = ({ longTerm: { also } }: { readonly longTerm: LongTerm }): readonly string[] => [
  ...new Set([...summarySeries, ...also]),
];

/** What is to be kept for so many models. */
export const summaryLoad = ({ longTerm: { also } }: { readonly longTerm: LongTerm }, models: number): Load =>
  loadOf(models * (summariesPerModel + also.length), federationInterval);

/** A place where Grafana reads what is kept for long. */
export interface LongTermSource {
  /** The cluster whose series these are, where each has its own. */
  readonly cluster?: string;
  readonly url: string;
  /** What answers, as Grafana calls it. */
  readonly type: 'Prometheus' | 'Mimir' | 'Thanos';
  /** What is sent with every question. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface WithClusters {
  readonly longTerm: LongTerm;
  readonly monitoringTls: MonitoringTls;
  readonly clusters: readonly { readonly name: string; readonly longTerm?: string }[];
}

const typeOf = { mimir: 'Mimir', 'thanos-receive': 'Thanos' } as const;

/** One for each second Prometheus; an engine and a Thanos Query answer for all clusters. */
export function longTermSources({
  longTerm: given,
  clusters,
  monitoringTls,
}: WithClusters): readonly LongTermSource[] {
  const { remote: engine, thanosSidecar: sidecar, off } = given;
  if (engine !== undefined) {
    const type = engine.engine in typeOf ? typeOf[engine.engine as keyof typeof typeOf] : 'Prometheus';
    return [{ url: engine.query, type, ...tenantOf(engine) }];
  }
  if (sidecar !== undefined) return [{ url: sidecar.query, type: 'Thanos' }];
  if (off !== undefined) return [];
  return clusters.map(({ name, longTerm: url }) => ({
    ...(clusters.length === 1 ? {} : { cluster: name }),
    url: url ?? monitoringUrls(monitoringTls).longTerm,
    type: 'Prometheus' as const,
  }));
}

/** The header of the tenant, where there is one. */
export function tenantOf({ engine, tenant }: RemoteStorage): Pick<LongTermSource, 'headers'> {
  const header = tenantHeaders[engine];
  return header === undefined || tenant === undefined ? {} : { headers: { [header]: tenant } };
}
