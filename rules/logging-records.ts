import { days, minutes } from '../models/duration';
import {
  elasticsearch,
  elasticsearchExporter,
  logLineCounter,
  logLines,
  logstash,
  logstashExporter,
} from '../models/exporters';
import { expected, letterReader, pipelinesWithLetters } from '../models/names';
import { logging } from '../models/platform-records';
import { promql } from './promql';
import type { RecordingRule } from './rule';
import { toldBy } from './told-by';

const ofElasticsearch = (metric: string, ...matchers: readonly string[]): string =>
  toldBy(elasticsearchExporter, metric, ...matchers);
const ofLogstash = (metric: string, ...matchers: readonly string[]): string =>
  toldBy(logstashExporter, metric, ...matchers);

const node = 'name';
const pipeline = 'pod, pipeline';
const readsLetters = `plugin_id=~"${pipelinesWithLetters.map((id) => `${letterReader}${id}`).join('|')}"`;

/** What Elasticsearch and Logstash tell, as alerts and panels read it. */
export const loggingRecords: readonly RecordingRule[] = [
  {
    record: logging.elasticsearchHealth,
    expression: promql`
      label_replace(
        max(${ofElasticsearch(elasticsearch.status, 'color="yellow"')})
        + 2 * max(${ofElasticsearch(elasticsearch.status, 'color="red"')}),
        "of", "health", "", ""
      )
      or
      label_replace(
        max(${ofElasticsearch(elasticsearch.nodes)}) < bool max(${expected.elasticsearchNodes}),
        "of", "nodes", "", ""
      )
    `,
  },
  {
    record: logging.diskFree,
    expression: promql`
      min by (${node}) (${ofElasticsearch(elasticsearch.diskFree)} / ${ofElasticsearch(elasticsearch.diskSize)})
    `,
  },
  {
    record: logging.heapUsed,
    expression: promql`
      max by (${node}) (
        ${ofElasticsearch(elasticsearch.heapUsed, 'area="heap"')} / ${ofElasticsearch(elasticsearch.heapMaximum)}
      )
    `,
  },
  {
    record: logging.breakersTripped,
    expression: promql`
      max by (${node}, breaker) (increase(${ofElasticsearch(elasticsearch.breakersTripped)}[${minutes(10)}]))
    `,
  },
  {
    record: logging.writesRejected,
    expression: promql`
      max by (${node}) (increase(${ofElasticsearch(elasticsearch.rejected, 'type="write"')}[${minutes(10)}]))
    `,
  },
  {
    record: logging.snapshotsFailed,
    expression: promql`max(increase(${ofElasticsearch(elasticsearch.snapshotsFailed)}[${days(1)}]))`,
  },
  {
    record: logging.eventsIn,
    expression: promql`sum by (${pipeline}) (rate(${ofLogstash(logstash.eventsIn)}[${minutes(5)}]))`,
  },
  {
    record: logging.eventsOut,
    expression: promql`sum by (${pipeline}) (rate(${ofLogstash(logstash.eventsOut)}[${minutes(5)}]))`,
  },
  {
    record: logging.queueUsed,
    // A queue in memory has no size.
    expression: promql`
      max by (${pipeline}) (
        ${ofLogstash(logstash.queueSize)} / (${ofLogstash(logstash.queueMaximum)} > 0)
      )
    `,
  },
  {
    record: logging.deadLetters,
    // Letters are read and removed within seconds, so what lies on disk tells nothing.
    expression: promql`
      sum by (${pipeline}) (
        label_replace(
          increase(${ofLogstash(logstash.pluginOut, readsLetters)}[${minutes(15)}]),
          "pipeline", "$1", "plugin_id", "${letterReader}(.+)"
        )
      )
    `,
  },
  {
    record: logging.deadLettersLost,
    expression: promql`max by (${pipeline}) (increase(${ofLogstash(logstash.deadLettersLost)}[${minutes(15)}]))`,
  },
  {
    record: logging.refused,
    expression: promql`
      sum by (${pipeline}) (rate(${ofLogstash(logstash.bulkErrors)}[${minutes(15)}]))
      /
      (sum by (${pipeline}) (rate(${ofLogstash(logstash.bulkAnswers)}[${minutes(15)}])) > 0)
    `,
  },
  {
    record: logging.reloadsFailed,
    expression: promql`max by (${pipeline}) (increase(${ofLogstash(logstash.reloadsFailed)}[${minutes(10)}]))`,
  },
  {
    record: logging.linesUnread,
    expression: promql`
      sum by (service, outcome) (rate(${toldBy(logLineCounter, logLines.written, 'outcome!="parsed"')}[${minutes(5)}]))
    `,
  },
  {
    record: logging.linesDropped,
    expression: promql`
      sum by (service, reason) (rate(${toldBy(logLineCounter, logLines.dropped)}[${minutes(5)}]))
    `,
  },
];
