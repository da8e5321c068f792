import { writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Run } from '../control-plane/run';
import type { Container } from './node-logs';

/** As much of the Kubernetes API as Filebeat asks for: the pods of its node, the node and the namespaces, and what changes. */
export interface PodsApi {
  /** File that tells Filebeat how to reach it. */
  readonly kubeconfig: string;
  /** A pod of the node begins to run. */
  readonly create: (container: Container, labels: Readonly<Record<string, string>>) => void;
  /** What was asked for, as path and query. */
  readonly asked: readonly string[];
}

export async function startPodsApi(run: Run, node: string): Promise<PodsApi> {
  const pods: object[] = [];
  const watching = new Set<ServerResponse>();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    asked.push(request.url ?? '');
    response.writeHead(200, { 'content-type': 'application/json' });
    const kind = pathname.replace('/api/v1/', '');
    if (searchParams.get('watch') !== null) {
      response.flushHeaders();
      if (kind === 'pods') watching.add(response);
      request.on('close', () => watching.delete(response));
      return;
    }
    const items = {
      pods,
      nodes: [{ metadata: { name: node, uid: 'n', resourceVersion: '1', labels: {} } }],
      namespaces: [],
    }[kind];
    response.end(
      JSON.stringify({
        apiVersion: 'v1',
        kind: { pods: 'PodList', nodes: 'NodeList' }[kind] ?? 'NamespaceList',
        metadata: { resourceVersion: '1' },
        items: items ?? [],
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  run.atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const kubeconfig = join(run.folder, 'kubeconfig');
  writeFileSync(kubeconfig, JSON.stringify(configuration(port)));
  return {
    kubeconfig,
    asked,
    create(container, labels) {
      const object = podOf(container, labels, node, String(pods.length + 2));
      pods.push(object);
      for (const watcher of watching) watcher.write(`${JSON.stringify({ type: 'ADDED', object })}\n`);
    },
  };
}

const configuration = (port: number) => ({
  apiVersion: 'v1',
  kind: 'Config',
  clusters: [{ name: 'node', cluster: { server: `http://127.0.0.1:${port}` } }],
  users: [{ name: 'filebeat', user: {} }],
  contexts: [{ name: 'node', context: { cluster: 'node', user: 'filebeat' } }],
  'current-context': 'node',
});

const podOf = (
  { namespace, pod, uid, container, id }: Container,
  labels: Readonly<Record<string, string>>,
  node: string,
  resourceVersion: string,
) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: pod,
    namespace,
    uid,
    resourceVersion,
    labels,
    annotations: { secret: 'stays on the node' },
  },
  spec: { nodeName: node, containers: [{ name: container, image: 'simulated' }] },
  status: {
    phase: 'Running',
    podIP: '127.0.0.1',
    containerStatuses: [
      {
        name: container,
        containerID: `containerd://${id}`,
        image: 'simulated',
        ready: true,
        restartCount: 0,
        state: { running: { startedAt: '2026-01-02T03:04:05Z' } },
      },
    ],
  },
});
