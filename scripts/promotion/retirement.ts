import { join } from 'node:path';
import { foldersFor } from '../../dashboards';
import { loadWithFiles, type Changes, type LoadedEnvironment } from '../../environments';
import { indexTemplatesFor } from '../../logs';
import { printDuration } from '../../models/duration';
import type { Model } from '../../models/model';
import { table, type Row } from '../columns';
import { explanationOf } from '../explanation/explanation';
import { environmentsWith } from './elsewhere';
import { environmentIn, noSuchModel } from './loaded';
import { Refused } from './refused';

/** An environment with a model, and as it will be without. */
export interface Retirement {
  readonly model: Model;
  readonly before: LoadedEnvironment;
  readonly after: LoadedEnvironment;
  readonly changes: Changes;
  /** Environments that still have it. */
  readonly elsewhere: readonly string[];
}

/**
 * What taking a model out of an environment comes to.
 *
 * @throws InvalidConfig with every place that still names it
 * @throws Refused where the environment has no such model
 */
export function retirementOf(directory: string, name: string, environment: string): Retirement {
  const before = environmentIn(loadWithFiles(directory, environment), environment);
  const model = before.environment.models.find((one) => one.name === name);
  if (model === undefined) throw new Refused([noSuchModel(before, name)]);
  const changes = new Map([[join(directory, environment, 'models', `${name}.yaml`), undefined]]);
  return {
    model,
    before,
    after: environmentIn(loadWithFiles(directory, environment, changes), environment),
    changes,
    elsewhere: environmentsWith(directory, name, environment),
  };
}

/** What goes with the next deployment, and what stays. */
export function retirementText({ model, before, after, elsewhere }: Retirement): string {
  const { name, team } = model;
  const { alerts, told, places, scraped, entry, clusters } = explanationOf(model, before);
  const names = alerts.kept.map(({ alert }) => alert);
  const receivers = new Set(
    told.audiences.flatMap(({ withinHours, outsideHours }) =>
      [...withinHours, ...outsideHours].map(({ receiver }) => receiver),
    ),
  );
  const templates = lone(
    (one) => indexTemplatesFor(one).templates,
    ({ name: of }) => of,
    before,
    after,
  );
  const folders = lone(foldersFor, ({ title }) => title, before, after);
  const { retention } = before.environment;
  const goes: readonly Row[] = [
    ['entry', entry],
    ['release', `model-${name} in ${clusters.map((one) => one.name).join(', ')}`],
    ['scraping', scraped.map(({ monitor }) => monitor).join(', ')],
    ['alerts', names.length === 0 ? 'none' : `${names.length}: ${names.join(', ')}`],
    ['told', `${[...receivers].sort().join(', ')} hear of it no more; what fires ends with the rules`],
    ['dashboard', `${places.dashboard}, and links to it in messages and bookmarks`],
    ...folders.map((title): Row => ['folder', `${title}: it is the last model of ${team}`]),
    ['log route', `${places.logKey}: lines of its pods, if they run on, find no model`],
    ...templates.map((template): Row => [
      'template',
      `${template}: no other model keeps lines as long in a stream of its own`,
    ]),
  ];
  const stays: readonly Row[] = [
    ['the model', 'its pods, services and jobs are not deployed from here'],
    [
      'series',
      `under model_name="${name}": ${printDuration(retention.metrics)} in Prometheus, ${printDuration(retention.summaries)} as summaries`,
    ],
    ...places.streams.map(({ dataStream, kept, atMost, what }): Row => [
      'documents',
      `${what} in ${dataStream}, each for ${kept} to ${atMost}; find them with service.name: "${name}"`,
    ]),
    [
      'silences',
      `that name model_name="${name}" match nothing; expire them: amtool silence query model_name="${name}"`,
    ],
    ...elsewhere.map((other): Row => [other, `has it still; npm run retire -- ${name} ${other}`]),
  ];
  return [
    `${name} in ${before.environment.name}`,
    '',
    'Goes with the next deployment',
    ...table(goes),
    '',
    'Stays',
    ...table(stays),
    '',
  ].join('\n');
}

/** What the environment makes with the model only. */
function lone<T>(
  of: (environment: LoadedEnvironment['environment']) => readonly T[],
  name: (one: T) => string,
  before: LoadedEnvironment,
  after: LoadedEnvironment,
): readonly string[] {
  const kept = new Set(of(after.environment).map(name));
  return of(before.environment)
    .map(name)
    .filter((one) => !kept.has(one));
}
