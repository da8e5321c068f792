import type { Model, Source } from '../../models/model';
import { inSeconds } from '../../models/duration';
import { blackbox, jobOf, kubeCronJob, logLineCounter, logLines } from '../../models/exporters';
import { runtimes } from '../../models/runtimes';
import { lineRate, type Conduct } from '../../preview/fleet/conduct';
import { recordedPages } from '../../preview/fleet/fixture-pages';
import { livingPage, type LivingPage } from '../../preview/fleet/living-page';
import { parsePage } from '../../preview/fleet/page';
import { sourcePage } from '../../preview/fleet/source-page';
import { keptOf, storedLabels } from '../models/replay-expectation';
import { printed, type InputSeries, type Labels } from './exporter-series';
import { timelines } from './timelines';

/** When pages are looked at, in equal steps. */
export interface Clock {
  /** Unit: Unix seconds. */
  readonly start: number;
  /** Unit: seconds. */
  readonly step: number;
  readonly count: number;
}

/** One pod of a source, from its first look to before its last. A restart is another life of the same pod. */
export interface Life {
  readonly pod: string;
  readonly version: string;
  readonly from: number;
  readonly to: number;
}

/** What a model goes through. */
export interface Biography {
  /** Of pods that stay; those of a job are there when a run is done. */
  readonly lives: (source: Source, clock: Clock) => readonly Life[];
  readonly conduct: (healthy: Conduct, now: number, model: Model) => Conduct;
  /** Looks at which no answer comes. */
  readonly missed: ReadonlySet<number>;
}

/** Nothing happens to one pod. */
export const uneventful: Biography = {
  lives: ({ name }, { count }) => [{ pod: `${name}-0`, version: '2026.11.2', from: 0, to: count }],
  conduct: (healthy) => healthy,
  missed: new Set(),
};

/** Labels of the target of a pod; the pod of a gateway is not the model's. */
const targetOf = (model: Model, source: Source, { pod, version }: Life): Labels => ({
  job: `model-observatory/${source.name}`,
  instance: `${pod}:${source.port}`,
  endpoint: String(source.port),
  namespace: model.namespace,
  model_name: model.name,
  team: model.team,
  tier: model.tier,
  runtime: source.runtime,
  ...(source.gateway ? {} : { pod, container: 'server', model_version: version }),
});

const written = /^([^\s{]+(?:\{.*\})?) (\S+)(?: -?\d+)?$/;

/** How a line of a page is stored; none where the monitor drops it. */
interface Stored {
  readonly metric: string;
  readonly series: string;
}

const seriesNamed = ({ __name__: name = '', ...labels }: Labels): string => `${name}${printed(labels)}`;

function storedAs(model: Model, source: Source, target: Labels): (head: string) => Stored | undefined {
  const known = new Map<string, Stored | undefined>();
  return (head) => {
    if (!known.has(head)) {
      const scene = { title: '', file: '', lacks: [], model, source, page: parsePage(`${head} 1`) };
      const [sample] = keptOf(scene);
      const labels = sample === undefined ? undefined : storedLabels(scene, sample, target);
      known.set(
        head,
        labels === undefined ? undefined : { metric: labels['__name__'] ?? '', series: seriesNamed(labels) },
      );
    }
    return known.get(head);
  };
}

/**
 * The series of a model and of its targets, as Prometheus stores them, in promtool's notation: those of the metrics in
 * `read`, for no rule looks at the others.
 */
export function seriesOf(
  model: Model,
  clock: Clock,
  { read, biography = uneventful }: { readonly read: ReadonlySet<string>; readonly biography?: Biography },
): readonly InputSeries[] {
  const lines = timelines(clock.count);
  const at = (index: number): number => clock.start + index * clock.step;
  for (const source of model.sources) {
    // As Prometheus stores it: names of a server's own are the monitor's concern.
    const contract = { ...source, renamed: [] };
    const page = sourcePage(model, source, recordedPages(runtimes[source.runtime]));
    const isJob = model.batch !== undefined && source.name === model.name && !source.gateway;
    for (const life of isJob ? jobsOf(model, clock) : biography.lives(source, clock)) {
      const target = targetOf(model, source, life);
      const asStored = storedAs(model, contract, target);
      const living: LivingPage = livingPage(page, model, contract);
      const up = seriesNamed({ __name__: 'up', ...target });
      const samples = seriesNamed({ __name__: 'scrape_samples_post_metric_relabeling', ...target });
      for (let index = life.from; index < life.to; index++) {
        living.advance(clock.step, at(index), biography.conduct(living.healthy, at(index), model));
        const isMissed = biography.missed.has(index);
        lines.write(up, index, isMissed ? 0 : 1);
        if (isMissed) continue;
        let size = 0;
        for (const line of living.print().split('\n')) {
          const [, head, value] = written.exec(line) ?? [];
          const stored = head === undefined ? undefined : asStored(head);
          if (stored === undefined) continue;
          size += 1;
          if (read.has(stored.metric))
            lines.write(stored.series, index, Number(value?.replace('Inf', 'Infinity')));
        }
        lines.write(samples, index, size);
      }
    }
  }
  const [server] = model.sources;
  if (server !== undefined && model.signals.includes('logLines')) {
    const page = sourcePage(model, server, recordedPages(runtimes[server.runtime]));
    const { healthy } = livingPage(page, model, { ...server, renamed: [] });
    const written = { job: jobOf(logLineCounter), pod: 'observatory-ls-0', service: model.name };
    let count = 0;
    for (let index = 0; index < clock.count; index++) {
      count += clock.step * lineRate(biography.conduct(healthy, at(index), model));
      lines.write(seriesNamed({ __name__: logLines.written, ...written }), index, Math.floor(count));
    }
  }
  const { namespace, batch, probe } = model;
  const always = (metric: string, labels: Labels, value: (now: number) => number): void => {
    const series = seriesNamed({ __name__: metric, namespace, ...labels });
    for (let index = 0; index < clock.count; index++) lines.write(series, index, value(at(index)));
  };
  if (probe !== undefined) {
    const { name, team, tier } = model;
    const job = `probe/model-observatory/${name}`;
    for (const metric of ['up', blackbox.success])
      always(metric, { model_name: name, team, tier, job, instance: probe.url }, () => 1);
  }
  if (batch?.cronJob !== undefined) {
    const cronjob = { cronjob: batch.cronJob };
    always(kubeCronJob.scheduled, cronjob, (now) => now - sinceStart(model, now));
    always(kubeCronJob.succeeded, cronjob, (now) => now - sinceSuccess(model, now));
    always(kubeCronJob.suspended, cronjob, () => 0);
  }
  return lines.series();
}

/** The first run of a day begins at two, and each takes half an hour. Unit: seconds. */
const [begin, runTime] = [7_200, 1_800];

/** Time since the latest run of a batch model began. Unit: seconds. */
function sinceStart({ name, batch }: Model, now: number): number {
  if (batch === undefined) throw new Error(`${name} has no runs`);
  const gap = inSeconds(batch.gap);
  return (((now - begin) % gap) + gap) % gap;
}

/** Time since a run of a batch model was done. Unit: seconds. */
export const sinceSuccess = (model: Model, now: number): number => sinceStart(model, now - runTime);

/** How long a job serves its results when it is done; at least two looks, as it should. Unit: seconds. */
const served = 240;

/** The pods of a job that serves its own page: one for each run, from when it is done. */
function jobsOf(model: Model, { start, step, count }: Clock): readonly Life[] {
  const spell = Math.max(served, 2 * step);
  const isThere = (index: number): boolean => sinceSuccess(model, start + index * step) < spell;
  return Array.from({ length: count }, (_, index) => index)
    .filter((index) => isThere(index) && (index === 0 || !isThere(index - 1)))
    .map((from, run) => {
      const gone = Array.from({ length: count - from }, (_, later) => from + later).find(
        (index) => !isThere(index),
      );
      return { pod: `${model.name}-${run}`, version: '2026.11.2', from, to: gone ?? count };
    });
}
