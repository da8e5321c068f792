import { gpuOperatorWorkload } from './gpu-operator';
import { at, listAt, ofTemplate, type Container, type Fields, type Workload } from './workload';

/** What prometheus-operator gives every container that it makes. */
const ofPrometheusOperator: Fields = {
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

const single = { replicas: 1, spread: undefined, budget: false } as const;

/** One container of a chart that has its settings at the top of its values. */
const container = (name: string, values: unknown, context = 'securityContext'): Container => ({
  name,
  resources: at(values, 'resources'),
  securityContext: at(values, context),
});

function monitored(name: 'prometheus' | 'alertmanager', values: Fields): Workload {
  const own = at(values, name);
  const spec = at(own, `${name}Spec`);
  return {
    name,
    replicas: Number(at(spec, 'replicas')),
    containers: [
      { name, resources: at(spec, 'resources'), securityContext: ofPrometheusOperator },
      {
        name: 'config-reloader',
        resources: at(values, 'prometheusOperator', 'prometheusConfigReloader', 'resources'),
        securityContext: ofPrometheusOperator,
      },
    ],
    securityContext: at(spec, 'securityContext'),
    priority: at(spec, 'priorityClassName'),
    token: at(spec, 'automountServiceAccountToken'),
    asksApiServer: name === 'prometheus',
    spread: at(spec, 'topologySpreadConstraints'),
    budget: at(own, 'podDisruptionBudget', 'enabled') === true,
    storage: at(spec, name === 'prometheus' ? 'storageSpec' : 'storage') ?? false,
  };
}

/** A Deployment of our own, which keeps nothing and asks the API server for nothing. */
export const deploymentOf = (object: Fields): Workload => {
  const { volumes: _, ...pods } = ofTemplate(at(object, 'spec', 'template'));
  return {
    ...pods,
    name: String(at(object, 'metadata', 'name')),
    replicas: Number(at(object, 'spec', 'replicas')),
    asksApiServer: false,
    budget: false,
  };
};

/** A Prometheus beside the chart's: an object of our own. */
export const prometheusOf = (object: Fields, reloader: unknown): Workload => {
  const spec = at(object, 'spec');
  return {
    ...single,
    name: String(at(object, 'metadata', 'name')),
    replicas: Number(at(spec, 'replicas')),
    containers: [
      { name: 'prometheus', resources: at(spec, 'resources'), securityContext: ofPrometheusOperator },
      { name: 'config-reloader', resources: reloader, securityContext: ofPrometheusOperator },
    ],
    securityContext: at(spec, 'securityContext'),
    priority: at(spec, 'priorityClassName'),
    token: at(spec, 'automountServiceAccountToken'),
    // One without a token keeps what others found.
    asksApiServer: at(spec, 'automountServiceAccountToken') !== false,
    spread: at(spec, 'topologySpreadConstraints'),
    storage: at(spec, 'storage') ?? false,
  };
};

/** A Job of our own: it keeps nothing, and is there once. */
export const jobOf = (object: Fields): Workload => ({
  ...single,
  ...ofTemplate(at(object, 'spec', 'template')),
  name: String(at(object, 'metadata', 'name')),
  asksApiServer: false,
});

function kubePrometheusStack(values: Fields): readonly Workload[] {
  const operator = at(values, 'prometheusOperator');
  const webhooks = at(operator, 'admissionWebhooks');
  const state = at(values, 'kube-state-metrics');
  const nodes = at(values, 'prometheus-node-exporter');
  const grafana = at(values, 'grafana');
  const common = (own: unknown) => ({
    ...single,
    securityContext: at(own, 'securityContext'),
    priority: at(own, 'priorityClassName'),
  });
  return [
    monitored('prometheus', values),
    monitored('alertmanager', values),
    {
      ...common(operator),
      name: 'prometheus-operator',
      containers: [container('operator', operator, 'containerSecurityContext')],
      token: true,
      asksApiServer: true,
    },
    {
      ...common(at(webhooks, 'patch')),
      name: 'admission-webhooks',
      containers: ['createSecretJob', 'patchWebhookJob'].map((job) => ({
        name: job,
        resources: at(webhooks, 'patch', 'resources'),
        securityContext: at(webhooks, job, 'securityContext'),
      })),
      // Over within seconds, and before anything else.
      priority: 'none',
      token: true,
      asksApiServer: true,
    },
    {
      ...common(state),
      name: 'kube-state-metrics',
      containers: [container('kube-state-metrics', state, 'containerSecurityContext')],
      token: true,
      asksApiServer: true,
    },
    {
      ...common(nodes),
      name: 'node-exporter',
      containers: [container('node-exporter', nodes, 'containerSecurityContext')],
      token: false,
      asksApiServer: false,
      brought: ['host network', 'host processes', 'host path'],
    },
    ...(at(grafana, 'enabled') === false
      ? []
      : [
          {
            ...common(grafana),
            name: 'grafana',
            containers: [
              container('grafana', grafana, 'containerSecurityContext'),
              container('sidecar', at(grafana, 'sidecar')),
              ...(at(grafana, 'initChownData', 'enabled') === false
                ? []
                : [{ name: 'init-chown-data', securityContext: { runAsUser: 0 } }]),
            ],
            token: true,
            asksApiServer: true,
            storage: at(grafana, 'persistence', 'enabled') ?? false,
          },
        ]),
  ];
}

function exporter(name: string, values: Fields, settings: Partial<Workload> = {}): Workload {
  return {
    ...single,
    name,
    containers: [container(name, values)],
    securityContext: at(values, 'podSecurityContext'),
    priority: at(values, 'priorityClassName'),
    token: at(values, 'automountServiceAccountToken'),
    asksApiServer: false,
    ...settings,
  };
}

function eckStack(values: Fields): readonly Workload[] {
  const sets = listAt(values, 'eck-elasticsearch', 'nodeSets').map((set): Workload => {
    const { volumes: _, ...pod } = ofTemplate(at(set, 'podTemplate'));
    return {
      ...pod,
      name: `elasticsearch-${String(at(set, 'name'))}`,
      replicas: Number(at(set, 'count')),
      asksApiServer: false,
      budget: at(values, 'eck-elasticsearch', 'podDisruptionBudget', 'disabled') !== true,
      storage: listAt(set, 'volumeClaimTemplates').length > 0,
    };
  });
  const others = (['kibana', 'logstash'] as const).flatMap((name): readonly Workload[] => {
    const own = at(values, `eck-${name}`);
    if (own === undefined || at(own, 'enabled') === false) return [];
    const { volumes: _, ...pod } = ofTemplate(at(own, 'podTemplate'));
    return [
      {
        ...pod,
        name,
        replicas: Number(at(own, 'count')),
        asksApiServer: false,
        // The operator makes none; the stack holds it beside the release.
        budget: false,
        ...(name === 'logstash' ? { storage: listAt(own, 'volumeClaimTemplates').length > 0 } : {}),
      },
    ];
  });
  const beat = at(values, 'eck-beats', 'daemonSet', 'podTemplate');
  if (beat === undefined) return [...sets, ...others];
  const { volumes, ...pod } = ofTemplate(beat);
  const filebeat: Workload = {
    ...pod,
    ...single,
    name: 'filebeat',
    asksApiServer: true,
    brought: volumes.some((volume) => at(volume, 'hostPath') !== undefined) ? ['host path'] : [],
  };
  return [...sets, ...others, filebeat];
}

/** Where the pods of each chart have their settings. A chart that is not here is one that nobody has looked at. */
export const workloadsOfChart: Readonly<Record<string, (values: Fields) => readonly Workload[]>> = {
  'kube-prometheus-stack': kubePrometheusStack,
  'eck-stack': eckStack,
  'eck-operator': (values) => [
    exporter('elastic-operator', values, {
      replicas: Number(values['replicaCount']),
      token: true,
      asksApiServer: true,
      spread: at(values, 'affinity', 'podAntiAffinity'),
      budget: at(values, 'podDisruptionBudget', 'enabled') === true,
    }),
  ],
  'prometheus-pushgateway': (values) => [
    exporter('pushgateway', values, {
      containers: [container('pushgateway', values, 'containerSecurityContext')],
      securityContext: values['securityContext'],
      storage: at(values, 'persistentVolume', 'enabled') ?? false,
    }),
  ],
  'prometheus-blackbox-exporter': (values) => [
    exporter('blackbox-exporter', values, {
      replicas: Number(values['replicas']),
      spread: values['topologySpreadConstraints'],
      budget: values['podDisruptionBudget'] !== undefined,
    }),
  ],
  'prometheus-elasticsearch-exporter': (values) => [
    exporter('elasticsearch-exporter', values, {
      token: at(values, 'serviceAccount', 'automountServiceAccountToken'),
    }),
  ],
  'dcgm-exporter': (values) => [exporter('dcgm-exporter', values, { token: false, brought: ['host path'] })],
  'nvidia-device-plugin': (values) => [
    exporter('nvidia-device-plugin', values, {
      token: true,
      asksApiServer: true,
      // It chooses its contexts by its configuration, and has a second agent for sharing by processes.
      containers: [{ name: 'nvidia-device-plugin', resources: values['resources'], securityContext: {} }],
      brought: ['host processes', 'host path', 'root', 'capability SYS_ADMIN', 'privileged container'],
    }),
  ],
  'gpu-operator': (values) => [gpuOperatorWorkload(values)],
  'prometheus-operator-crds': () => [],
  'eck-operator-crds': () => [],
};
