import { join } from 'node:path';
import { loadWithFiles } from '../../environments/load';
import { resolveModel } from '../../environments/resolve-model';
import { modelEntry } from '../../models/entry';
import { selects, selectorsOf } from '../../models/feed';
import type { Model, Source } from '../../models/model';
import { feedsOf, type MetricsPage, type Runtime } from '../../models/runtime';
import { runtimeIds, runtimes, type RuntimeId } from '../../models/runtimes';
import { signalNames, type SignalName } from '../../models/signals';
import { feedOnPage } from '../../preview/fleet/feed-on-page';
import { parsePage, samplesOf, type Page, type Sample } from '../../preview/fleet/page';
import { projectRoot } from '../../scripts/project-root';
import { pageText } from './exposition';

/** One model whose metrics page is replayed, as its monitor and rules are generated for it. */
export interface Scene {
  readonly title: string;
  readonly model: Model;
  readonly source: Source;
  /** Base name of the file; several models of one page have the same. */
  readonly file: string;
  readonly page: Page;
  readonly lacks: readonly SignalName[];
}

const [dev] = loadWithFiles(join(projectRoot, 'environments'), 'dev');
if (dev === undefined) throw new Error('no environment dev');
const settings = dev.settings.value;

/** @throws Error where the entry is refused */
export function modelOf(entry: object): Model {
  return resolveModel(modelEntry.parse({ team: 'risk', ...entry }), settings, (path, message) => {
    throw new Error(`${path.join('.')}: ${message}`);
  });
}

/** Names of the models on a page, as those of its series tell that rules read. */
function servedNames(runtime: Runtime, samples: readonly Sample[]): readonly string[] {
  const { servedLabel } = runtime;
  if (servedLabel === undefined || runtime.servedName === 'never') return [];
  const read = signalNames.flatMap((signal) => feedsOf(runtime, signal)).flatMap(selectorsOf);
  return [
    ...new Set(
      samples
        .filter(({ name, labels }) => read.some((one) => selects(one, name, labels)))
        .flatMap(({ labels }) => labels[servedLabel] ?? []),
    ),
  ];
}

const valuesOf = (samples: readonly Sample[], label: string): readonly string[] => [
  ...new Set(samples.flatMap(({ labels }) => labels[label] ?? [])),
];

let count = 0;

/** A model on a page, or one for all that the page shows. */
function sceneOf(
  id: RuntimeId,
  file: string,
  text: string,
  { lacks = [] }: MetricsPage,
  served?: string,
): Scene {
  const runtime = runtimes[id];
  const page = parsePage(text);
  const samples = samplesOf(page);
  const features = valuesOf(samples, 'feature');
  const model = modelOf({
    name: `scene-${++count}`,
    runtime: id,
    serving: served === undefined ? {} : { model: served },
    ...(features.length > 0 && served === undefined && feedsOf(runtime, 'drift').length > 0
      ? { quality: { drift: { features, test: valuesOf(samples, 'method')[0] } } }
      : {}),
    ...(runtime.kind === 'batch'
      ? { batch: { schedule: '0 2 * * *', deadline: '4h', publish: isPushed(samples) ? 'gateway' : 'pods' } }
      : {}),
  });
  const [source] = model.sources;
  if (source === undefined) throw new Error(`${file}: no source`);
  return {
    file,
    title: served === undefined ? file : `${file}, model ${served}`,
    model,
    source,
    page,
    lacks,
  };
}

const isPushed = (samples: readonly Sample[]): boolean =>
  samples.some(({ name }) => name === 'push_time_seconds');

/** Whether the models on a page are told in the same way, so that they could be one model. */
const areAlike = (runtime: Runtime, samples: readonly Sample[], names: readonly string[]): boolean =>
  signalNames.every((signal) => {
    const feeds = names.map((served) =>
      feedOnPage(
        runtime,
        signal,
        samples.filter(({ labels }) => labels[runtime.servedLabel ?? ''] === served),
      ),
    );
    return new Set(feeds.filter((feed) => feed !== undefined)).size <= 1;
  });

/** Every page, healthy and in trouble: as that of one model, and where it names several as that of each. */
export const scenes: readonly Scene[] = runtimeIds.flatMap((id) =>
  runtimes[id].pages.flatMap((page) =>
    [page.page, `${page.page}.fault`].flatMap((file) => {
      const runtime = runtimes[id];
      const text = pageText(file);
      if (text === undefined) return [];
      const samples = samplesOf(parsePage(text));
      const names = servedNames(runtime, samples);
      const needsName =
        runtime.servedName === 'required' && (runtime.gateway === undefined || isPushed(samples));
      return [
        ...(needsName || !areAlike(runtime, samples, names) ? [] : [sceneOf(id, file, text, page)]),
        ...(needsName || names.length > 1 ? names.map((name) => sceneOf(id, file, text, page, name)) : []),
      ];
    }),
  ),
);
