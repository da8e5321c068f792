import { Release } from '@cdktf/provider-helm/lib/release';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import type { Chart } from '../models/versions';
import { literal } from './terraform-literal';

/** One release of an upstream chart at its pinned version. */
export interface ChartReleaseProps<Values extends object> {
  readonly chart: Chart;
  readonly namespace: string;
  /** What differs from the chart's own defaults; plain data without Terraform references. */
  readonly values: Values;
  /** What must exist first. */
  readonly after: readonly ITerraformDependable[];
}

/** Seconds that a release may take; pulling images on fresh nodes is what takes long. */
const timeout = 900;

/** An upstream chart, named after its id. A failed install or upgrade is rolled back whole. */
export class ChartRelease<Values extends object> extends Release {
  constructor(scope: Construct, id: string, props: ChartReleaseProps<Values>) {
    super(scope, id, {
      name: id,
      namespace: props.namespace,
      repository: props.chart.repository,
      chart: props.chart.chart,
      version: props.chart.version,
      values: [literal(JSON.stringify(props.values))],
      atomic: true,
      cleanupOnFail: true,
      timeout,
      dependsOn: [...props.after],
    });
  }
}
