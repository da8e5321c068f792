import { join } from 'node:path';
import { loadEnvironments } from '../../environments';

const environments = loadEnvironments(join(__dirname, '..', '..', 'environments'));
const namesIn = (environment: string): readonly string[] =>
  environments.find(({ name }) => name === environment)?.models.map(({ name }) => name) ?? [];

test('the repository’s own environments load without a problem', () => {
  expect(environments.map(({ name, models }) => [name, models.length])).toEqual([
    ['dev', 8],
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

test('every runtime is shown by an entry', () => {
  expect(
    [...new Set(environments.flatMap(({ models }) => models.map(({ runtime }) => runtime)))].sort(),
  ).toEqual(['batch', 'bentoml', 'custom', 'mlserver', 'triton', 'vllm']);
});
