import type { Environment } from '../../environments';
import {
  auditorRole,
  filebeatConfiguration,
  indexTemplatesFor,
  lifecyclesFor,
  logDestinationsOf,
  modelReaderRole,
  operatorRole,
  pipelinesFor,
  readerRole,
  rolesFor,
  teamReaderRole,
  writerRole,
  type Role,
} from '../../logs';
import { days } from '../../models/duration';
import { logKeyProblems } from '../../models/log-key';
import {
  environmentNamed,
  environments,
  modelNamed,
  withLinesApart,
  withLogs,
  withSibling,
} from './environments';
import { get, type Event } from './event';
import { changedRoutes } from './routes-of';
import type { Written } from './run-pipeline';
import { json, store } from './ship';

const prod = environmentNamed('prod');
const licensed = (environment: Environment): Environment => ({
  ...environment,
  elastic: { ...environment.elastic, licence: 'platinum' },
});
/** Lines of risk apart, a model of risk and one of commerce with streams of their own, records of one of risk. */
const apart = withLogs(
  withLogs(withLinesApart(prod, 'risk'), 'fraud-scorer', {
    isolation: 'dedicated',
    retention: days(90),
    audit: true,
  }),
  'image-tagger',
  { isolation: 'dedicated' },
);

const roleOf = (environment: Environment, name: string): Role => {
  const found = rolesFor(environment).find((role) => role.name === name);
  if (found === undefined) throw new Error(`no role ${name}`);
  return found;
};

const fits = (pattern: string, name: string): boolean =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name);

/** Whether a query of a role finds a document, as Elasticsearch reads it: only what roles use. */
function finds(query: Role['indices'][number]['query'], document: Event): boolean {
  if (query === undefined) return true;
  const terms = query['terms'] as Readonly<Record<string, readonly string[]>>;
  return Object.entries(terms).every(([field, values]) =>
    values.includes(String(get(document, `[${field.replaceAll('.', '][')}]`))),
  );
}

const canRead = (role: Role, { stream, document }: Written): boolean =>
  role.indices.some(
    ({ names, privileges, query }) =>
      privileges.includes('read') && names.some((name) => fits(name, stream)) && finds(query, document),
  );

/** What every model of the environment writes for one line. */
const written = (environment: Environment): readonly Written[] =>
  environment.models.flatMap((model) => {
    const labels = Object.fromEntries(
      Object.entries(model.selector).map(([label, value]) => [label.replaceAll('.', '_'), value]),
    );
    return store(json({ message: 'hello', label: 'fraud' }), environment, {
      namespace: model.namespace,
      labels,
    });
  });

const servicesRead = (environment: Environment, name: string): readonly string[] =>
  written(environment)
    .filter((one) => canRead(roleOf(environment, name), one))
    .map(({ stream, document }) => `${stream} ${String(get(document, '[service][name]'))}`)
    .sort();

const modelsOf = (team: string): readonly string[] =>
  prod.models.filter((model) => model.team === team).map(({ name }) => name);

test('every team has a role, and so has every model with streams of its own', () => {
  for (const environment of environments) {
    const names = rolesFor(environment).map(({ name }) => name);
    for (const team of Object.keys(environment.teams)) expect(names).toContain(teamReaderRole(team));
  }
  expect(rolesFor(apart).map(({ name }) => name)).toEqual([
    'mlobs_writer',
    'mlobs_reader',
    'mlobs_auditor',
    'mlobs_operator',
    'mlobs_deployer',
    'mlobs_monitor',
    'mlobs_reader_team_assistants',
    'mlobs_reader_team_commerce',
    'mlobs_reader_team_platform',
    'mlobs_reader_team_risk',
    'mlobs_reader_model_fraud_scorer',
    'mlobs_reader_model_image_tagger',
  ]);
});

test('a team whose lines are apart reads all of its models and no other', () => {
  expect(servicesRead(apart, teamReaderRole('risk'))).toEqual([
    'logs-ml.inference.fraud_scorer.90d-prod fraud-scorer',
    'logs-ml.team.risk.30d-prod churn-classifier',
    'logs-ml.team.risk.30d-prod nightly-scoring',
  ]);
});

test('nobody else reads the lines of such a team, its models with streams of their own included', () => {
  const others = rolesFor(apart).filter(
    ({ name }) => name !== teamReaderRole('risk') && name !== modelReaderRole('fraud-scorer'),
  );
  const lines = written(apart).filter(
    ({ stream, document }) =>
      modelsOf('risk').includes(String(get(document, '[service][name]'))) && !stream.includes('audit'),
  );
  expect(lines).toHaveLength(3);
  expect(others.filter((role) => lines.some((line) => canRead(role, line))).map(({ name }) => name)).toEqual(
    [],
  );
});

test('a team without a stream of its own reads the shared one and says so', () => {
  const name = teamReaderRole('commerce');
  expect(roleOf(prod, name).description).toContain('with those of other teams, which it reads as well');
  expect(servicesRead(prod, name)).toHaveLength(prod.models.length);
  expect(servicesRead(apart, name)).toEqual([
    'logs-ml.inference-prod support-assistant',
    'logs-ml.inference.image_tagger.30d-prod image-tagger',
  ]);
});

test('with a licence for it, the role of every team finds the documents of its own models only', () => {
  for (const team of Object.keys(prod.teams)) {
    const read = servicesRead(licensed(prod), teamReaderRole(team)).map((line) => line.split(' ')[1]);
    expect(read).toEqual([...modelsOf(team)].sort());
  }
  expect(servicesRead(licensed(apart), teamReaderRole('risk'))).toEqual(
    servicesRead(apart, teamReaderRole('risk')),
  );
});

test('without one no role has a query', () => {
  for (const environment of [...environments, apart])
    for (const { indices } of rolesFor(environment))
      expect(indices.filter(({ query }) => query !== undefined)).toEqual([]);
});

test('lines of a server that models of two teams share are read by both, where documents are told apart', () => {
  const shared = { namespace: 'vision', selector: { app: 'triton-shared' }, team: 'assistants' };
  const both = licensed(withSibling(prod, 'image-tagger', 'image-captioner', shared));
  for (const team of ['commerce', 'assistants'])
    expect(JSON.stringify(roleOf(both, teamReaderRole(team)))).toContain('vision/app=triton-shared');
});

test('models of two teams cannot share a server if one of the teams has its lines apart', () => {
  const shared = { namespace: 'vision', selector: { app: 'triton-shared' }, team: 'assistants' };
  const both = withLinesApart(withSibling(prod, 'image-tagger', 'image-captioner', shared), 'commerce');
  expect(logKeyProblems(both.models)).toMatchObject([
    { model: 'image-captioner', path: ['team'], message: expect.stringContaining('only one team may read') },
  ]);
});

test('only auditors read audit records', () => {
  const records = written(apart).filter(({ stream }) => stream === 'logs-ml.audit-prod');
  expect(records).toHaveLength(1);
  const readers = rolesFor(apart).filter((role) => records.some((record) => canRead(role, record)));
  expect(readers.map(({ name }) => name)).toEqual([auditorRole]);
});

test('only operators read dead letters, and they read nothing else', () => {
  const letter = { stream: 'logs-ml.deadletter-prod', document: {} } as unknown as Written;
  expect(
    rolesFor(apart)
      .filter((role) => canRead(role, letter))
      .map(({ name }) => name),
  ).toEqual([operatorRole]);
  expect(servicesRead(apart, operatorRole)).toEqual([]);
});

test('no role may change or delete', () => {
  const harmless = new Set([
    'auto_configure',
    'create_doc',
    // Maps fields that are new, as documents bring them.
    'indices:admin/mapping/auto_put',
    'read',
    'view_index_metadata',
    'monitor',
    'read_failure_store',
    'indices:admin/ilm/retry',
    'indices:admin/rollover',
  ]);
  for (const { name, indices, cluster } of rolesFor(apart)) {
    expect([
      name,
      indices.flatMap(({ privileges }) => privileges).filter((one) => !harmless.has(one)),
    ]).toEqual([name, []]);
    expect(cluster.filter((one) => /manage|all$|write/.test(one))).toEqual([]);
  }
});

test('the writer makes each stream that lines are written to, by its name, and appends to what models and teams had', () => {
  for (const environment of [...environments, apart, withLinesApart(prod, 'assistants')]) {
    const { name } = environment;
    const { cluster, indices } = roleOf(environment, writerRole);
    expect(cluster).toEqual(['monitor']);
    const streams = written(environment).map(({ stream }) => stream);
    const always = ['inference', 'audit', 'deadletter'].map((part) => `logs-ml.${part}-${name}`);
    const [made, there, ...more] = indices;
    expect(more).toEqual([]);
    expect(made?.privileges).toEqual(['auto_configure', 'create_doc']);
    expect([...(made?.names ?? [])].sort()).toEqual([...new Set([...always, ...streams])].sort());
    // Nothing in it makes a stream.
    expect(there).toEqual({
      names: [`logs-ml.inference.*-${name}`, `logs-ml.team.*-${name}`],
      privileges: ['create_doc', 'indices:admin/mapping/auto_put'],
    });
  }
});

test('a reader of one model reads its streams of every retention, and those of no model with a longer name', () => {
  const role = roleOf(apart, modelReaderRole('fraud-scorer'));
  const reads = (stream: string): boolean => canRead(role, { stream, document: {} } as unknown as Written);
  expect(reads('logs-ml.inference.fraud_scorer.30d-prod')).toBe(true);
  for (const other of ['fraud_scorer_2.30d-prod', 'fraud.30d-prod', 'fraud_scorer.30d-dev'])
    expect(reads(`logs-ml.inference.${other}`)).toBe(false);
});

test('a team that gets its lines apart is rows of the dictionary, and nothing restarts or reloads', () => {
  const after = withLinesApart(prod, 'risk');
  const changed = Object.values(changedRoutes(prod, after));
  expect(changed.map(({ service }) => service).sort()).toEqual([...modelsOf('risk')].sort());
  expect(new Set(changed.map(({ dataset }) => dataset))).toEqual(new Set(['ml.team.risk.30d']));
  expect(pipelinesFor(after)).toEqual(pipelinesFor(prod));
  expect(filebeatConfiguration(after)).toEqual(filebeatConfiguration(prod));
});

test("a team's stream is kept as long as the environment's lines, and is not the deployment's to delete", () => {
  const after = withLinesApart(prod, 'risk');
  expect(logDestinationsOf(modelNamed(after, 'churn-classifier'), after)).toEqual([
    {
      dataStream: 'logs-ml.team.risk.30d-prod',
      kept: prod.retention.logs,
      atMost: days(31),
      what: 'log lines',
    },
  ]);
  const [template] = [...indexTemplatesFor(after).templates]
    .sort((a, b) => b.priority - a.priority)
    .filter(({ indexPatterns }) =>
      indexPatterns.some((pattern) => fits(pattern, 'logs-ml.team.risk.30d-prod')),
    );
  expect(template?.template.lifecycle.dataRetention).toBe('30d');
  expect(lifecyclesFor(after)).toEqual(lifecyclesFor(prod));
});

test('the name of no team can be taken for that of a model, nor of a model for that of a team', () => {
  const named = withLogs(withSibling(apart, 'fraud-scorer', 'team-risk'), 'team-risk', {
    isolation: 'dedicated',
  });
  const names = rolesFor(named).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.every((name) => name.startsWith(readerRole) || /^mlobs_[a-z]+$/.test(name))).toBe(true);
});
