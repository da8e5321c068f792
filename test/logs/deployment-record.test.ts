import { deploymentRecord, type Deployment } from '../../logs/deployment-record';
import { auditMappings } from '../../logs/mappings';
import { deployerRole, rolesFor } from '../../logs';
import { environmentNamed, environments, withLogs, withSibling } from './environments';

const prod = environmentNamed('prod');
const deployment: Deployment = {
  by: 'jo',
  at: new Date('2026-01-02T03:04:05.678Z'),
  commit: 'c2',
  run: '7',
  version: '0.1.0',
};
const told = (given: Partial<Deployment> = {}, environment = prod) => {
  const record = deploymentRecord(environment, { ...deployment, ...given });
  const { deployment: about } = (record.document as { mlobs: { deployment: Record<string, unknown> } }).mlobs;
  return { ...record, about };
};

test('a record says who deployed what, with every model and version', () => {
  const { stream, document, about } = told();
  expect(stream).toBe('logs-ml.audit-prod');
  expect(document).toMatchObject({
    '@timestamp': '2026-01-02T03:04:05.678Z',
    event: { action: 'deployment' },
    user: { name: 'jo' },
    service: { environment: 'prod' },
  });
  expect(about).toMatchObject({ commit: 'c2', run: '7', version: '0.1.0' });
  const names = (about['models'] as readonly string[]).map((model) => model.replace(/=[0-9a-f]{16}$/, ''));
  expect(names).toEqual(prod.models.map(({ name }) => name).sort());
  expect(about['versions']).toContain(`elastic-stack=${prod.versions['elastic-stack']}`);
});

test('against an earlier commit it says which models are new, gone or different', () => {
  const changed = withLogs(withSibling(prod, 'churn-classifier', 'newcomer'), 'fraud-scorer', {
    audit: true,
  });
  const after = { ...changed, models: changed.models.slice(1) };
  const gone = changed.models[0]?.name ?? '';
  const { about } = told({ since: { commit: 'c1', environment: prod } }, after);
  const others = gone === 'fraud-scorer' ? [] : ['fraud-scorer'];
  expect(about).toMatchObject({
    since: 'c1',
    added: ['newcomer'],
    removed: [gone],
    changed: others,
    environment_changed: false,
  });
  const renewed = { ...prod, retention: { ...prod.retention, audit: prod.retention.logs } };
  expect(told({ since: { commit: 'c1', environment: prod } }, renewed).about).toMatchObject({
    added: [],
    removed: [],
    changed: [],
    environment_changed: true,
  });
});

test('where an earlier commit cannot be read, the record does not say that nothing differs', () => {
  const { about } = told({ since: { commit: 'c1', environment: undefined } });
  expect(about).toHaveProperty('since', 'c1');
  expect(about).not.toHaveProperty('changed');
});

test('a run that is repeated is one record, and another run, person, commit or content is another', () => {
  const { id } = told();
  expect(told({ at: new Date(0) }).id).toBe(id);
  const others = [
    told({ run: '8' }).id,
    told({ by: 'ann' }).id,
    told({ commit: 'c3' }).id,
    told({}, withLogs(prod, 'fraud-scorer', { audit: true })).id,
    told({}, { ...prod, models: [...prod.models].reverse() }).id === id ? 'order does not count' : id,
  ];
  expect(new Set([id, ...others]).size).toBe(6);
});

test.each(environments.map((environment) => [environment.name, environment] as const))(
  'every field of the record of %s has a mapping',
  (_name, environment) => {
    const mapped = (value: unknown, at: unknown, path: string): readonly string[] =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.entries(value).flatMap(([key, inner]) =>
            mapped(
              inner,
              (at as { properties?: Record<string, unknown> } | undefined)?.properties?.[key],
              `${path}.${key}`,
            ),
          )
        : (at as { type?: string } | undefined)?.type === undefined
          ? [path]
          : [];
    const record = told({ since: { commit: 'c1', environment } }, environment);
    const { '@timestamp': _time, data_stream: _stream, ...document } = record.document;
    expect(mapped(document, auditMappings, '')).toEqual([]);
  },
);

test('who records deployments can append to the audit stream and do nothing else', () => {
  expect(rolesFor(prod).find(({ name }) => name === deployerRole)).toMatchObject({
    cluster: [],
    indices: [{ names: ['logs-ml.audit-prod'], privileges: ['create_doc'] }],
  });
});
