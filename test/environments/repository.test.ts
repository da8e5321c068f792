import { join } from 'node:path';
import { loadEnvironments } from '../../environments';

const environments = loadEnvironments(join(__dirname, '..', '..', 'environments'));
const namesIn = (environment: string): readonly string[] =>
  environments.find(({ name }) => name === environment)?.models.map(({ name }) => name) ?? [];

test('the repository’s own environments load without a problem', () => {
  expect(environments.map(({ name, models }) => [name, models.length])).toEqual([
    ['dev', 9],
    ['prod', 5],
    ['staging', 6],
  ]);
});

test('every model was promoted in order: what is in prod is in staging, what is in staging is in dev', () => {
  expect(namesIn('staging')).toEqual(expect.arrayContaining([...namesIn('prod')]));
  expect(namesIn('dev')).toEqual(expect.arrayContaining([...namesIn('staging')]));
});

test('only prod pages', () => {
  expect(environments.filter(({ paging }) => paging).map(({ name }) => name)).toEqual(['prod']);
});

test('every kind of model is shown, and a server with metric names of its own', () => {
  const models = environments.flatMap((environment) => environment.models);
  expect([...new Set(models.map(({ kind }) => kind))].sort()).toEqual(['batch', 'llm', 'online']);
  expect(models.some(({ sources }) => sources.some(({ renamed }) => renamed.length > 0))).toBe(true);
});
