import type { Environment } from '../../../environments';
import { logFormats, type LogFormat } from '../../../models/runtime';
import { environmentNamed, usualLogs, withSibling } from '../environments';
import type { Event } from '../event';

/** What a container writes, and the whole document that it becomes. */
export interface FormatCase {
  /** What writes such lines. */
  readonly group: string;
  /** As `logs.format` of an entry has it. */
  readonly format: LogFormat;
  readonly name: string;
  /** In the order in which they were written; Filebeat makes one event of them. */
  readonly lines: readonly string[];
  /** As Filebeat ships the labels of the pod. */
  readonly pod: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
  readonly document: Event;
}

const modelOf = (format: LogFormat): string => `reads-${format}`;

/** Production with one more model for each format. */
export const formatsEnvironment: Environment = logFormats.reduce(
  (environment, format) =>
    withSibling(environment, 'fraud-scorer', modelOf(format), { logs: { ...usualLogs, format } }),
  environmentNamed('prod'),
);

/** What every document of these pods has, whatever the line says. */
const always = (format: LogFormat): Event => ({
  '@timestamp': '2026-01-02T03:04:05.678Z',
  stream: 'stdout',
  service: { name: modelOf(format), version: '7', environment: 'prod' },
  orchestrator: { cluster: { name: 'eu-1' } },
  data_stream: { dataset: 'ml.inference' },
  event: { dataset: 'ml.inference' },
  log: { file: { path: '/var/log/containers/pod.log' } },
  kubernetes: { namespace: 'serving', pod: { name: 'pod' } },
});

const isEvent = (value: unknown): value is Event =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const merged = (one: Event, other: Event): Event =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((key) => {
      const [a, b] = [one[key], other[key]];
      return [key, isEvent(a) && isEvent(b) ? merged(a, b) : (b ?? a)];
    }),
  );

const signed = (signature?: string): Event =>
  signature === undefined ? {} : { mlobs: { error: { signature } } };

/** Cases of one group: a name, what is written, what the document has beside what all have, and of an error its signature. */
export const cases = (
  group: string,
  format: LogFormat,
  rows: readonly (readonly [name: string, written: string, found: Event, signature?: string])[],
): readonly FormatCase[] =>
  rows.map(([name, written, found, signature]) => ({
    group,
    format,
    name,
    lines: written.split('\n'),
    pod: {
      namespace: 'serving',
      labels: { 'app_kubernetes_io/name': modelOf(format), 'app_kubernetes_io/version': '7' },
    },
    document: [always(format), found, signed(signature)].reduce(merged),
  }));
