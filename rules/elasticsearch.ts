import { hours, minutes, seconds } from '../models/duration';
import { elasticsearch, elasticsearchExporter } from '../models/exporters';
import { expected } from '../models/names';
import { platformLimits } from '../models/platform-limits';
import { logging } from '../models/platform-records';
import type { Alert } from './alert';
import { numberOfSeconds, promql } from './promql';
import { toldBy } from './told-by';

const told = (metric: string, ...matchers: readonly string[]): string =>
  toldBy(elasticsearchExporter, metric, ...matchers);

const red = 'LogsElasticsearchClusterRed';

/** Free share of a disk below which a forecast is believed: emptier ones fill for many reasons. */
const believed = 0.3;

/** Whether log lines can be kept and found. Elasticsearch runs in one cluster; elsewhere nothing is told and nothing fires. */
export const elasticsearchAlerts: readonly Alert[] = [
  {
    name: red,
    scope: 'logging',
    needs: [],
    summary: 'Elasticsearch has lost log lines or cannot reach them',
    description:
      'At least one primary shard is missing: its lines cannot be read, and new ones may be refused.',
    panel: { board: 'platform', panel: 'elasticsearch-health' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        expression: promql`max(${told(elasticsearch.status, 'color="red"')}) == 1`,
        for: minutes(2),
      },
    ],
  },
  {
    name: 'LogsElasticsearchClusterYellow',
    scope: 'logging',
    needs: [],
    summary: 'Elasticsearch keeps some log lines on one node only',
    description:
      'Every line can be read, but copies of some shards are missing: another lost node loses lines.',
    panel: { board: 'platform', panel: 'elasticsearch-health' },
    inhibitedBy: [red],
    conditions: [
      {
        severity: 'warning',
        expression: promql`max(${told(elasticsearch.status, 'color="yellow"')}) == 1`,
        for: minutes(30),
      },
    ],
  },
  {
    name: 'LogsElasticsearchNodesMissing',
    scope: 'logging',
    needs: [],
    summary: 'Elasticsearch has fewer nodes than declared',
    description: 'Only {{ $value }} nodes are in the cluster; the profile of the environment declares more.',
    panel: { board: 'platform', panel: 'elasticsearch-health' },
    inhibitedBy: [red],
    conditions: [
      {
        severity: 'warning',
        // An upgrade takes one node at a time, for some minutes each.
        expression: promql`max(${told(elasticsearch.nodes)}) < max(${expected.elasticsearchNodes})`,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'LogsElasticsearchDiskWatermark',
    scope: 'logging',
    subject: ['name'],
    needs: [],
    summary: 'The disk of {{ $labels.name }} is running full',
    description:
      'Of the disk, {{ $value | humanizePercentage }} is free. Near its end Elasticsearch refuses all writes.',
    panel: { board: 'platform', panel: 'elasticsearch-disk' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        // Past the flood stage every index with a shard on the node becomes read-only.
        expression: promql`
          ${logging.diskFree} < ${believed}
          and on (name)
          (
            min by (name) (
              predict_linear(${told(elasticsearch.diskFree)}[${hours(6)}], ${numberOfSeconds(hours(12))})
              / ${told(elasticsearch.diskSize)}
            )
            < on () group_left ()
            1 - max(${told(elasticsearch.floodStage)})
          )
        `,
        for: minutes(15),
      },
      {
        severity: 'warning',
        expression: promql`
          ${logging.diskFree} < on () group_left () 1 - max(${told(elasticsearch.lowWatermark)})
        `,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'LogsElasticsearchHeapPressure',
    scope: 'logging',
    needs: [],
    summary: '{{ $labels.name }} is short of memory',
    description:
      'Of the heap, {{ $value | humanizePercentage }} is in use and collecting garbage does not help.',
    panel: { board: 'platform', panel: 'elasticsearch-heap' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`${logging.heapUsed} > ${platformLimits.heapUsed}`,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'LogsElasticsearchBreakerTripped',
    scope: 'logging',
    needs: [],
    summary: '{{ $labels.name }} refuses work to save its memory',
    description:
      'The breaker {{ $labels.breaker }} tripped: searches or writes failed that would have needed too much.',
    panel: { board: 'platform', panel: 'elasticsearch-refusals' },
    inhibitedBy: [red],
    conditions: [
      {
        severity: 'warning',
        expression: promql`${logging.breakersTripped} > 0`,
        for: seconds(0),
        keepFiringFor: minutes(30),
      },
    ],
  },
  {
    name: 'LogsElasticsearchWriteRejections',
    scope: 'logging',
    needs: [],
    summary: '{{ $labels.name }} cannot keep up with writes',
    description:
      'It turned away {{ $value | humanize }} bulk requests within ten minutes; Logstash tries again and waits.',
    panel: { board: 'platform', panel: 'elasticsearch-refusals' },
    inhibitedBy: [red],
    conditions: [
      { severity: 'warning', expression: promql`${logging.writesRejected} > 0`, for: minutes(10) },
    ],
  },
  {
    name: 'LogsElasticsearchIlmStuck',
    scope: 'logging',
    needs: [],
    summary: 'Old log lines are not taken away',
    description:
      'The lifecycle of an index or a data stream fails, or none runs: streams grow and retention is not kept.',
    panel: { board: 'platform', panel: 'elasticsearch-upkeep' },
    inhibitedBy: [red],
    conditions: [
      {
        severity: 'warning',
        // Streams of ours have the lifecycle of data streams, Elasticsearch's own have the older one of indices.
        expression: promql`
          max(${told(elasticsearch.streamLifecycle, 'color=~"yellow|red"')}) > 0
          or
          max(${told(elasticsearch.ilm, 'color=~"yellow|red"')}) > 0
        `,
        for: minutes(30),
      },
    ],
  },
  {
    name: 'LogsElasticsearchSnapshotFailing',
    scope: 'logging',
    needs: [],
    summary: 'A snapshot of Elasticsearch failed',
    description:
      'Within a day, {{ $value | humanize }} snapshots of a policy failed: after a loss, older lines come back only.',
    panel: { board: 'platform', panel: 'elasticsearch-upkeep' },
    inhibitedBy: [red],
    conditions: [
      { severity: 'warning', expression: promql`${logging.snapshotsFailed} > 0`, for: seconds(0) },
    ],
  },
];
