import type { SimulatedPod } from '../../../preview/fleet/fleet';
import { hardenedContainer, restrictedPod } from '../../../stacks/values/hardened';
import { expectStatus, type KubernetesApi } from '../control-plane/kubernetes-api';

/** The nodes of pods, with the labels by which discovery tells them apart. A pod on a node that is not there is no target. */
export async function createNodes(api: KubernetesApi, pods: readonly SimulatedPod[]): Promise<void> {
  const labels = new Map<string, SimulatedPod['nodeLabels']>();
  for (const { node, nodeLabels } of pods) labels.set(node, { ...labels.get(node), ...nodeLabels });
  for (const [name, own] of labels) {
    const object = { apiVersion: 'v1', kind: 'Node', metadata: { name, labels: own } };
    // An environment of another size may have brought it already.
    expectStatus(await api.ask('POST', '/api/v1/nodes', object), `the node ${name}`, 201, 409);
  }
}

/**
 * A Pod object that is running where its simulated server listens. No kubelet tells so, therefore its status is written
 * here. It asks for nothing that a restricted namespace refuses.
 */
export async function createPod(api: KubernetesApi, pod: SimulatedPod): Promise<void> {
  const { namespace, name, node, container, labels, port, address } = pod;
  const path = `/api/v1/namespaces/${namespace}/pods`;
  const object = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels },
    spec: {
      nodeName: node,
      securityContext: restrictedPod(1000, 1000),
      containers: [
        {
          name: container,
          image: 'simulated',
          ports: [{ containerPort: port }],
          securityContext: hardenedContainer,
        },
      ],
    },
  };
  expectStatus(await api.ask('POST', path, object), `the pod ${name}`, 201);
  const ip = address.split(':')[0];
  const since = new Date().toISOString();
  const status = {
    phase: 'Running',
    podIP: ip,
    podIPs: [{ ip }],
    startTime: since,
    conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: since }],
  };
  const answer = await api.ask('PATCH', `${path}/${name}/status`, { status }, 'application/merge-patch+json');
  expectStatus(answer, `the status of the pod ${name}`, 200);
}
