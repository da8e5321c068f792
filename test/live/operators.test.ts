import { load } from 'js-yaml';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../environments';
import type { KubernetesObject } from '../../models/kubernetes';
import { namespaces, objects as names } from '../../models/names';
import { kubernetes } from '../../models/versions';
import { binaryOf } from '../../scripts/tool-binaries';
import { company } from '../rules/company';
import { unaccepted } from '../stacks/scan/accepted';
import { objectionsTo } from '../stacks/scan/kube-score';
import { committed, committedEnvironments } from '../stacks/synthesised';
import { complaintsIn, warningEvents } from './configuration/complaints';
import { writtenConfiguration, type WrittenConfiguration } from './configuration/written';
import { clusterObjects, type ClusterObjects } from './control-plane/cluster-objects';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { startElasticOperator, startPrometheusOperator, type Operator } from './control-plane/operators';
import { broughtSecrets } from './manifests/brought-secrets';
import { install, installDefinitions } from './manifests/install';
import { keptElsewhere } from './manifests/kept-elsewhere';
import { acceptedOfOperators } from './scan/accepted';
import { madeByOperators } from './scan/made-by-operators';
import { stackObjects } from './manifests/stack-objects';

/** A model that is scraped over TLS and with a token, which no committed entry is. */
function secured(environment: Environment): Environment {
  const [first, ...others] = environment.models;
  if (first === undefined) throw new Error('there is no model');
  const access = {
    scheme: 'https',
    tls: { ca: 'serving-ca', serverName: 'serving' },
    token: 'scrape-token',
  } as const;
  const sources = first.sources.map((source) => ({ ...source, ...access }));
  return { ...environment, name: 'secured', models: [{ ...first, sources }, ...others] };
}

const environments = [
  ...committedEnvironments(),
  ...keptElsewhere(),
  { ...company(), name: 'company' },
  secured(committed('dev')),
].map((environment) => [environment.name, environment] as const);

/** What the operator makes pods of. */
interface StatefulSet {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly volumes: readonly { readonly configMap?: { readonly name: string } }[];
      };
    };
  };
}

/** The last steps of every job where there are two shards; a monitor may have set the label before. */
const sharingBy = (address: string): readonly object[] => [
  {
    source_labels: [address, '__tmp_hash'],
    target_label: '__tmp_hash',
    regex: '(.+);',
    replacement: '$1',
    action: 'replace',
  },
  { source_labels: ['__tmp_hash'], target_label: '__tmp_hash', modulus: 2, action: 'hashmod' },
  { source_labels: ['__tmp_hash', '__tmp_disable_sharding'], regex: '$(SHARD);|.+;.+', action: 'keep' },
];

/** Jobs that the operator makes of monitors and probes. */
const jobsOf = (objects: readonly KubernetesObject[]): readonly string[] =>
  objects
    .flatMap(({ kind, metadata: { namespace, name }, spec }) => {
      const { podMetricsEndpoints = [] } = (spec ?? {}) as {
        readonly podMetricsEndpoints?: readonly unknown[];
      };
      if (kind === 'Probe') return [`probe/${namespace}/${name}`];
      if (kind !== 'PodMonitor') return [];
      return podMetricsEndpoints.map((_, index) => `podMonitor/${namespace}/${name}/${index}`);
    })
    .sort();

/** Rules by the name of their object, as the operator names files after it. */
const rulesOf = (objects: readonly KubernetesObject[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    objects
      .filter(({ kind }) => kind === 'PrometheusRule')
      .map(({ metadata: { namespace, name }, spec }) => [`${namespace}-${name}`, spec]),
  );

const writtenRules = ({ rules }: WrittenConfiguration): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(rules).map(([name, text]) => [
      name.replace(/-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.yaml$/, ''),
      load(text),
    ]),
  );

describe('the operators', () => {
  let plane: ControlPlane;
  let cluster: ClusterObjects;
  let operators: readonly Operator[] = [];

  beforeAll(async () => {
    plane = await startControlPlane();
    cluster = clusterObjects(plane.api, true);
    await installDefinitions(cluster);
  });
  // Fresh ones for each environment: what they say while the last one is taken away is about nothing.
  beforeEach(async () => {
    operators = [await startPrometheusOperator(plane), await startElasticOperator(plane)];
  });
  afterAll(() => plane.stop());

  const complaints = async (): Promise<readonly string[]> => [
    ...operators.flatMap(({ log }) => complaintsIn(log())),
    ...(await warningEvents(plane.api)),
  ];

  /** What operators made, and what they said: nobody collects what belongs to what is gone. */
  async function clear(): Promise<void> {
    const kinds = [
      ...['/api/v1#secrets', '/api/v1#configmaps', '/api/v1#services', '/apis/apps/v1#statefulsets'],
      ...['/apis/apps/v1#daemonsets', '/apis/apps/v1#deployments', '/apis/events.k8s.io/v1#events'],
    ];
    for (const namespace of [...Object.values(namespaces), 'default', 'kube-system'])
      for (const kind of kinds) await plane.api.ask('DELETE', kind.replace('#', `/namespaces/${namespace}/`));
  }

  async function takeAway(objects: readonly KubernetesObject[]): Promise<void> {
    for (const { stop } of operators) await stop();
    for (const object of [...objects].reverse()) await cluster.remove(object);
    await clear();
  }

  test.each(environments)('take every object of %s, and leave none out', async (name, environment) => {
    const objects = stackObjects(join(plane.run.folder, name), environment)
      .flatMap(({ objects: own }) => own)
      .filter(({ kind }) => !kind.endsWith('WebhookConfiguration'));
    const brought = broughtSecrets(environment, plane.authority);
    const isNamespace = ({ kind }: KubernetesObject): boolean => kind === 'Namespace';
    try {
      await install(cluster, [...objects.filter(isNamespace), ...brought]);
      await install(cluster, objects);
      let written: WrittenConfiguration | undefined;
      await eventually('the operator has written all', 60_000, async () => {
        written = await writtenConfiguration(plane.api);
        expect(written.prometheus.scrape_configs.map(({ job_name }) => job_name).sort()).toEqual(
          jobsOf(objects),
        );
        expect(writtenRules(written)).toEqual(rulesOf(objects));
        return undefined;
      });
      await eventually('what refers to Elasticsearch has it', 60_000, async () => {
        const waiting = await Promise.all(objects.map((object) => unassociated(object)));
        return waiting.flat().length === 0 ? undefined : waiting.flat().join(', ');
      });
      expect(await complaints()).toEqual([]);
      if (written !== undefined) expect(refusals(written)).toEqual([]);
      expect(await objections()).toEqual([]);
    } finally {
      await takeAway(objects);
    }
  });

  // What docs/scaling.md says of shards: half of the targets each, and rules that see no more than that.
  test('share targets out by their address where there are shards, and give each of them every rule', async () => {
    const kinds = [
      ...['Namespace', 'Secret', 'Prometheus', 'Alertmanager'],
      ...['PodMonitor', 'Probe', 'PrometheusRule'],
    ];
    const objects = stackObjects(join(plane.run.folder, 'shards'), committed('dev'))
      .flatMap(({ objects: own }) => own)
      .filter(({ kind }) => kinds.includes(kind))
      .map((object) =>
        object.kind === 'Prometheus'
          ? { ...object, spec: { ...(object['spec'] as object), shards: 2 } }
          : object,
      );
    await install(cluster, objects);
    let written: WrittenConfiguration | undefined;
    const sets = `/apis/apps/v1/namespaces/${namespaces.monitoring}/statefulsets`;
    let shards: readonly StatefulSet[] = [];
    await eventually('the operator has written all', 60_000, async () => {
      written = await writtenConfiguration(plane.api);
      expect(written.prometheus.scrape_configs.map(({ job_name }) => job_name).sort()).toEqual(
        jobsOf(objects),
      );
      const { items } = (await plane.api.ask('GET', sets)).body as { readonly items: readonly StatefulSet[] };
      const first = `prometheus-${names.prometheusStack}-`;
      shards = items.filter(({ metadata }) => metadata.name.startsWith(first));
      expect(shards).toHaveLength(2);
      return undefined;
    });
    for (const { job_name, relabel_configs } of written?.prometheus.scrape_configs ?? []) {
      const last = sharingBy(job_name.startsWith('probe/') ? '__param_target' : '__address__');
      expect({ job_name, last: relabel_configs.slice(-3) }).toEqual({ job_name, last });
    }
    const mounted = shards.map(({ spec }) =>
      spec.template.spec.volumes.flatMap(({ configMap }) => configMap?.name ?? []).sort(),
    );
    expect(mounted[0]).toContain('prometheus-kube-prometheus-stack-prometheus-rulefiles-0');
    expect(mounted[1]).toEqual(mounted[0]);
    await takeAway(objects);
  });

  test('say what they leave out: an invalid rule fails the run', async () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespaces.observatory } };
    const invalid = { groups: [{ name: 'g', rules: [{ alert: 'A', expr: 'sum(' }] }] };
    const rule: KubernetesObject = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'invalid', namespace: namespaces.observatory },
      spec: invalid,
    };
    const platform = stackObjects(join(plane.run.folder, 'last'), committed('dev'))
      .flatMap(({ objects: own }) => own)
      .filter(({ kind }) => ['Namespace', 'Prometheus'].includes(kind));
    await install(cluster, [namespace, ...platform, rule]);
    await eventually('somebody complains', 30_000, async () =>
      (await complaints()).some((line) => line.includes('invalid')) ? undefined : 'nobody does',
    );
    expect(operators.flatMap(({ log }) => complaintsIn(log())).join('\n')).toContain(
      'skipping prometheusrule',
    );
    expect((await warningEvents(plane.api)).join('\n')).toContain(
      'InvalidConfiguration PrometheusRule invalid',
    );
  });

  /** What a scanner has against the pods that operators make, beside policies and budgets about them. */
  async function objections(): Promise<readonly string[]> {
    const made = await madeByOperators(plane.api);
    // Of Prometheus, Alertmanager, Logstash and Filebeat at least.
    expect(made.filter(({ kind }) => /Set$/.test(kind)).length).toBeGreaterThanOrEqual(4);
    return unaccepted(objectionsTo(made, `v${kubernetes[0]}`), acceptedOfOperators);
  }

  /** Objects of Elastic that refer to another one and have not found it. */
  async function unassociated(object: KubernetesObject): Promise<readonly string[]> {
    const { elasticsearchRef, elasticsearchRefs } = (object['spec'] ?? {}) as {
      readonly elasticsearchRef?: unknown;
      readonly elasticsearchRefs?: readonly unknown[];
    };
    if (elasticsearchRef === undefined && (elasticsearchRefs ?? []).length === 0) return [];
    const { body } = await cluster.read(object);
    const { status } = body as { readonly status?: Readonly<Record<string, unknown>> };
    const told = JSON.stringify(
      status?.['associationStatus'] ?? status?.['elasticsearchAssociationStatus'] ?? status ?? 'nothing',
    );
    return told.includes('Established') ? [] : [`${object.kind}: ${told}`];
  }

  /** What Prometheus' and Alertmanager's own checkers have against the written files. */
  function refusals({ prometheus, rules, alertmanager, templates }: WrittenConfiguration): readonly string[] {
    const file = (name: string, text: string): string => {
      const path = join(plane.run.folder, name);
      writeFileSync(path, text);
      return path;
    };
    for (const [name, text] of Object.entries(templates)) file(name, text);
    const parsed = load(alertmanager) as object;
    const commands = [
      [
        binaryOf('promtool'),
        'check',
        'config',
        '--syntax-only',
        file('prometheus.yaml', JSON.stringify(prometheus)),
      ],
      [
        binaryOf('promtool'),
        'check',
        'rules',
        ...Object.entries(rules).map(([name, text]) => file(name, text)),
      ],
      [
        binaryOf('amtool'),
        'check-config',
        file(
          'alertmanager.yaml',
          JSON.stringify({
            ...parsed,
            templates: Object.keys(templates).map((name) => join(plane.run.folder, name)),
          }),
        ),
      ],
    ] as const;
    return commands.flatMap(([command, ...args]) => {
      const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
      return status === 0 ? [] : [`${args.slice(0, 2).join(' ')}: ${stdout}${stderr}`];
    });
  }
});
