import type { KubernetesObject } from '../../../models/kubernetes';
import { differencesOf } from '../../../scripts/drift/differences';
import type { LiveObject, ManagedFields } from '../../../scripts/drift/live-object';

const rule: KubernetesObject = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'churn', namespace: 'model-observatory', labels: { team: 'risk' } },
  spec: {
    groups: [
      {
        name: 'churn',
        interval: '1m',
        rules: [
          { record: 'a', expr: '0.1' },
          { record: 'b', expr: '0.2' },
        ],
      },
    ],
  },
};

/** By `kubectl edit`, of one field. */
const edited = (fieldsV1: ManagedFields['fieldsV1'], time = '2026-11-28T22:10:00Z'): ManagedFields => ({
  manager: 'kubectl-edit',
  operation: 'Update',
  time,
  ...(fieldsV1 === undefined ? {} : { fieldsV1 }),
});

const inCluster = (
  object: KubernetesObject,
  changes: Readonly<Record<string, unknown>> = {},
  managedFields: readonly ManagedFields[] = [],
): LiveObject => ({
  ...object,
  ...changes,
  metadata: {
    ...object.metadata,
    ...{ uid: '1', resourceVersion: '7', generation: 2 },
    managedFields: [{ manager: 'Helm', operation: 'Update', time: '2026-11-01T00:00:00Z' }, ...managedFields],
  },
});

describe('what differs between a release and the cluster', () => {
  test('nothing, where the API server has only filled in what is its own', () => {
    const live = inCluster(rule, { status: { observed: true } });
    expect(differencesOf(rule, live)).toEqual([]);
  });

  test('a value that somebody has changed, with who and when', () => {
    const live = inCluster(
      rule,
      {
        spec: {
          groups: [
            {
              name: 'churn',
              interval: '1m',
              rules: [
                { record: 'a', expr: '0.9' },
                { record: 'b', expr: '0.2' },
              ],
            },
          ],
        },
      },
      [edited({ 'f:spec': { 'f:groups': {} } })],
    );
    expect(differencesOf(rule, live)).toEqual([
      {
        field: 'spec.groups[0].rules[0].expr',
        deployed: '0.1',
        live: '0.9',
        by: { manager: 'kubectl-edit', time: '2026-11-28T22:10:00Z' },
      },
    ]);
  });

  test('elements that are gone, and elements that are new', () => {
    const live = inCluster(rule, {
      spec: {
        groups: [
          { name: 'mine', rules: [] },
          { name: 'churn', interval: '1m', rules: [{ record: 'a', expr: '0.1' }] },
        ],
      },
    });
    expect(differencesOf(rule, live)).toEqual([
      { field: 'spec.groups[1].rules[1]', deployed: { record: 'b', expr: '0.2' } },
      { field: 'spec.groups[0]', live: { name: 'mine', rules: [] } },
    ]);
  });

  test('a field that a person has added, and none that a controller has', () => {
    const live = inCluster(rule, { spec: { ...(rule['spec'] as object), limit: 5, shard: 'a' } }, [
      edited({ 'f:spec': { 'f:limit': {} } }),
      { manager: 'some-controller', operation: 'Update', fieldsV1: { 'f:spec': { 'f:shard': {} } } },
    ]);
    expect(differencesOf(rule, live)).toEqual([
      { field: 'spec.limit', live: 5, by: { manager: 'kubectl-edit', time: '2026-11-28T22:10:00Z' } },
    ]);
  });

  test('not that pods were restarted by hand', () => {
    const live = inCluster(
      rule,
      {
        spec: {
          ...(rule['spec'] as object),
          template: { metadata: { annotations: { 'kubectl.kubernetes.io/restartedAt': 'today' } } },
        },
      },
      [
        edited({
          'f:spec': {
            'f:template': {
              'f:metadata': { 'f:annotations': { '.': {}, 'f:kubectl.kubernetes.io/restartedAt': {} } },
            },
          },
        }),
      ],
    );
    expect(differencesOf(rule, live)).toEqual([]);
  });

  test('the label that is gone, though its key holds dots', () => {
    const labelled = { ...rule, metadata: { ...rule.metadata, labels: { 'example.com/team': 'risk' } } };
    expect(differencesOf(labelled, inCluster(rule))).toEqual([
      { field: 'metadata.labels["example.com/team"]', deployed: 'risk' },
    ]);
  });

  test.each([
    ['500m', 0.5, true],
    ['1Gi', '1024Mi', true],
    [8080, '8080', true],
    ['1Gi', '1G', false],
    ['15m', '30m', false],
    ['0.1 * 3', '0.10 * 3', false],
  ])('amounts: %p and %p are the same: %p', (deployed, live, same) => {
    const wanted = { ...rule, spec: { amount: deployed } };
    expect(differencesOf(wanted, inCluster({ ...rule, spec: { amount: live } })).length === 0).toBe(same);
  });

  test('what is empty, and what is not there, are the same; what is on, and what is not there, are not', () => {
    const live = inCluster({ ...rule, spec: {} });
    expect(differencesOf({ ...rule, spec: { a: [], b: {}, c: '', d: false, e: null } }, live)).toEqual([]);
    expect(differencesOf({ ...rule, spec: { on: true } }, live)).toEqual([
      { field: 'spec.on', deployed: true },
    ]);
  });

  test('the field of a Secret, and never its value', () => {
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      stringData: { a: 'one', b: 'two' },
    };
    const live = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      data: { a: Buffer.from('one').toString('base64'), b: Buffer.from('three').toString('base64') },
    };
    expect(differencesOf(secret, live)).toEqual([{ field: 'data.b' }]);
  });
});
