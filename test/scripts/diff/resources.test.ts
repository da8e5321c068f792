import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadEnvironments } from '../../../environments';
import { stackPictures, type Picture, type Stack } from '../../../scripts/diff/picture';
import { heldBy } from '../../../stacks/held';
import { knownKinds, replacedFor } from '../../../scripts/diff/replacements';
import { resourceChanges, stackChanges, stacksOf } from '../../../scripts/diff/resources';
import { observatoryApp } from '../../../stacks/app';

const picture = (stacks: Readonly<Record<string, Stack>>): Picture => ({
  format: 1,
  environments: [],
  stacks,
});
const release = (given: Readonly<Record<string, unknown>>, id = 'eck-stack'): Stack => ({
  resource: { helm_release: { [id]: { '//': { path: 'x' }, name: 'a', namespace: 'b', ...given } } },
});
const changes = (before: Stack, after: Stack) =>
  resourceChanges(picture({ 'prod-logging': before }), picture({ 'prod-logging': after }), ['prod-logging']);

describe('resources', () => {
  test('are created and destroyed by address; what is lost with one is said', () => {
    expect(changes({}, release({}))).toEqual([
      { stack: 'prod-logging', address: 'helm_release.eck-stack', action: 'created', attributes: [] },
    ]);
    expect(changes(release({}), {})).toEqual([
      {
        stack: 'prod-logging',
        address: 'helm_release.eck-stack',
        action: 'destroyed',
        attributes: [],
        holds: 'Elasticsearch with its volumes, and the queues of Logstash',
      },
    ]);
  });

  test('are changed in place, unless an attribute forces another', () => {
    expect(changes(release({ version: '1' }), release({ version: '2' }))).toMatchObject([
      { action: 'changed', attributes: [{ path: 'version', before: '1', after: '2' }] },
    ]);
    expect(changes(release({}), release({ namespace: 'c' }))).toMatchObject([
      { action: 'replaced', because: 'namespace', holds: expect.stringContaining('Elasticsearch') as string },
    ]);
    expect(
      changes(release({}, 'model-churn'), release({ namespace: 'c' }, 'model-churn'))[0],
    ).not.toHaveProperty('holds');
  });

  test('stay as they are where only notes of cdktf, an order or a guard differ', () => {
    const other = { '//': { path: 'y' }, depends_on: ['a'], lifecycle: { prevent_destroy: true } };
    expect(changes(release({}), release(other))).toEqual([]);
  });

  test('of a stack that is gone are destroyed by nobody', () => {
    const before = picture({ 'prod-logging': release({}) });
    expect(resourceChanges(before, picture({}), ['prod-logging'])).toEqual([
      { stack: 'prod-logging', address: 'helm_release.eck-stack', action: 'abandoned', attributes: [] },
    ]);
  });

  test('that Terraform refuses to destroy are known', () => {
    const guarded = release({ lifecycle: { prevent_destroy: true } });
    expect(changes(guarded, {})).toMatchObject([{ action: 'destroyed', guarded: true }]);
  });

  test('a dashboard is another one by its uid only', () => {
    const board = (uid: string, title: string): Stack => ({
      resource: { grafana_dashboard: { a: { config_json: JSON.stringify({ uid, title }) } } },
    });
    expect(changes(board('a', 'A'), board('a', 'B'))).toMatchObject([{ action: 'changed' }]);
    expect(changes(board('a', 'A'), board('b', 'A'))).toMatchObject([
      { action: 'replaced', because: 'config_json.uid' },
    ]);
  });
});

describe('stacks', () => {
  const stack = (key: string, version = '~> 1'): Stack => ({
    terraform: { backend: { s3: { key } }, required_providers: { helm: { version } } },
  });
  const of = (before: Readonly<Record<string, Stack>>, after: Readonly<Record<string, Stack>>) => {
    const sides = [picture(before), picture(after)] as const;
    return stackChanges(...sides, stacksOf('prod', ...sides)).map(
      ({ stack: name, kind }) => `${name} ${kind}`,
    );
  };

  test('belong to the environment with whose name they begin', () => {
    const all = picture({ 'prod-models': {}, 'production-models': {}, 'dev-models': {} });
    expect(stacksOf('prod', all)).toEqual(['prod-models']);
  });

  test('come, go, keep their state elsewhere or ask for other providers', () => {
    expect(of({}, { 'prod-a': stack('k') })).toEqual(['prod-a new']);
    expect(of({ 'prod-a': stack('k') }, {})).toEqual(['prod-a gone']);
    expect(of({ 'prod-a': stack('k') }, { 'prod-a': stack('l') })).toEqual(['prod-a state moves']);
    expect(of({ 'prod-a': stack('k') }, { 'prod-a': stack('k', '~> 2') })).toEqual(['prod-a settings']);
    expect(of({ 'prod-a': stack('k') }, { 'prod-a': stack('k') })).toEqual([]);
  });
});

describe('what replaces a resource', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kinds-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('is known of every kind that is deployed, and each attribute is one that is given', () => {
    const folders = ['environments', join('test', 'fixtures', 'regions'), join('test', 'fixtures', 'pools')];
    const stacks = folders.flatMap((environments, index) => {
      const outdir = join(folder, String(index));
      observatoryApp({ environments: loadEnvironments(environments), outdir }).synth();
      return Object.values(stackPictures(outdir));
    });
    const kinds = new Set(stacks.flatMap(({ resource = {} }) => Object.keys(resource)));
    expect([...kinds].filter((kind) => !knownKinds.has(kind))).toEqual([]);
    expect(kinds.size).toBeGreaterThan(15);
  });

  test('is the attribute or what it holds, and nothing that only begins like it', () => {
    expect(replacedFor('kubernetes_pod_disruption_budget_v1', ['spec.selector.match_labels.app'])).toBe(
      'spec.selector',
    );
    expect(replacedFor('helm_release', ['namespaces', 'name_of'])).toBeUndefined();
    expect(replacedFor('grafana_folder', ['title'])).toBeUndefined();
  });

  test('what is lost is said of namespaces, streams and the charts with volumes', () => {
    expect(heldBy('kubernetes_namespace_v1', 'logging')).toBe('everything in the namespace');
    expect(heldBy('elasticstack_elasticsearch_data_stream', 'x')).toBe('the log lines of the stream');
    expect(heldBy('helm_release', 'prometheus-operator-crds')).toContain('every rule');
    expect(heldBy('helm_release', 'model-churn')).toBeUndefined();
  });
});
