import type { KubernetesObject } from '../../../models/kubernetes';
import type { DeployedRelease } from '../../stacks/deployed';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The custom resources that kube-prometheus-stack makes of our values: the chart is in no Go module, so its templates
 * `prometheus.yaml` and `alertmanager.yaml` are told here for the values that we set, with the chart's defaults for what
 * the operator reads. What the chart brings beside them is its own.
 *
 * @throws Error for a value of which it is not told here what the chart makes
 */
export function kubePrometheusStackObjects(release: DeployedRelease): readonly KubernetesObject[] {
  const { namespace, values } = release;
  const { fullnameOverride, prometheus, alertmanager } = values as {
    readonly fullnameOverride: string;
    readonly prometheus: { readonly prometheusSpec: Fields };
    readonly alertmanager: { readonly alertmanagerSpec: Fields };
  };
  const { scheme, tlsConfig } = alertmanager.alertmanagerSpec;
  const asked = scheme === undefined ? {} : { scheme, tlsConfig };
  const metadata = (name: string): KubernetesObject['metadata'] => ({
    name: `${fullnameOverride}-${name}`,
    namespace,
    labels: { release: release.name },
  });
  return [
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: metadata('prometheus'),
      spec: {
        serviceAccountName: `${fullnameOverride}-prometheus`,
        alerting: {
          alertmanagers: [
            {
              namespace,
              name: `${fullnameOverride}-alertmanager`,
              port: 'http-web',
              pathPrefix: '/',
              ...asked,
              apiVersion: 'v2',
            },
          ],
        },
        ...selectors(release.name, prometheus.prometheusSpec),
        ...passedOn('prometheusSpec', withoutThanos(prometheus.prometheusSpec), {
          ...Object.fromEntries(selected.map((kind) => [`${kind}Selector`, `${kind}Selector`])),
          ...Object.fromEntries(
            [
              ...['replicas', 'retention', 'retentionSize', 'externalLabels', 'resources', 'remoteWrite'],
              ...['priorityClassName', 'securityContext', 'topologySpreadConstraints', 'web', ...enforced],
              ...['podMetadata', 'volumes'],
            ].map((name) => [name, name]),
          ),
          additionalAlertRelabelConfigsSecret: 'additionalAlertRelabelConfigs',
          storageSpec: 'storage',
        }),
        ...thanosOf(prometheus.prometheusSpec),
      },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Alertmanager',
      metadata: metadata('alertmanager'),
      spec: {
        serviceAccountName: `${fullnameOverride}-alertmanager`,
        alertmanagerConfigSelector: {},
        portName: 'http-web',
        ...passedOn('alertmanagerSpec', alertmanager.alertmanagerSpec, {
          ...Object.fromEntries(
            [
              ...['replicas', 'configSecret', 'secrets', 'additionalArgs', 'storage', 'resources'],
              ...['automountServiceAccountToken', 'priorityClassName', 'securityContext'],
              ...['topologySpreadConstraints', 'web', 'clusterTLS'],
            ].map((name) => [name, name]),
          ),
          // About how Prometheus asks it.
          scheme: undefined,
          tlsConfig: undefined,
          // Tells the chart to make no Secret of its own.
          useExistingSecret: undefined,
        }),
      },
    },
  ];
}

/** Limits that no monitor can go beyond. */
const enforced = [
  'enforcedBodySizeLimit',
  'enforcedSampleLimit',
  'enforcedTargetLimit',
  'enforcedLabelLimit',
  'enforcedLabelNameLengthLimit',
  'enforcedLabelValueLengthLimit',
];

const selected = ['podMonitor', 'probe', 'rule', 'scrapeConfig', 'serviceMonitor'];

/** Which objects Prometheus takes: all, or by default those of the chart's own release. */
const selectors = (release: string, spec: Fields): Fields =>
  Object.fromEntries(
    selected.flatMap((kind) => [
      [`${kind}NamespaceSelector`, {}],
      [
        `${kind}Selector`,
        spec[`${kind}SelectorNilUsesHelmValues`] === false ? {} : { matchLabels: { release } },
      ],
    ]),
  );

/** Values under the names that they have in the custom resource; `undefined` for what only the chart reads. */
const passedOn = (group: string, spec: Fields, names: Readonly<Record<string, string | undefined>>): Fields =>
  Object.fromEntries(
    Object.entries(spec)
      .filter(([name]) => !name.endsWith('SelectorNilUsesHelmValues'))
      .flatMap(([name, value]) => {
        if (!(name in names))
          throw new Error(
            `${group}.${name}: the live tests do not know what kube-prometheus-stack makes of it`,
          );
        const target = names[name];
        return target === undefined ? [] : [[target, value] as const];
      }),
  );

const withoutThanos = ({ thanos: _, ...spec }: Fields): Fields => spec;

/** The chart takes the Secret of the bucket by another name than the operator. */
function thanosOf({ thanos }: Fields): Fields {
  if (thanos === undefined) return {};
  const { objectStorageConfig, ...others } = thanos as {
    readonly objectStorageConfig?: { readonly existingSecret: Fields };
  };
  return {
    thanos: {
      ...others,
      ...(objectStorageConfig === undefined
        ? {}
        : { objectStorageConfig: objectStorageConfig.existingSecret }),
    },
  };
}
