import { acceleratorNames, acceleratorOf } from '../models/accelerators';
import { nearest } from '../models/nearest';
import type { NamedCluster } from './cluster';
import type { EnvironmentFile } from './environment';
import type { GpuPool } from './gpu-pool';
import { checkNodeClasses } from './check-node-classes';
import { checkSharing } from './check-sharing';
import { checkPrices } from './gpu-price';
import { provisionerOn, provisionerPlatforms, type Provisioner } from './placed-pools';
import type { Report } from './report';

/** What only pools and clusters together can tell. */
export function checkGpuPools(file: EnvironmentFile, report: Report): void {
  const clusters = Object.entries(file.clusters)
    .map(([name, cluster]) => ({ ...cluster, name }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const [name, pool] of Object.entries(file.gpuPools)) {
    const at: Report = (path, message) => {
      report(['gpuPools', name, ...path], message);
    };
    checkProvisioners(pool, clusters, at);
    checkMade(pool, clusters, at);
    if (pool.computeClass !== undefined) checkComputeClass(name, pool, at);
    checkSharing(pool, clusters, at);
  }
  checkNodeClasses(file, report);
  checkPrices(file, report);
  checkPlugins(file, clusters, report);
}

/** What a user would write for each platform. */
const usual = { eks: 'karpenter', aks: 'karpenter', gke: 'computeClass', 'self-managed': undefined } as const;

/** Each cluster gets its nodes from somewhere, and nothing is said in vain. */
function checkProvisioners(pool: GpuPool, clusters: readonly NamedCluster[], at: Report): void {
  const ways = clusters.map((cluster) => ({ cluster, from: provisionerOn(pool, cluster.platform) }));
  const given = (['selector', 'karpenter', 'computeClass'] as const).filter((one) => pool[one] !== undefined);
  for (const one of given) {
    if (ways.some(({ from }) => from === one)) continue;
    at([one], `${whyUnused(one, clusters)}; ${insteadOf(one, pool, clusters)}`);
  }
  for (const { cluster, from } of ways) {
    // Said at what cannot be used there, where the pool says anything.
    if (from !== undefined || given.some((one) => !ways.some((way) => way.from === one))) continue;
    const way = usual[cluster.platform];
    at(
      [],
      `nothing says where the nodes of the pool come from in the cluster "${cluster.name}", which is ${cluster.platform}; write ${way === undefined ? '' : `${way}: to have them made there, or `}selector: with the labels of nodes that are there already`,
    );
  }
}

function whyUnused(one: Provisioner, clusters: readonly NamedCluster[]): string {
  const told = clusters.map(({ name, platform }) => `"${name}" is ${platform}`).join(', ');
  if (one === 'selector') return `no cluster has nodes of the pool already: they are made in all (${told})`;
  const title = one === 'karpenter' ? 'Karpenter' : 'a ComputeClass';
  const platforms = provisionerPlatforms[one].join(' and ');
  return `${title} makes nodes on ${platforms} only, and the cluster ${told}`;
}

function insteadOf(one: Provisioner, pool: GpuPool, clusters: readonly NamedCluster[]): string {
  if (one === 'selector') return 'take selector out, or what makes them';
  const lacking = clusters.find(({ platform }) => provisionerOn(pool, platform) === undefined);
  if (lacking === undefined) return `take ${one} out`;
  const way = usual[lacking.platform];
  return `write ${way === undefined ? '' : `${way}: instead, or `}selector: with the labels of nodes that are there already`;
}

/** Labels that only those who make nodes may put on them. */
const reserved =
  /(?:^|\.)(?:kubernetes\.io|k8s\.io|karpenter\.sh|k8s\.aws|azure\.com|amazonaws\.com|google\.com|gke\.io|nvidia\.com)\//;

/** What is needed to make nodes. */
function checkMade(pool: GpuPool, clusters: readonly NamedCluster[], at: Report): void {
  const made = new Set(clusters.map(({ platform }) => provisionerOn(pool, platform)));
  const { karpenter, computeClass, gpusPerNode, accelerator } = pool;
  if (!made.has('karpenter') && !made.has('computeClass')) return;
  for (const label of Object.keys(pool.labels).filter((one) => reserved.test(one)))
    at(
      ['labels', label],
      `the label belongs to Kubernetes, a cloud or NVIDIA; choose one of your own domain`,
    );
  if (gpusPerNode === undefined) {
    at(
      [],
      'nodes that are made need to be told from others with the same GPU; write gpusPerNode: with the GPUs of one',
    );
  } else if (karpenter !== undefined && karpenter.limits.gpus < gpusPerNode) {
    at(
      ['karpenter', 'limits', 'gpus'],
      `a limit of ${karpenter.limits.gpus} is less than the ${gpusPerNode} GPUs of one node, so there would be none; write at least ${gpusPerNode}`,
    );
  }
  const named = {
    karpenter: karpenter?.instanceTypes ?? karpenter?.instanceFamilies,
    computeClass: computeClass?.machineTypes,
  };
  const blind = (['karpenter', 'computeClass'] as const).find(
    (one) => made.has(one) && named[one] === undefined,
  );
  if (blind === undefined || acceleratorOf(accelerator) !== undefined) return;
  const hint = nearest(accelerator, acceleratorNames);
  const list = blind === 'karpenter' ? 'karpenter.instanceTypes' : 'computeClass.machineTypes';
  at(
    ['accelerator'],
    `nobody here knows which machines have "${accelerator}"; ${hint === undefined ? `known: ${acceleratorNames.join(', ')}` : `did you mean "${hint}"?`} Or name them in ${list}`,
  );
}

/** What GKE refuses. */
function checkComputeClass(name: string, pool: GpuPool, at: Report): void {
  if (/^(?:gke|autopilot)/.test(name))
    at(
      ['computeClass'],
      `GKE keeps names of ComputeClasses that begin with gke or autopilot to itself; call the pool something else than "${name}"`,
    );
  const known = acceleratorOf(pool.accelerator);
  if (known?.google === false)
    at(
      ['accelerator'],
      `Google has no "${pool.accelerator}"; choose one of ${acceleratorNames.filter((one) => acceleratorOf(one)?.google === true).join(', ')}`,
    );
}

/** Somebody must tell kubelets of the GPUs of nodes, and only one may. */
function checkPlugins(
  { gpuPools }: EnvironmentFile,
  clusters: readonly NamedCluster[],
  report: Report,
): void {
  const pools = Object.values(gpuPools);
  for (const { name, platform, gpuPlugin } of clusters) {
    const at = ['clusters', name];
    if (platform === 'gke' && gpuPlugin !== undefined && gpuPlugin !== 'provided') {
      report(
        [...at, 'gpuPlugin'],
        'GKE runs a device plugin of its own on every node with GPUs, and two would announce each GPU twice; take gpuPlugin out',
      );
    }
    const karpenter = pools.filter((pool) => provisionerOn(pool, platform) === 'karpenter');
    if (karpenter.length > 0 && gpuPlugin === undefined) {
      report(
        at,
        'a node that Karpenter makes gets no pod before something on it has announced its GPUs; write gpuPlugin: nvidia-device-plugin or gpu-operator, or provided where the cluster has one already',
      );
    }
    const automatic = karpenter.some((pool) => pool.karpenter?.nodeClass.kind === 'NodeClass');
    if (automatic && gpuPlugin !== undefined && gpuPlugin !== 'provided') {
      report(
        [...at, 'gpuPlugin'],
        'nodes of EKS Auto Mode bring a device plugin, and two would announce each GPU twice; write gpuPlugin: provided',
      );
    }
  }
}
