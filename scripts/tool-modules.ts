/** A Go module in `tools/`, and what is built of it. */
export interface ToolModule {
  /** Package of each binary. */
  readonly binaries: Readonly<Record<string, string>>;
  /** `live` is built for `npm run test:live` only, because it takes long. */
  readonly for: 'tests' | 'live';
  readonly tags?: string;
  /** A variable of the program that is to hold the version of the module that it is from. */
  readonly stamp?: { readonly variable: string; readonly module: string };
  /** The oldest version that will do, as `major.minor`. */
  readonly minimum: readonly [number, number];
  /** Arguments with which a binary tells its version, and what it then says. */
  readonly version: readonly string[];
  readonly says: (binary: string) => RegExp;
}

/** How Prometheus and everything around it tells its version. */
const named = (binary: string): RegExp => new RegExp(`^${binary}, version`);

/** The real binaries that tests and the preview run. */
export const modules = {
  prometheus: {
    binaries: {
      prometheus: 'github.com/prometheus/prometheus/cmd/prometheus',
      promtool: 'github.com/prometheus/prometheus/cmd/promtool',
    },
    for: 'tests',
    // Cloud discovery is most of the build and none of the need.
    tags: 'remove_all_sd,enable_kubernetes_sd',
    // Rule tests read a time of their own since 3.9; the module's v0.315 is release 3.15.
    minimum: [3, 9],
    version: ['--version'],
    says: named,
  },
  alertmanager: {
    binaries: {
      alertmanager: 'github.com/prometheus/alertmanager/cmd/alertmanager',
      amtool: 'github.com/prometheus/alertmanager/cmd/amtool',
    },
    for: 'tests',
    minimum: [0, 31],
    version: ['--version'],
    says: named,
  },
  pint: {
    binaries: { pint: 'github.com/cloudflare/pint/cmd/pint' },
    for: 'tests',
    minimum: [0, 80],
    version: ['version'],
    // It does not tell its name, but a revision.
    says: () => / \(revision: .*\)$/m,
  },
  'kube-score': {
    binaries: { 'kube-score': 'github.com/zegl/kube-score/cmd/kube-score' },
    for: 'tests',
    minimum: [1, 20],
    version: ['version'],
    // Built from its module it knows no version of its own.
    says: () => /^kube-score version:/m,
  },
  actionlint: {
    binaries: { actionlint: 'github.com/rhysd/actionlint/cmd/actionlint' },
    for: 'tests',
    minimum: [1, 7],
    version: ['-version'],
    says: () => /^v?\d+\.\d+\.\d+\r?\ninstalled by/,
  },
  etcd: {
    binaries: { etcd: 'go.etcd.io/etcd/server/v3' },
    for: 'live',
    minimum: [3, 5],
    version: ['--version'],
    says: () => /^etcd Version:/m,
  },
  'kube-apiserver': {
    binaries: { 'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver' },
    for: 'live',
    // Clients cannot parse the version of a server that knows none.
    stamp: { variable: 'k8s.io/component-base/version.gitVersion', module: 'k8s.io/kubernetes' },
    minimum: [1, 33],
    version: ['--version'],
    says: () => /^Kubernetes v/m,
  },
  'prometheus-operator': {
    binaries: { 'prometheus-operator': 'github.com/prometheus-operator/prometheus-operator/cmd/operator' },
    for: 'live',
    minimum: [0, 93],
    version: ['--version'],
    says: () => /^prometheus-operator, version/m,
  },
  'eck-operator': {
    binaries: { 'eck-operator': 'github.com/elastic/cloud-on-k8s/v3/cmd' },
    for: 'live',
    minimum: [3, 5],
    version: ['--version'],
    says: () => /^elastic-operator version/m,
  },
  helm: {
    binaries: { helm: 'helm.sh/helm/v3/cmd/helm' },
    for: 'live',
    minimum: [3, 18],
    version: ['version', '--short'],
    says: () => /^v\d+\.\d+/m,
  },
  thanos: {
    binaries: { thanos: 'github.com/thanos-io/thanos/cmd/thanos' },
    for: 'live',
    // Otherwise its labels are another type than those of Prometheus, and it does not build.
    tags: 'slicelabels',
    minimum: [0, 42],
    version: ['--version'],
    says: named,
  },
  certificates: {
    // Our own: of what issues certificates, no two machines have the same.
    binaries: { certificates: 'model-observatory/tools/certificates' },
    for: 'live',
    minimum: [1, 0],
    version: ['-version'],
    says: () => /^certificates version/m,
  },
  opentofu: {
    binaries: { tofu: 'github.com/opentofu/opentofu/cmd/tofu' },
    for: 'live',
    // As `constraints.terraform` says: OpenTofu numbers its releases on from where it left Terraform.
    minimum: [1, 10],
    version: ['version'],
    says: () => /^OpenTofu v/m,
  },
  filebeat: {
    binaries: { filebeat: 'github.com/elastic/beats/v7/filebeat' },
    for: 'live',
    minimum: [9, 0],
    version: ['version'],
    says: () => /^filebeat version/m,
  },
  lumberjack: {
    binaries: { lumberjack: 'model-observatory/tools/lumberjack' },
    for: 'live',
    minimum: [1, 0],
    version: ['version'],
    says: () => /^lumberjack version/m,
  },
} as const satisfies Readonly<Record<string, ToolModule>>;

export type ModuleName = keyof typeof modules;

/** Go modules in `tools/` of which nothing is built, only their sources are read. */
export type SourceModule = 'external-secrets' | 'karpenter';

type NamesOf<T> = T extends unknown ? keyof T & string : never;
export type BinaryName = NamesOf<(typeof modules)[ModuleName]['binaries']>;

export const moduleNames = Object.keys(modules) as readonly ModuleName[];

/** Modules that one lane needs; the live lane runs what the tests run, and more. */
export const modulesFor = (lane: ToolModule['for']): readonly ModuleName[] =>
  moduleNames.filter((name) => lane === 'live' || modules[name].for === 'tests');

export const toolModule = (name: ModuleName): ToolModule => modules[name];

export function moduleOf(binary: BinaryName): ModuleName {
  const module = moduleNames.find((name) => binary in modules[name].binaries);
  if (module === undefined) throw new Error(`no module builds ${binary}`);
  return module;
}
