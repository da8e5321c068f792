import type { Environment } from '../../environments';
import { heldBy } from '../../stacks/held';
import { committed, synthesised, valuesOf } from './synthesised';

/** Addresses by whether Terraform refuses to destroy them, of what cannot be made again. */
function held(environment: Environment): Readonly<Record<'guarded' | 'open', readonly string[]>> {
  const all = Object.values(synthesised([environment])).flatMap(({ name, resources }) =>
    Object.entries(resources).flatMap(([address, { lifecycle }]) => {
      const [kind = '', id = ''] = address.split('.');
      const guards =
        (lifecycle as { readonly prevent_destroy?: boolean } | undefined)?.prevent_destroy === true;
      return heldBy(kind, id) !== undefined || guards ? [{ place: `${name} ${address}`, guards }] : [];
    }),
  );
  const of = (wanted: boolean): readonly string[] =>
    all.filter(({ guards }) => guards === wanted).map(({ place }) => place);
  return { guarded: of(true), open: of(false) };
}

const prod = committed('prod');

test('where an environment pages, nothing that cannot be made again is destroyed', () => {
  const { guarded, open } = held(prod);
  expect(open).toEqual([]);
  expect(guarded).toEqual(
    expect.arrayContaining([
      'prod-platform kubernetes_namespace_v1.logging',
      'prod-platform kubernetes_namespace_v1.monitoring',
      'prod-platform helm_release.kube-prometheus-stack',
      'prod-platform helm_release.prometheus-long-term',
      'prod-platform helm_release.eck-operator-crds',
      'prod-platform helm_release.prometheus-operator-crds',
      'prod-logging helm_release.eck-stack',
      'prod-elastic elasticstack_elasticsearch_data_stream.logs-ml_inference-prod',
    ]),
  );
});

test('no stack of it goes without a word, whichever way boards come', () => {
  const boardsAsFiles = { url: prod.grafana.url, delivery: 'configMap' } as const;
  for (const environment of [prod, { ...prod, grafana: boardsAsFiles }]) {
    const guarded = new Set(held(environment).guarded.map((place) => place.split(' ')[0]));
    expect([...guarded].sort()).toEqual(Object.keys(synthesised([environment])).sort());
  }
});

test('an environment that is not protected goes in one command, streams of logs included', () => {
  const { guarded, open } = held(committed('dev'));
  expect(guarded).toEqual([]);
  expect(open.length).toBeGreaterThan(8);
});

test('what may be destroyed is open, and that alone', () => {
  const resource = 'helm_release.eck-stack';
  const lifted = { ...prod, mayBeDestroyed: [{ resource, until: '2026-12-31', why: 'moves to a service' }] };
  expect(held(lifted).open).toEqual([`prod-logging ${resource}`]);
});

test('definitions of a protected environment stay when their release is uninstalled by hand', () => {
  const values = (environment: Environment) => {
    const platform = synthesised([environment])[`${environment.name}-platform`];
    return valuesOf(platform?.resources['helm_release.prometheus-operator-crds'] ?? {});
  };
  expect(values(prod)).toEqual({ crds: { annotations: { 'helm.sh/resource-policy': 'keep' } } });
  expect(values(committed('dev'))).toEqual({});
});
