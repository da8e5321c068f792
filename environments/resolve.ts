import type { ModelEntry } from '../models/entry';
import type { Model } from '../models/model';
import { nearest, printPath, type Checked } from './check';
import type { Diagnostic } from './diagnostic';
import type { Environment, EnvironmentFile } from './environment';
import { resolveModel } from './resolve-model';
import { diagnosticAt } from './source-text';
import { placeOf } from './yaml';

/** Reports a problem at a field of the file that is being resolved. */
export type Report = (path: readonly string[], message: string) => void;

export const reporter =
  (checked: Checked<unknown>, found: Diagnostic[]): Report =>
  (path, message) => {
    const { start, end } = placeOf(checked.node, path);
    found.push(diagnosticAt(checked.source, start, end, printPath(path), message));
  };

/** Joins an environment file with its entries; problems between files are added to `found`. */
export function resolveEnvironment(
  folder: string,
  settings: Checked<EnvironmentFile>,
  entries: readonly Checked<ModelEntry>[],
  found: Diagnostic[],
): Environment {
  const file = settings.value;
  checkSettings(folder, file, reporter(settings, found));

  const models: Model[] = [];
  const seen = new Map<string, string>();
  for (const entry of entries) {
    const report = reporter(entry, found);
    const { name } = entry.value;
    const fileName = entry.source.file.replace(/^.*\/|\.yaml$/g, '');
    if (fileName !== name) report(['name'], `the name must equal the file name: "${fileName}"`);
    const first = seen.get(name);
    if (first === undefined) seen.set(name, entry.source.file);
    else report(['name'], `the name "${name}" is taken by ${first}`);
    models.push(resolveModel(entry.value, file, report));
  }
  const { clusters, models: _defaults, ...rest } = file;
  const [[clusterName, cluster] = ['', { platform: '', context: '' }]] = Object.entries(clusters);
  return {
    ...rest,
    cluster: { name: clusterName, ...cluster },
    models: models.sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function checkSettings(folder: string, file: EnvironmentFile, report: Report): void {
  if (file.name !== folder) report(['name'], `the name must equal the folder name: "${folder}"`);
  const teams = Object.keys(file.teams);
  if (!teams.includes(file.owner)) report(['owner'], unknownTeam(file.owner, teams));
  for (const [name, team] of Object.entries(file.teams)) {
    if (file.paging && team.page === undefined && name === file.owner) {
      report(
        ['teams', name],
        `the owner needs a page receiver, because paging is on; add page: or set paging: false`,
      );
    }
    if (team.hours !== undefined && !isTimeZone(team.hours.zone)) {
      report(
        ['teams', name, 'hours', 'zone'],
        `"${team.hours.zone}" is no time zone; write one such as Europe/Berlin`,
      );
    }
    if (team.hours !== undefined && team.hours.from >= team.hours.to) {
      report(
        ['teams', name, 'hours', 'to'],
        `the team's hours end (${team.hours.to}) before they begin (${team.hours.from})`,
      );
    }
  }
}

export function unknownTeam(name: string, teams: readonly string[]): string {
  const hint = nearest(name, teams);
  return `the team "${name}" is not declared in environment.yaml; ${
    hint === undefined ? `declared: ${teams.join(', ')}` : `did you mean "${hint}"?`
  }`;
}

export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
