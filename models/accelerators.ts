/** What is known of a type of NVIDIA GPU, where clouds have it. */
export interface Accelerator {
  /** As Amazon names it, in the labels that Karpenter gives instance types; `memory` in MiB tells two of one name apart. */
  readonly amazon?: { readonly name: string; readonly memory?: string };
  /** As Azure names it in those labels. */
  readonly azure?: string;
  /** Whether Google offers it, under the key of this catalogue. */
  readonly google: boolean;
  /** Profiles of Multi-Instance GPU by which all of one card can be divided alike; none where it cannot. */
  readonly instances: readonly string[];
}

const whole = { google: true, instances: [] } as const;
const of40 = ['1g.5gb', '2g.10gb', '3g.20gb', '4g.20gb', '7g.40gb'] as const;
const of80 = ['1g.10gb', '1g.20gb', '2g.20gb', '3g.40gb', '4g.40gb', '7g.80gb'] as const;

/**
 * Types of GPUs by the label values of GKE's node label `cloud.google.com/gke-accelerator`, which others spell alike.
 * Profiles are those that the MIG manager of the GPU operator 26.7 knows as `all-<profile>`.
 */
const accelerators: Readonly<Record<string, Accelerator>> = {
  'nvidia-tesla-t4': { ...whole, amazon: { name: 't4' }, azure: 'T4' },
  'nvidia-tesla-v100': { ...whole, amazon: { name: 'v100' }, azure: 'V100' },
  'nvidia-l4': { ...whole, amazon: { name: 'l4' } },
  'nvidia-l40s': { ...whole, google: false, amazon: { name: 'l40s' } },
  'nvidia-a10': { ...whole, google: false, azure: 'A10' },
  'nvidia-a10g': { ...whole, google: false, amazon: { name: 'a10g' } },
  'nvidia-a30': { google: false, instances: ['1g.6gb', '2g.12gb', '4g.24gb'] },
  'nvidia-tesla-a100': {
    google: true,
    amazon: { name: 'a100', memory: '40960' },
    azure: 'A100',
    instances: of40,
  },
  'nvidia-a100-80gb': {
    google: true,
    amazon: { name: 'a100', memory: '81920' },
    azure: 'A100',
    instances: of80,
  },
  'nvidia-h100-80gb': { google: true, amazon: { name: 'h100' }, azure: 'H100', instances: of80 },
  'nvidia-h100-mega-80gb': { google: true, instances: of80 },
  'nvidia-h200-141gb': {
    google: true,
    amazon: { name: 'h200' },
    azure: 'H200',
    instances: ['1g.18gb', '1g.35gb', '2g.35gb', '3g.71gb', '4g.71gb', '7g.141gb'],
  },
  'nvidia-b200': {
    google: true,
    amazon: { name: 'b200' },
    instances: ['1g.23gb', '1g.45gb', '2g.45gb', '3g.90gb', '4g.90gb', '7g.180gb'],
  },
};

/** Types of GPUs that something is known of. */
export const acceleratorNames: readonly string[] = Object.keys(accelerators);

export const acceleratorOf = (name: string): Accelerator | undefined =>
  Object.hasOwn(accelerators, name) ? accelerators[name] : undefined;
