import { Release } from '@cdktf/provider-helm/lib/release';
import { AssetType, TerraformAsset, TerraformStack, type ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { basename, dirname, join } from 'node:path';
import { inSeconds, type Duration } from '../models/duration';
import type { KubernetesObject } from '../models/kubernetes';
import { literal } from './terraform-literal';

/** Objects that live and die together. */
export interface ObjectsReleaseProps {
  readonly namespace: string;
  readonly objects: readonly KubernetesObject[];
  /** What of the same stack must exist first. */
  readonly after?: readonly ITerraformDependable[];
  /** Whether its Jobs must have succeeded, and how long that may take. */
  readonly jobs?: Duration;
}

/**
 * Kubernetes objects as one Helm release, named after its id: atomic, no custom resource definition needed to plan, one
 * object in the state (see docs/decisions/0006).
 */
export class ObjectsRelease extends Release {
  /** @throws where there is nothing to release, because Helm would report success */
  constructor(scope: Construct, id: string, { namespace, objects, after, jobs }: ObjectsReleaseProps) {
    if (objects.length === 0) throw new Error(`the release "${id}" has no objects`);
    super(scope, id, {
      name: id,
      namespace,
      chart: chartOf(TerraformStack.of(scope)).path,
      // One JSON text: Terraform shows a change of it field by field, and cdktf need not walk it.
      values: [literal(JSON.stringify({ objects }))],
      atomic: true,
      cleanupOnFail: true,
      maxHistory: 5,
      ...(after === undefined ? {} : { dependsOn: [...after] }),
      ...(jobs === undefined ? {} : { waitForJobs: true, timeout: inSeconds(jobs) }),
    });
  }
}

const chartId = 'objects-chart';

/** The chart must lie inside the synthesised stack, once, however many releases use it. */
function chartOf(stack: TerraformStack): TerraformAsset {
  const existing = stack.node.tryFindChild(chartId);
  return existing instanceof TerraformAsset
    ? existing
    : new TerraformAsset(stack, chartId, { path: chartFolder(), type: AssetType.DIRECTORY });
}

/** The compiler copies no YAML, so the compiled file looks beside its source. */
function chartFolder(): string {
  const parent = dirname(__dirname);
  const root = basename(parent) === 'dist' ? dirname(parent) : parent;
  return join(root, 'constructs', chartId);
}
