import type { ModelEntry } from '../models/entry';
import { logKeyProblems } from '../models/log-key';
import type { Model } from '../models/model';
import { reservedNames } from '../models/names';
import { seriesIn } from '../models/sizing';
import type { Checked } from './check';
import { checkGpuPools } from './check-gpu-pools';
import { checkPlatform } from './check-platform';
import { checkPromotion } from './check-promotion';
import { checkSizes } from './check-sizes';
import { sourceClashes } from './check-sources';
import { checkTeams } from './check-teams';
import type { Diagnostic } from './diagnostic';
import { entryNamed } from './entry-of';
import type { Environment, EnvironmentFile } from './environment';
import { checkExternalSecrets, resolveExternalSecrets } from './external-secrets';
import { resolveMaintenance } from './maintenance';
import { pinsOf } from './pins';
import { reporter, undeclared, type Report } from './report';
import { resolveClusters } from './resolve-clusters';
import { resolveModel } from './resolve-model';
import { withLinesOfTheirOwn } from './shared-lines';
import { sharedOut } from './shards';
import { prometheusSize } from './sizes';

/**
 * Joins an environment file with its entries; problems between files are added to `found`. `unread` are the names of
 * entries that have problems of their own, which others may still refer to.
 */
export function resolveEnvironment(
  folder: string,
  settings: Checked<EnvironmentFile>,
  entries: readonly Checked<ModelEntry>[],
  found: Diagnostic[],
  unread: readonly string[] = [],
): Environment {
  const file = settings.value;
  const reportSetting = reporter(settings, found);
  checkSettings(folder, file, reportSetting);

  const resolved: Model[] = [];
  const seen = new Map<string, string>();
  for (const entry of entries) {
    const report = reporter(entry, found);
    const { name } = entry.value;
    const fileName = entry.source.file.replace(/^.*\/|\.yaml$/g, '');
    if (fileName !== name) report(['name'], `the name must equal the file name: "${fileName}"`);
    if (reservedNames.includes(name))
      report(['name'], `the name "${name}" is taken by the platform; choose another`);
    const first = seen.get(name);
    if (first === undefined) seen.set(name, entry.source.file);
    else report(['name'], `the name "${name}" is taken by ${first}`);
    resolved.push(resolveModel(entry.value, file, report));
  }
  const models = sharedOut(withLinesOfTheirOwn(resolved, entries, found), file.prometheus.shards);
  checkSourceNames(entries, models, found);
  for (const { model, path, message } of [...logKeyProblems(models), ...sourceClashes(models)]) {
    const entry = entryNamed({ entries }, model);
    if (entry !== undefined) reporter(entry, found)(path, message);
  }
  checkSizes(file, models, reportSetting);
  checkExternalSecrets(file, models, reportSetting);
  const prometheus = prometheusSize(file);
  const {
    clusters: _clusters,
    home: _home,
    promotion: _promotion,
    externalSecrets: _externalSecrets,
    version: _version,
    models: defaults,
    ...rest
  } = file;
  const externalSecrets = resolveExternalSecrets(file);
  const names = [...entries.map(({ value }) => value.name), ...unread].sort();
  checkPromotion(file, names, reportSetting);
  const maintenance = resolveMaintenance(file.maintenance, names, reportSetting);
  return {
    ...rest,
    ...(externalSecrets === undefined ? {} : { externalSecrets }),
    clusters: resolveClusters(file, reportSetting),
    prometheus,
    protected: file.protected ?? file.paging,
    budgets: { ...file.budgets, series: file.budgets.series ?? seriesIn(prometheus.memory) },
    maintenance,
    modelNamespace: defaults.namespace,
    versions: pinsOf(file.versions),
    models: models
      .map((model) => ({ ...model, maintenance: spansOf(model, maintenance) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    // Read and checked where there are any: that takes what is known of the models.
    rules: [],
  };
}

/** The spans in which nobody is told about a model: those that name it, and those of the whole environment. */
const spansOf = ({ name }: Model, maintenance: Environment['maintenance']): Model['maintenance'] =>
  maintenance
    .filter(({ models }) => models === undefined || models.includes(name))
    .map(({ from, to, why }) => ({ from, to, why }));

/** Objects are named for a model's sources, so a model cannot have the name of another's quality source. */
function checkSourceNames(
  entries: readonly Checked<ModelEntry>[],
  models: readonly Model[],
  found: Diagnostic[],
): void {
  const owners = new Map(
    models.flatMap(({ name, sources }) =>
      sources.flatMap((source) => (source.name === name ? [] : [[source.name, name] as const])),
    ),
  );
  for (const entry of entries) {
    const { name } = entry.value;
    const other = owners.get(name);
    if (other !== undefined) {
      reporter(entry, found)(
        ['name'],
        `the name "${name}" is taken by the quality source of the model "${other}"; choose another`,
      );
    }
  }
}

function checkSettings(folder: string, file: EnvironmentFile, report: Report): void {
  if (file.name !== folder) report(['name'], `the name must equal the folder name: "${folder}"`);
  const teams = Object.keys(file.teams);
  if (!teams.includes(file.owner)) report(['owner'], undeclared('team', file.owner, teams));
  checkTeams(file, report);
  checkGpuPools(file, report);
  checkPlatform(file, report);
}
