import type { Environment } from '../../environments';
import { objects } from '../../models/names';
import { receiverSecrets } from '../../rules';
import { broughtSecrets, namedSecrets } from '../../stacks/security/brought-secrets';
import { privilegedWorkloads } from '../../stacks/security/privileged-workloads';
import { company } from '../rules/company';
import { placedWorkloads, type Stacks } from './policy/placed-workloads';
import {
  beyondRestricted,
  fallingTogether,
  forgetful,
  unrecordedPrivileges,
  unusedTokens,
  withoutLimits,
  withoutPriority,
} from './policy/pods';
import { shorterThan, unprotected, weakerThan } from './policy/prod';
import { secretValues, undocumentedSecrets, unpinnedImages } from './policy/texts';
import {
  committed,
  committedEnvironments,
  overAllPlatforms,
  overTwoClusters,
  synthesised,
  withBoardsAsFiles,
  withSeveralPrometheus,
  type Arguments,
} from './synthesised';

const fleet = overAllPlatforms();
/** The committed environments, and those that have what they lack: clusters, platforms, receivers, boards as files. */
const environments = [
  ...committedEnvironments(),
  overTwoClusters(),
  fleet,
  { ...company(), name: 'company' },
  withBoardsAsFiles(),
  withSeveralPrometheus(),
];
const all = synthesised(environments);

const of = (name: string): Stacks =>
  Object.fromEntries(Object.entries(all).filter(([stack]) => stack.startsWith(`${name}-`)));

/** Names of Secrets that people bring for an environment, or that operators make, and of keys within them. */
const names = (environment: Environment): readonly string[] => [
  ...[...broughtSecrets, ...namedSecrets(environment)].map(({ name }) => name),
  objects.alertmanagerSecret,
  objects.elasticsearchCertificate,
  objects.logstashCertificate,
  ...receiverSecrets(environment),
  ...[environment.grafana.ingress?.tlsSecret].filter((name) => name !== undefined),
  ...environment.models.flatMap(({ sources }) =>
    sources.flatMap(({ token, tls }) => [token, tls?.ca].filter((name) => name !== undefined)),
  ),
  'admin-password',
  'password',
  'token',
];
const known = environments.flatMap(names);

/** Whether a stack is of a protected environment. */
const inProtected = (stack: string): boolean =>
  environments.some((environment) => environment.protected && stack.startsWith(`${environment.name}-`));

/** The stacks with one resource of prod changed. */
function spoiled(stack: string, address: string, change: (text: string) => string): Stacks {
  const before = all[stack];
  const resource = before?.resources[address];
  if (before === undefined || resource === undefined) throw new Error(`there is no ${stack} ${address}`);
  const text = JSON.stringify(resource);
  const changed = change(text);
  // A spoiling that spoils nothing would prove nothing.
  if (changed === text) throw new Error(`nothing of ${stack} ${address} has changed`);
  const resources = { ...before.resources, [address]: JSON.parse(changed) as Arguments };
  return { ...all, [stack]: { ...before, resources } };
}

/** The same, where a field of the values of a release has another value; undefined takes it out. */
const withValue = (stack: string, release: string, path: string, value: unknown): Stacks =>
  spoiled(stack, `helm_release.${release}`, (text) => {
    const resource = JSON.parse(text) as { values: [string] };
    const values = JSON.parse(resource.values[0]) as Record<string, unknown>;
    const keys = path.split('/');
    const last = keys.pop() ?? '';
    const parent = keys.reduce((found, key) => found[key] as Record<string, unknown>, values);
    parent[last] = value;
    return JSON.stringify({ ...resource, values: [JSON.stringify(values)] });
  });

const stack = 'kube-prometheus-stack';

interface Case {
  readonly check: string;
  readonly problems: (stacks: Stacks) => readonly string[];
  readonly spoil: () => Stacks;
  readonly told: RegExp;
}

const cases: readonly Case[] = [
  {
    check: 'no image is whatever is there today',
    problems: unpinnedImages,
    spoil: () =>
      withValue(
        'prod-logging',
        'eck-stack',
        'eck-logstash/podTemplate/spec/containers/1/image',
        'a/b:latest',
      ),
    told: /^prod-logging.*the image "a\/b:latest" is not of one version$/,
  },
  {
    check: 'no image is without a version',
    problems: unpinnedImages,
    spoil: () =>
      withValue(
        'prod-logging',
        'eck-stack',
        'eck-logstash/podTemplate/spec/containers/1/image',
        'host:5000/a/b',
      ),
    told: /the image "host:5000\/a\/b"/,
  },
  {
    check: 'what a pod may do beyond its own is on record',
    problems: unrecordedPrivileges,
    spoil: () =>
      withValue('prod-platform', stack, 'alertmanager/alertmanagerSpec/securityContext/runAsUser', 0),
    told: /^prod-platform: monitoring\/alertmanager has root, which is on no record$/,
  },
  {
    check: 'pods of restricted namespaces meet that level',
    problems: beyondRestricted,
    spoil: () => withValue('prod-platform', stack, 'grafana/initChownData', undefined),
    told: /^prod-platform: monitoring\/grafana init-chown-data (?:keeps capabilities|may get privileges)$/,
  },
  {
    check: 'namespaces enforce a level',
    problems: beyondRestricted,
    spoil: () =>
      spoiled('prod-platform', 'kubernetes_namespace_v1.logging', (text) =>
        text.replace('enforce":"restricted', 'enforce":"baseline'),
      ),
    told: /^prod-(?:platform|logging): logging\/[a-z0-9-]+ lies in a namespace that enforces baseline$/,
  },
  {
    check: 'every container has requests and a limit of memory',
    problems: withoutLimits,
    spoil: () => withValue('dev-platform', 'prometheus-pushgateway', 'resources/limits', undefined),
    told: /^dev-platform: monitoring\/pushgateway pushgateway has no limits.memory$/,
  },
  {
    check: 'nothing is the first to go on a full node',
    problems: withoutPriority,
    spoil: () => withValue('dev-platform', 'eck-operator', 'priorityClassName', undefined),
    told: /^dev-platform: logging\/elastic-operator has no class/,
  },
  {
    check: 'replicas do not lie on one node',
    problems: fallingTogether,
    spoil: () =>
      withValue(
        'prod-logging',
        'eck-stack',
        'eck-kibana/podTemplate/spec/topologySpreadConstraints',
        undefined,
      ),
    told: /^prod-logging: logging\/kibana may lie on one node$/,
  },
  {
    check: 'replicas are not drained all at once',
    problems: fallingTogether,
    spoil: () =>
      spoiled('prod-logging', 'kubernetes_pod_disruption_budget_v1.logstash', (text) =>
        text.replace('logstash.k8s.elastic.co/name', 'logstash.k8s.elastic.co/nam'),
      ),
    told: /^prod-logging: logging\/logstash may be drained all at once$/,
  },
  {
    check: 'no pod has a token that it does not use',
    problems: unusedTokens,
    spoil: () =>
      withValue(
        'prod-logging',
        'eck-stack',
        'eck-logstash/podTemplate/spec/automountServiceAccountToken',
        undefined,
      ),
    told: /^prod-logging: logging\/logstash has a token/,
  },
  {
    check: 'prod keeps its state outside its pods',
    problems: (stacks) =>
      forgetful(Object.fromEntries(Object.entries(stacks).filter(([name]) => name.startsWith('prod-')))),
    spoil: () => withValue('prod-platform', stack, 'alertmanager/alertmanagerSpec/storage', undefined),
    told: /^prod-platform: monitoring\/alertmanager keeps its state in its pod$/,
  },
  {
    check: 'nothing that lasts goes with one command',
    problems: (stacks) => unprotected(stacks, inProtected),
    spoil: () =>
      withValue('prod-logging', 'eck-stack', 'eck-elasticsearch/volumeClaimDeletePolicy', undefined),
    told: /deletes the logs with Elasticsearch$/,
  },
  {
    check: 'what cannot be made again is not destroyed where an environment is protected',
    problems: (stacks) => unprotected(stacks, inProtected),
    spoil: () =>
      spoiled('prod-elastic', 'elasticstack_elasticsearch_data_stream.logs-ml_inference-prod', (text) =>
        text.replace('"prevent_destroy":true', '"prevent_destroy":false'),
      ),
    told: /may be destroyed$/,
  },
  {
    check: 'every Secret that is named is documented',
    problems: (stacks) => undocumentedSecrets(stacks, known),
    spoil: () => withValue('prod-platform', stack, 'grafana/admin/existingSecret', 'another'),
    told: /grafana.admin.existingSecret: nobody is told of the Secret "another"$/,
  },
  {
    check: 'no secret has a value in a setting',
    problems: (stacks) => secretValues(stacks, known),
    spoil: () => withValue('prod-platform', stack, 'grafana/adminPassword', 'hunter2'),
    told: /grafana.adminPassword: a value of a secret$/,
  },
  {
    check: 'no secret has a value inside a text',
    problems: (stacks) => secretValues(stacks, known),
    spoil: () =>
      spoiled('prod-models', 'kubernetes_secret_v1.alertmanager', (text) =>
        text.replace('routing_key_file: ', 'routing_key: 0123abc # '),
      ),
    told: /a value of a secret in "routing_key: 0123abc"$/,
  },
  {
    check: 'nobody is let in with the password that everybody tries first',
    problems: (stacks) => secretValues(stacks, known),
    spoil: () => withValue('prod-platform', stack, 'grafana/env/GF_AUTH_USER', 'admin'),
    told: /"admin" is what everybody tries first$/,
  },
];

describe('in every environment', () => {
  it.each(cases)('$check, and who breaks it is told', ({ problems, spoil, told }) => {
    expect(problems(all)).toEqual([]);
    const found = problems(spoil());
    expect(found).not.toEqual([]);
    expect(found.filter((problem) => !told.test(problem))).toEqual([]);
  });

  it('nothing is on the record of privileges that nobody has', () => {
    const more = privilegedWorkloads.map((one) =>
      one.workload === 'filebeat' ? { ...one, allowed: [...one.allowed, 'host network' as const] } : one,
    );
    expect(unrecordedPrivileges(all, more)).toEqual([
      'node-agents/filebeat is recorded with host network, which nobody has',
    ]);
  });

  it('every chart has been looked at for the pods that it brings', () => {
    expect(() =>
      placedWorkloads(
        spoiled('dev-platform', 'helm_release.prometheus-pushgateway', (text) =>
          text.replace('"chart":"prometheus-pushgateway"', '"chart":"another"'),
        ),
      ),
    ).toThrow('nobody has said where the pods of another have their settings');
    expect(() =>
      placedWorkloads(
        spoiled('dev-models', 'helm_release.shared', (text) =>
          text.replace(String.raw`\"kind\":\"PrometheusRule\"`, String.raw`\"kind\":\"DaemonSet\"`),
        ),
      ),
    ).toThrow('nobody has said whether a DaemonSet makes pods');
  });
});

describe('prod', () => {
  const [staging, prod] = [committed('staging'), committed('prod')];

  it('has at least the replicas of staging', () => {
    expect(weakerThan(of('staging'), of('prod'))).toEqual([]);
    const strong = withValue('staging-platform', stack, 'prometheus/prometheusSpec/replicas', 3);
    const stagingStacks = Object.fromEntries(
      Object.entries(strong).filter(([name]) => name.startsWith('staging-')),
    );
    expect(weakerThan(stagingStacks, of('prod'))).toEqual(["prometheus has 2 of staging's 3 replicas"]);
  });

  it('keeps everything at least as long as staging', () => {
    expect(shorterThan(staging, prod)).toEqual([]);
    expect(
      shorterThan(prod, { ...prod, retention: { ...prod.retention, logs: staging.retention.logs } }),
    ).toEqual(['logs are kept for less time than in staging']);
  });
});
