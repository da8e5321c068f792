import type { Model } from '../../models/model';
import { runtimes } from '../../models/runtimes';
import type { SignalName } from '../../models/signals';
import { podMonitorsFor, type Relabeling } from '../../scrape';

/** One metrics endpoint as it is scraped. */
export interface Scraped {
  readonly monitor: string;
  readonly runtime: string;
  readonly every: string;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly scheme: 'http' | 'https';
  readonly port: number;
  readonly path: string;
  /** Secret with the bearer token that is sent. */
  readonly token?: string;
  /** Metrics of the server's own names with the names under which they are stored. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Series that count as failures, by label and pattern, where the entry says so. */
  readonly failures?: Readonly<Record<string, string>>;
  /** The only series that are kept, on a server that carries several models. */
  readonly served?: { readonly label: string; readonly name: string };
  /** Labels that are attached to every series, whatever the page says of itself. */
  readonly labels: Readonly<Record<string, string>>;
  /** Names of metrics that are not stored, as anchored regular expressions. */
  readonly dropped: readonly string[];
  /** The only features whose drift is stored. */
  readonly features?: readonly string[];
  readonly signals: readonly SignalName[];
}

/** What is scraped of a model: the monitors that are deployed, with what the model's sources say of them. */
export function scrapedOf(model: Model): readonly Scraped[] {
  const monitors = podMonitorsFor(model);
  return model.sources.flatMap((source, index) => {
    const spec = monitors[index]?.spec;
    const endpoint = spec?.podMetricsEndpoints[0];
    if (spec === undefined || endpoint === undefined) throw new Error(`${source.name} has no monitor`);
    const { servedLabel } = runtimes[source.runtime];
    return [
      {
        monitor: source.name,
        runtime: source.runtime,
        every: endpoint.interval,
        namespace: spec.namespaceSelector.matchNames.join(', '),
        selector: spec.selector.matchLabels,
        scheme: source.scheme,
        port: endpoint.portNumber,
        path: endpoint.path,
        ...(source.token === undefined ? {} : { token: source.token }),
        ...(source.renamed.length === 0
          ? {}
          : { renamed: Object.fromEntries(source.renamed.map(({ from, to }) => [from, to])) }),
        ...(source.failures === undefined ? {} : { failures: source.failures.where }),
        ...(source.served === undefined || servedLabel === undefined
          ? {}
          : { served: { label: servedLabel, name: source.served } }),
        labels: attached(endpoint.relabelings, source.versionLabel),
        dropped: endpoint.metricRelabelings.flatMap(droppedNames),
        ...(model.drift !== undefined && source.signals.includes('drift')
          ? { features: model.drift.features }
          : {}),
        signals: source.signals,
      },
    ];
  });
}

/** A label without a constant value is that of the pod, which service discovery spells in its own way. */
const attached = (
  relabelings: readonly Relabeling[],
  versionLabel: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    relabelings.flatMap(({ targetLabel, replacement }) =>
      targetLabel === undefined ? [] : [[targetLabel, replacement ?? `pod label ${versionLabel}`]],
    ),
  );

const droppedNames = ({ action, sourceLabels = [], regex = '' }: Relabeling): readonly string[] =>
  action === 'drop' && sourceLabels.join() === '__name__' ? regex.split('|') : [];
