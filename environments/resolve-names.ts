import type { MetricNames } from '../models/entry';
import type { FailureMark, RenamedMetric } from '../models/model';
import { feedsOf, type Runtime } from '../models/runtime';
import { isMeanOf, signalNames, type SignalName } from '../models/signals';
import type { FeedUnit } from '../models/feed';
import type { Report } from './report';

/** How a page with names of its own becomes one of the metric contract. */
export interface Renaming {
  readonly renamed: readonly RenamedMetric[];
  readonly failures?: FailureMark;
  /** What can be read from the page: the signals that are named, and the means of named histograms. */
  readonly signals: readonly SignalName[];
}

const units = { seconds: 's', milliseconds: 'ms', microseconds: 'us' } as const satisfies Record<
  string,
  FeedUnit
>;

/** `undefined` where the entry names no metrics, so that the contract's own names hold. */
export function renamedOf(
  names: MetricNames | undefined,
  contract: Runtime,
  path: readonly string[],
  report: Report,
): Renaming | undefined {
  if (names === undefined) return undefined;
  const named = signalNames.filter((signal) => names[signal as keyof MetricNames] !== undefined);
  const failures = failuresOf(names, path, report);
  const renamed = named.flatMap((signal) =>
    signal === 'errors' && failures !== undefined ? [] : [metricOf(signal, names, contract)],
  );
  checkTwice(renamed, named, path, report);
  const signals = signalNames.filter(
    (signal) => named.includes(signal) || named.some((one) => isMeanOf(signal, one)),
  );
  return { renamed, ...(failures === undefined ? {} : { failures }), signals };
}

/** Failures that are a part of the counter of requests; it cannot be renamed twice, so its series are marked. */
function failuresOf(
  { requests, errors }: MetricNames,
  path: readonly string[],
  report: Report,
): FailureMark | undefined {
  if (errors === undefined || errors.metric !== requests) return undefined;
  if (errors.where === undefined) {
    report(
      [...path, 'errors'],
      'the counter of requests counts failures only with labels that tell them apart: where: { status: failed }',
    );
    return undefined;
  }
  return { metric: errors.metric, where: errors.where };
}

function metricOf(signal: SignalName, names: MetricNames, contract: Runtime): RenamedMetric {
  const given = names[signal as keyof MetricNames];
  const feeds = feedsOf(contract, signal);
  if (typeof given === 'object' && 'histogram' in given) {
    const feed = feeds.find((one) => one.kind === 'histogram' && one.unit === units[given.unit]);
    if (feed?.kind !== 'histogram') throw new Error(`the metric contract has no ${signal} in ${given.unit}`);
    return { from: given.histogram, to: feed.of.metric, histogram: true, bounds: given.bounds };
  }
  if (typeof given === 'object') {
    const { metric: from, where } = given;
    return {
      from,
      to: counterOf(signal, contract),
      histogram: false,
      ...(where === undefined ? {} : { where }),
    };
  }
  return { from: given ?? '', to: counterOf(signal, contract), histogram: false };
}

/** The contract's metric that is read without a mark on its series. */
function counterOf(signal: SignalName, contract: Runtime): string {
  const requests = feedsOf(contract, 'requests').flatMap((feed) => (feed.kind === 'rate' ? feed.of : []));
  for (const feed of feedsOf(contract, signal)) {
    if (feed.kind === 'gauge') return feed.of.metric;
    const [first] = feed.kind === 'rate' ? feed.of : [];
    const isOfRequests = requests.some(({ metric }) => metric === first?.metric);
    if (first !== undefined && (signal === 'requests' || !isOfRequests)) return first.metric;
  }
  throw new Error(`the metric contract has no metric for ${signal}`);
}

function checkTwice(
  renamed: readonly RenamedMetric[],
  named: readonly SignalName[],
  path: readonly string[],
  report: Report,
): void {
  for (const [index, { from, where }] of renamed.entries()) {
    const first = renamed.findIndex((one) => one.from === from && one.where === undefined);
    if (first === -1 || first === index || where !== undefined) continue;
    // Reported where failures are told from requests.
    if (named[index] === 'errors' && named[first] === 'requests') continue;
    const [one, other] = [named[first] ?? '', named[index] ?? ''];
    report([...path, other], `${from} is the metric of ${one} already; one metric feeds one signal`);
  }
}
