import { join } from 'node:path';
import { loadWithFiles, type LoadedEnvironment } from '../../environments';
import type { Model } from '../../models/model';
import { explanationOf, type Explanation } from '../../scripts/explanation/explanation';

/** The environments of the repository and of the fixture company, with their files. */
export const loaded = [
  ...loadWithFiles('environments'),
  ...loadWithFiles(join('test', 'fixtures', 'company')),
];
/** Every model of them. */
export const every: readonly (readonly [name: string, Model, LoadedEnvironment])[] = loaded.flatMap((one) =>
  one.environment.models.map(
    (model) => [`${model.name} in ${one.settings.source.file}`, model, one] as const,
  ),
);

/** What is explained of a model, after a change to it. */
export function explained(name: string, environment: string, change: Partial<Model> = {}): Explanation {
  const one = loaded.find((candidate) => candidate.environment.name === environment);
  const model = one?.environment.models.find((candidate) => candidate.name === name);
  if (one === undefined || model === undefined) throw new Error(`no ${name} in ${environment}`);
  return explanationOf({ ...model, ...change }, one);
}
