import { createServer } from 'node:http';
import type { Environment } from '../../environments';
import { blackbox } from '../../models/exporters';
import type { Model, Source } from '../../models/model';
import { storedLabel } from '../../models/names';
import { runtimes } from '../../models/runtimes';
import { recordedPages } from '../../preview/fleet/fixture-pages';
import { livingPage } from '../../preview/fleet/living-page';
import { parsePage, printSeries, samplesOf } from '../../preview/fleet/page';
import { simulatedVersion } from '../../preview/fleet/simulated-version';
import { sourcePage } from '../../preview/fleet/source-page';
import { anyPort, listen } from '../../preview/listen';

/** One page with the series of all models, as they are stored. */
export interface Exposition {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** The sources of models that are copies of each other, which all do the same. */
interface Kin {
  readonly advance: (seconds: number, now: number) => void;
  readonly print: () => string;
}

const series = /^([^\s{]+)(\{.*\})? (\S+)(?: -?\d+)?$/;

/** What one source shows of the metrics in `read`, once for each of the models that are like it. */
function kinOf(source: Source, models: readonly Model[], read: ReadonlySet<string>): Kin {
  const [first] = models;
  if (first === undefined) throw new Error(`${source.name}: of no model`);
  const page = sourcePage(first, source, recordedPages(runtimes[source.runtime]));
  const living = livingPage(page, first, source);
  const targets = models.map((model) => {
    const own = model.sources[first.sources.indexOf(source)]?.name ?? model.name;
    return {
      namespace: model.namespace,
      model_name: model.name,
      runtime: source.runtime,
      job: `model-observatory/${own}`,
      pod: `${own}-0`,
      instance: `${own}-0`,
      model_version: simulatedVersion,
    };
  });
  const heads = new Map<string, readonly string[]>();
  const headsOf = (name: string, labels: string): readonly string[] => {
    const [sample] = samplesOf(parsePage(`${name}${labels} 1`));
    const own = Object.entries(sample?.labels ?? {}).map(([label, value]) => [storedLabel(label), value]);
    return targets.map((target) => printSeries({ name, labels: { ...Object.fromEntries(own), ...target } }));
  };
  const lines = (name: string, labels: string, value: string): string => {
    const known = heads.get(`${name}${labels}`) ?? headsOf(name, labels);
    heads.set(`${name}${labels}`, known);
    return known.map((head) => `${head} ${value}\n`).join('');
  };
  return {
    advance: (seconds, now) => living.advance(seconds, now, living.healthy),
    print() {
      let text = lines('up', '', '1');
      let size = 0;
      for (const line of living.print().split('\n')) {
        const [, name = '', labels = '', value = ''] = series.exec(line) ?? [];
        if (!read.has(name)) continue;
        size += 1;
        text += lines(name, labels, value);
      }
      return text + lines('scrape_samples_post_metric_relabeling', '', String(size));
    },
  };
}

/** What the prober found of the models that are probed. */
const probed = (models: readonly Model[]): string =>
  models
    .flatMap(({ name, namespace, probe }) => {
      if (probe === undefined) return [];
      const labels = {
        namespace,
        model_name: name,
        job: `probe/model-observatory/${name}`,
        instance: probe.url,
      };
      return ['up', blackbox.success].map((metric) => `${printSeries({ name: metric, labels })} 1\n`);
    })
    .join('');

/**
 * Serves what healthy servers of an environment show of the metrics in `read`, under the identity that relabelling would
 * give it, in one page: a thousand servers would measure this machine and not the rules. `likenessOf` names models that
 * may do the same.
 */
export async function startExposition(
  environment: Environment,
  read: ReadonlySet<string>,
  likenessOf: (model: Model) => string,
): Promise<Exposition> {
  const kins = [...new Set(environment.models.map(likenessOf))].flatMap((likeness) => {
    const models = environment.models.filter((model) => likenessOf(model) === likeness);
    return (models[0]?.sources ?? []).map((source) => kinOf(source, models, read));
  });
  const probes = probed(environment.models);
  let before = Date.now();
  const server = createServer((_, response) => {
    const now = Date.now();
    for (const kin of kins) kin.advance((now - before) / 1_000, now / 1_000);
    before = now;
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(kins.map((kin) => kin.print()).join('') + probes);
  });
  const { port, stop } = await listen(server, anyPort);
  return { address: `127.0.0.1:${port}`, stop };
}
