import type { Environment } from '../../environments';
import { dataViewFor, indexTemplatesFor, lifecyclesFor, rolesFor, writerRole } from '../../logs';
import { streamName, streamPart } from '../../logs/data-streams';
import { standardFields, subject } from '../../logs/fields';
import { properties } from '../../logs/mappings';
import { printInOneUnit } from '../../models/duration';
import { days, hours, milliseconds, minutes } from '../../models/duration';
import { dataViewId } from '../../models/links';
import { environmentNamed, environments } from './environments';

const each = test.each(environments.map((environment) => [environment.name, environment] as const));

type Tree = { readonly [key: string]: unknown };
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const merged = (first: Tree, second: Tree): Tree =>
  Object.entries(second).reduce<Tree>((all, [key, value]) => {
    const before = all[key];
    return { ...all, [key]: isTree(before) && isTree(value) ? merged(before, value) : value };
  }, first);

/** What Elasticsearch itself brings for log streams: its policy rolls over and never deletes. */
const builtIn: Readonly<Record<string, Tree>> = {
  'logs@settings': { index: { lifecycle: { name: 'logs@lifecycle' }, mode: 'standard' } },
};

function effectiveSettings(environment: Environment): Tree {
  const { components, templates } = indexTemplatesFor(environment);
  return (templates[0]?.composedOf ?? []).reduce<Tree>((settings, name) => {
    const own = components.find((component) => component.name === name)?.template.settings;
    return merged(settings, own ?? builtIn[name] ?? {});
  }, {});
}

each(
  "the templates of %s come before Elastic's and match the environment's streams only",
  (name, environment) => {
    const { templates } = indexTemplatesFor(environment);
    expect(templates.map(({ priority, indexPatterns }) => ({ priority, indexPatterns }))).toEqual([
      { priority: 501, indexPatterns: [`logs-ml.*-${name}`] },
    ]);
    expect(streamName(environment, 'ml.inference')).toBe(`logs-ml.inference-${name}`);
  },
);

each("retention in %s is the environment's, and no ILM policy shadows it", (_name, environment) => {
  const { templates } = indexTemplatesFor(environment);
  const expected = printInOneUnit(environment.retention.logs);
  expect(templates.map(({ template }) => template.lifecycle.dataRetention)).toEqual([expected]);
  expect(templates[0]?.template.dataStreamOptions.failureStore.lifecycle.dataRetention).toBe(expected);
  expect(lifecyclesFor(environment)).toEqual([
    { name: streamName(environment, 'ml.inference'), dataRetention: expected },
  ]);
  expect(effectiveSettings(environment)).toMatchObject({
    index: { lifecycle: { name: 'logs@lifecycle', prefer_ilm: false }, mode: 'logsdb' },
  });
});

test.each([
  [days(7), '7d'],
  [hours(36), '36h'],
  [minutes(90), '90m'],
  [milliseconds(1_500), '1500ms'],
])('a span is printed with one unit', (duration, text) => {
  expect(printInOneUnit(duration)).toBe(text);
});

each('every component that the templates of %s name exists or is built in', (_name, environment) => {
  const { components, templates } = indexTemplatesFor(environment);
  const known = [...components.map(({ name }) => name), 'logs@mappings', 'logs@settings', 'ecs@mappings'];
  expect(templates.flatMap(({ composedOf }) => composedOf).filter((name) => !known.includes(name))).toEqual(
    [],
  );
});

const mappingAt = (path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, step) => (isTree(at) && isTree(at['properties']) ? at['properties'][step] : undefined),
    { properties },
  );

test.each([
  ...standardFields.filter((field) => field !== subject).map(({ target }) => target),
  '[service][name]',
  '[service][version]',
  '[service][environment]',
  '[event][dataset]',
  '[user][hash]',
  '[mlobs][fields]',
])('the field %s has an explicit mapping', (field) => {
  const path = [...field.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] ?? '');
  expect(mappingAt(path)).toHaveProperty('type');
});

test('documents teach nothing under mlobs, and sorting needs no field that is learnt later', () => {
  expect(properties['mlobs']).toHaveProperty('dynamic', false);
  const settings = effectiveSettings(environmentNamed('prod'));
  expect(settings).toHaveProperty('index.sort.field', ['service.name', '@timestamp']);
  expect(settings).toHaveProperty('index.mapping.total_fields.limit', 500);
});

each('in %s the writer can append and do nothing else, and nobody can do more', (_name, environment) => {
  const roles = rolesFor(environment);
  expect(roles.find(({ name }) => name === writerRole)).toMatchObject({
    cluster: ['monitor'],
    indices: [
      { names: [streamName(environment, 'ml.inference')], privileges: ['auto_configure', 'create_doc'] },
    ],
  });
  const harmless = ['auto_configure', 'create_doc', 'read', 'view_index_metadata'];
  const indices = roles.flatMap((role) => role.indices);
  expect(indices.flatMap(({ privileges }) => privileges).filter((one) => !harmless.includes(one))).toEqual(
    [],
  );
  expect(indices.flatMap(({ names }) => names).filter((name) => name.includes('*'))).toEqual([]);
});

each('the data view of %s is the one that links point to', (name, environment) => {
  expect(dataViewFor(environment)).toMatchObject({ id: dataViewId(name), title: `logs-ml.*-${name}` });
});

test.each([
  ['fraud-scorer', 'fraud_scorer'],
  ['ml.inference', 'ml.inference'],
  ['A/b c:d', 'a_b_c_d'],
])('%s becomes the part %s of a name', (text, part) => {
  expect(streamPart(text)).toBe(part);
});

test('a part of a name is neither empty nor longer than 100 bytes', () => {
  expect(() => streamPart('')).toThrow("no part of a data stream's name");
  expect(() => streamPart('x'.repeat(101))).toThrow("no part of a data stream's name");
});
