import {
  dcgmExporter,
  jobOf,
  elasticsearchExporter,
  logLineCounter,
  logstashExporter,
  ownJobs,
  prometheus,
} from '../../models/exporters';
import { fixturePage } from '../../preview/fleet/fixture-pages';
import { growth } from '../../preview/fleet/log-exporters';
import { samplesOf } from '../../preview/fleet/page';
import { printed, type InputSeries, type Labels } from './exporter-series';
import type { Clock } from './life';
import { timelines } from './timelines';

/** The pod that the pages show in use of GPUs, and the one of the fixture company that stands in for it. */
const shown = 'support-assistant-0';

const logstashPods = ['observatory-ls-0', 'observatory-ls-1'];

/** Pages that no model shows, with what discovery adds to them. */
const pages: readonly { readonly page: string; readonly target: Labels }[] = [
  { page: dcgmExporter.fixture, target: { node: 'gpu-node-1' } },
  { page: 'kube-state-metrics', target: { job: 'kube-state-metrics' } },
  { page: elasticsearchExporter.fixture, target: { job: jobOf(elasticsearchExporter) } },
  ...logstashPods.map((pod) => ({
    page: logstashExporter.fixture,
    target: { job: jobOf(logstashExporter), pod },
  })),
  { page: 'prometheus', target: { job: ownJobs.prometheus, pod: 'prometheus-0' } },
  { page: 'prometheus', target: { job: ownJobs.longTerm, pod: 'prometheus-prometheus-long-term-0' } },
  { page: 'alertmanager', target: { job: ownJobs.alertmanager, pod: 'alertmanager-0' } },
];

/** What Alertmanager sends in a second, to the heartbeat and to everybody else. */
const notifications = 1 / 60;

/** What the second Prometheus, and the first, store in a second. */
const kept = 5;

/**
 * What GPUs, the cluster, the logging stack and the monitoring tell of themselves while all is well: levels as on their
 * pages, work that is done, and counts of trouble that stand still.
 */
export function surroundings(
  clock: Clock,
  { read, pod }: { readonly read: ReadonlySet<string>; readonly pod: Labels },
): readonly InputSeries[] {
  const lines = timelines(clock.count);
  for (const { page, target } of pages) {
    for (const { name, labels, value } of samplesOf(fixturePage(page))) {
      if (!read.has(name)) continue;
      const own = labels['pod'] === shown ? { ...labels, ...pod } : labels;
      const series = `${name}${printed({ ...own, ...target })}`;
      const perSecond =
        name === 'alertmanager_notifications_total' ? notifications : name === prometheus.appended ? kept : 0;
      for (let index = 0; index < clock.count; index++) {
        const seconds = index * clock.step;
        lines.write(series, index, value + growth(name, labels, seconds) + perSecond * seconds);
      }
    }
  }
  // The lines of models are written beside their requests.
  for (const pod of logstashPods) {
    const series = `up${printed({ job: jobOf(logLineCounter), pod })}`;
    for (let index = 0; index < clock.count; index++) lines.write(series, index, 1);
  }
  return lines.series();
}
