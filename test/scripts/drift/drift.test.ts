import { gzipSync } from 'node:zlib';
import type { KubernetesObject } from '../../../models/kubernetes';
import { driftOf } from '../../../scripts/drift/drift';
import type { LiveObject } from '../../../scripts/drift/live-object';
import { helmRelease, type HelmRelease } from '../../../scripts/drift/release';
import { driftReport } from '../../../scripts/drift/report';

const account: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'filebeat', labels: { 'app.kubernetes.io/managed-by': 'model-observatory' } },
  automountServiceAccountToken: false,
};
const role: KubernetesObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'filebeat' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
};

/** As Helm keeps a revision. */
const kept = (objects: readonly KubernetesObject[], version = 1, status = 'deployed'): HelmRelease =>
  helmRelease({
    metadata: { name: `sh.helm.release.v1.filebeat.v${version}`, namespace: 'logging' },
    data: {
      release: Buffer.from(
        gzipSync(
          JSON.stringify({
            ...{ name: 'filebeat', namespace: 'logging', version, info: { status } },
            manifest: objects.map((object) => `---\n# Source: chart\n${JSON.stringify(object)}\n`).join(''),
          }),
        ).toString('base64'),
      ).toString('base64'),
    },
  });

const clusterWith = (releases: readonly HelmRelease[], objects: readonly LiveObject[]) => ({
  releases: (namespace: string) => releases.filter((one) => one.namespace === namespace),
  live: () => objects,
});

/** As Helm applies them: it says of each that it manages it. */
const labels = { 'app.kubernetes.io/managed-by': 'Helm' };
const liveAccount: LiveObject = { ...account, metadata: { name: 'filebeat', namespace: 'logging', labels } };
const liveRole: LiveObject = { ...role, metadata: { name: 'filebeat', labels } };

describe('drift of a cluster', () => {
  test('none, where every object is as its release has it, in a namespace or in none', () => {
    const drift = driftOf(
      'eu-1',
      ['monitoring', 'logging'],
      clusterWith([kept([account, role])], [liveAccount, liveRole]),
    );
    expect(drift).toEqual({ cluster: 'eu-1', releases: 1, objects: 2, found: [] });
    expect(driftReport([drift])).toBe('eu-1: as deployed (1 releases, 2 objects)\n');
  });

  test('what is gone, what is changed, and the revision that was not finished', () => {
    const changed: LiveObject = {
      ...liveRole,
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'delete'] }],
      metadata: {
        ...liveRole.metadata,
        managedFields: [
          {
            manager: 'kubectl-edit',
            operation: 'Update',
            time: '2026-11-28T22:10:00Z',
            fieldsV1: { 'f:rules': {} },
          },
        ],
      },
    };
    const releases = [kept([account, role]), kept([account], 2, 'pending-upgrade')];
    expect(driftReport([driftOf('eu-1', ['logging'], clusterWith(releases, [changed]))]))
      .toMatchInlineSnapshot(`
      "eu-1: otherwise than deployed (1 releases, 2 objects looked at)
        logging/filebeat
          its revision 2 is pending-upgrade: the change before was not finished, and may hold up the next
          ServiceAccount logging/filebeat: is gone
          ClusterRole filebeat
            rules[0].verbs[1]  (kubectl-edit, 2026-11-28T22:10:00Z)
              live:     delete
      "
    `);
  });

  test('is told of the revision that is deployed, not of an older one', () => {
    const older = kept([{ ...account, automountServiceAccountToken: true }], 1, 'superseded');
    const drift = driftOf('eu-1', ['logging'], clusterWith([older, kept([account], 2)], [liveAccount]));
    expect(drift.found).toEqual([]);
  });
});
