import type { Environment } from '../../environments';
import { indexTemplatesFor, lifecyclesFor, rolesFor, writerRole } from '../../logs';
import { streamName, streamPart } from '../../logs/data-streams';
import { recorded } from '../../logs/audit';
import { payloadFields, standardFields, subject } from '../../logs/fields';
import { auditMappings, deadLetterMappings, properties } from '../../logs/mappings';
import { payloadBytes } from '../../logs/payload';
import { printInOneUnit } from '../../models/duration';
import { days, hours, milliseconds, minutes } from '../../models/duration';
import { environmentNamed, environments, withLogs } from './environments';

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

/** Settings of the indices of each template. */
function effectiveSettings(environment: Environment): readonly Tree[] {
  const { components, templates } = indexTemplatesFor(environment);
  return templates.map(({ composedOf, template }) =>
    merged(
      composedOf.reduce<Tree>((settings, name) => {
        const own = components.find((component) => component.name === name)?.template.settings;
        return merged(settings, own ?? builtIn[name] ?? {});
      }, {}),
      template.settings,
    ),
  );
}

const prod = environmentNamed('prod');
const own = withLogs(
  withLogs(prod, 'fraud-scorer', { isolation: 'dedicated', retention: days(90) }),
  'churn-classifier',
  { isolation: 'dedicated' },
);

each(
  "the templates of %s come before Elastic's and match the environment's streams only",
  (name, environment) => {
    const { templates } = indexTemplatesFor(environment);
    expect(templates.map(({ priority, indexPatterns }) => ({ priority, indexPatterns }))).toEqual([
      { priority: 501, indexPatterns: [`logs-ml.*-${name}`] },
      { priority: 510, indexPatterns: [`logs-ml.audit-${name}`] },
      { priority: 510, indexPatterns: [`logs-ml.deadletter-${name}`] },
    ]);
    expect(streamName(environment, 'ml.inference')).toBe(`logs-ml.inference-${name}`);
  },
);

each("retention in %s is the environment's, and no ILM policy shadows it", (_name, environment) => {
  const { templates } = indexTemplatesFor(environment);
  const expected = printInOneUnit(environment.retention.logs);
  const audit = printInOneUnit(environment.retention.audit);
  expect(templates.map(({ template }) => template.lifecycle.dataRetention)).toEqual([
    expected,
    audit,
    expected,
  ]);
  expect(lifecyclesFor(environment)).toEqual([
    { name: streamName(environment, 'ml.inference'), dataRetention: expected },
    { name: streamName(environment, 'ml.audit'), dataRetention: audit },
    { name: streamName(environment, 'ml.deadletter'), dataRetention: expected },
  ]);
  for (const settings of effectiveSettings(environment)) {
    expect(settings).toMatchObject({
      index: { lifecycle: { name: 'logs@lifecycle', prefer_ilm: false }, mode: 'logsdb' },
    });
  }
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

const mappingAt = (path: readonly string[], within: Tree = { properties }): unknown =>
  path.reduce<unknown>(
    (at, step) => (isTree(at) && isTree(at['properties']) ? at['properties'][step] : undefined),
    within,
  );
const pathOf = (field: string): readonly string[] =>
  [...field.matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] ?? '');

test.each([
  ...standardFields.filter((field) => field !== subject).map(({ target }) => target),
  '[service][name]',
  '[service][version]',
  '[service][environment]',
  '[event][dataset]',
  '[user][hash]',
  '[mlobs][fields]',
  '[mlobs][payload][sample]',
  ...payloadFields.map(({ target }) => target),
])('the field %s has an explicit mapping', (field) => {
  expect(mappingAt(pathOf(field))).toHaveProperty('type');
});

test.each([...recorded, '[event][kind]', '[event][action]', '[event][dataset]'])(
  'the field %s of audit records has an explicit mapping',
  (field) => {
    expect(mappingAt(pathOf(field), auditMappings)).toHaveProperty('type');
  },
);

test.each([
  ['audit records', auditMappings],
  ['dead letters', deadLetterMappings],
])('%s teach nothing', (_name, mappings) => {
  expect(mappings).toHaveProperty('dynamic', false);
});

each(
  'in %s it is told who searches audit records and dead letters, and of lines who searches for long',
  (_name, environment) => {
    const told = indexTemplatesFor(environment).templates.map(({ indexPatterns }, index) => [
      indexPatterns[0],
      effectiveSettings(environment)[index],
    ]);
    expect(told.length).toBeGreaterThan(2);
    for (const [pattern, settings] of told) {
      const query = /audit|deadletter/.test(String(pattern)) ? { info: '0ms' } : { warn: '10s', info: '2s' };
      expect([pattern, settings]).toEqual([
        pattern,
        expect.objectContaining({
          index: expect.objectContaining({
            search: { slowlog: { threshold: { query }, include: { user: true } } },
            indexing: { slowlog: { threshold: { index: { warn: '10s' } }, source: 'false' } },
          }) as unknown,
        }),
      ]);
    }
  },
);

each('in %s no document that Elasticsearch refuses is kept where nobody counts it', (_name, environment) => {
  for (const { template } of indexTemplatesFor(environment).templates)
    expect(template.dataStreamOptions.failureStore.enabled).toBe(false);
});

test.each(payloadFields.map(({ target }) => target))('%s is kept and not searchable', (field) => {
  expect(mappingAt(pathOf(field))).toEqual({
    type: 'keyword',
    index: false,
    doc_values: false,
    ignore_above: payloadBytes,
  });
});

test('documents teach nothing under mlobs, and sorting needs no field that is learnt later', () => {
  expect(properties['mlobs']).toHaveProperty('dynamic', false);
  for (const settings of effectiveSettings(own)) {
    expect(settings).toHaveProperty('index.sort.field', ['service.name', '@timestamp']);
    expect(settings).toHaveProperty('index.mapping.total_fields.limit', 500);
  }
  for (const mappings of [{ properties }, auditMappings, deadLetterMappings])
    expect(mappingAt(['service', 'name'], mappings)).toHaveProperty('type');
});

/** The template that Elasticsearch would make a stream with. */
const templateOf = (environment: Environment, stream: string): string | undefined =>
  [...indexTemplatesFor(environment).templates]
    .sort((a, b) => b.priority - a.priority)
    .find(({ indexPatterns }) => indexPatterns.some((pattern) => fits(pattern, stream)))?.template.lifecycle
    .dataRetention;
const fits = (pattern: string, name: string): boolean =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name);

test.each([
  ['logs-ml.inference-prod', '30d'],
  ['logs-ml.audit-prod', '365d'],
  ['logs-ml.deadletter-prod', '30d'],
  ['logs-ml.inference.fraud_scorer.90d-prod', '90d'],
  ['logs-ml.inference.churn_classifier.30d-prod', '30d'],
])('the stream %s is made with a retention of %s', (stream, retention) => {
  expect(templateOf(own, stream)).toBe(retention);
});

test('a stream that is left over still has a template, so its own can be removed', () => {
  expect(templateOf(prod, 'logs-ml.inference.fraud_scorer.90d-prod')).toBeDefined();
});

test('templates of one priority match no stream in common, which Elasticsearch would refuse', () => {
  const lengths = [minutes(90), hours(36), days(9), days(90), days(190)];
  const many = lengths.reduce(
    (environment, retention, index) =>
      withLogs(environment, prod.models[index]?.name ?? '', { isolation: 'dedicated', retention }),
    prod,
  );
  const streams = rolesFor(many).flatMap((role) =>
    role.name === writerRole ? (role.indices[0]?.names ?? []) : [],
  );
  const { templates } = indexTemplatesFor(many);
  for (const stream of streams) {
    const priorities = templates
      .filter(({ indexPatterns }) => indexPatterns.some((pattern) => fits(pattern, stream)))
      .map(({ priority }) => priority);
    expect(new Set(priorities).size).toBe(priorities.length);
  }
  expect(templates).toHaveLength(3 + lengths.length);
});

test('two models with one retention share a template', () => {
  const both = withLogs(own, 'churn-classifier', { retention: hours(90 * 24) });
  expect(indexTemplatesFor(both).templates.map(({ name }) => name)).toEqual([
    'mlobs-logs-ml',
    'mlobs-logs-ml-audit',
    'mlobs-logs-ml-deadletter',
    'mlobs-logs-ml-90d',
  ]);
});

test('no stream that an entry asks for is held by the deployment, which would delete it with the entry', () => {
  expect(lifecyclesFor(own)).toEqual(lifecyclesFor(prod));
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
