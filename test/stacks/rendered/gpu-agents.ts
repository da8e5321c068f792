/** What NVIDIA's operator is told to run on nodes: its agents are no pods of the chart. */
export interface GpuAgents {
  /** Image of each agent that is switched on, by the name of its settings. */
  readonly images: Readonly<Record<string, string>>;
  /** Those whose pods use the network of their node. */
  readonly onHostNetwork: readonly string[];
  /** Those without a limit of memory. */
  readonly unlimited: readonly string[];
  readonly tolerations: unknown;
  readonly priority: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Agents of nodes that give GPUs to virtual machines; they are made where `sandboxWorkloads` is on. */
const ofSandboxes = [
  'ccManager',
  'kataManager',
  'kataSandboxDevicePlugin',
  'sandboxDevicePlugin',
  'vfioManager',
  'vgpuDeviceManager',
  'vgpuManager',
];

export function gpuAgentsOf(policy: unknown): GpuAgents {
  const { daemonsets, sandboxWorkloads, ...settings } = policy as Readonly<Record<string, Fields>>;
  const agents = Object.entries(settings).filter(
    ([name, agent]) =>
      typeof agent['image'] === 'string' &&
      agent['enabled'] !== false &&
      (sandboxWorkloads?.['enabled'] === true || !ofSandboxes.includes(name)),
  );
  return {
    images: Object.fromEntries(
      agents.map(([name, { repository, image, version }]) => [
        name,
        `${String(repository)}/${String(image)}:${String(version)}`,
      ]),
    ),
    onHostNetwork: agents.filter(([, agent]) => agent['hostNetwork'] === true).map(([name]) => name),
    unlimited: agents.filter(([, agent]) => limitOf(agent) === undefined).map(([name]) => name),
    tolerations: daemonsets?.['tolerations'],
    priority: daemonsets?.['priorityClassName'],
  };
}

const limitOf = ({ resources }: Fields): unknown =>
  (resources as { readonly limits?: Fields } | undefined)?.limits?.['memory'];
