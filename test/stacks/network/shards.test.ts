import type { KubernetesObject } from '../../../models/kubernetes';
import { deployedBy } from '../deployed';
import { overTwoClusters, synthesised, withSeveralPrometheus } from '../synthesised';
import { withShards } from '../../../environments/shards';
import { hosts, modelHosts } from './hosts';
import { mayReach } from './reach';
import type { Way } from './ways';

const environment = withSeveralPrometheus();
const policiesIn = (of: typeof environment, stack = ''): readonly KubernetesObject[] =>
  Object.entries(synthesised([of]))
    .filter(([name]) => name.includes(stack))
    .flatMap(([, one]) => deployedBy(one))
    .flatMap((one) => ('object' in one && one.object.kind === 'NetworkPolicy' ? [one.object] : []));
const policies = policiesIn(environment);
const print = ([from, to, port]: Way): string => `${from} -> ${to}:${port}`;
const isOpen = ([from, to, port]: Way, all = policies): boolean =>
  mayReach(all, hosts[from], hosts[to], port);

const needed: readonly Way[] = [
  ...(['prometheus', 'prometheus-shards'] as const).map((to): Way => ['thanos-query', to, 10901]),
  ...[9090, 8080].map((port): Way => ['prometheus', 'prometheus-shards', port]),
  ['prometheus', 'thanos-query', 10902],
  ['grafana', 'thanos-query', 10902],
  ['prometheus-long-term', 'prometheus', 9090],
  ['prometheus-long-term', 'prometheus-shards', 9090],
  ['prometheus-shards', 'alertmanager', 9093],
  ['prometheus-shards', 'api-server', 443],
  ['prometheus-shards', 'node', 10250],
  ['prometheus-shards', 'kube-state-metrics', 8080],
  ['prometheus-shards', 'dcgm-exporter', 9400],
  ['prometheus-shards', 'logstash', 9102],
  ['prometheus-shards', 'pushgateway', 9091],
  ['thanos-query', 'dns', 53],
];

const closed: readonly Way[] = [
  // What shows a part only.
  ['grafana', 'prometheus', 9090],
  ['grafana', 'prometheus-shards', 9090],
  ['stranger', 'prometheus-shards', 9090],
  ['stranger', 'prometheus-shards', 10901],
  ['stranger', 'thanos-query', 10902],
  ['ingress', 'thanos-query', 10902],
  ['thanos-query', 'api-server', 443],
  ['thanos-query', 'alertmanager', 9093],
  ['thanos-query', 'outside', 443],
  ['prometheus-shards', 'grafana', 3000],
  ['prometheus-shards', 'elasticsearch-exporter', 9108],
  ['prometheus-shards', 'prometheus', 9090],
];

describe('where several Prometheus share the models', () => {
  it('every way that is needed is open, and no other of those that somebody would try', () => {
    expect(needed.filter((way) => !isOpen(way)).map(print)).toEqual([]);
    expect(closed.filter((way) => isOpen(way)).map(print)).toEqual([]);
  });

  it('each reaches every model', () => {
    for (const from of [hosts.prometheus, hosts['prometheus-shards']])
      for (const model of modelHosts(environment))
        expect([from.name, model.name, mayReach(policies, from, model, model.port)]).toEqual([
          from.name,
          model.name,
          true,
        ]);
  });

  it('Grafana of another cluster is let in to what answers for all of them, and to none of them', () => {
    const far = policiesIn(withShards(overTwoClusters(), 2), 'us-1');
    expect(isOpen(['ingress', 'thanos-query', 10902], far)).toBe(true);
    expect(isOpen(['ingress', 'prometheus', 9090], far)).toBe(false);
  });
});
