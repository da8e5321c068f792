import type { Construct } from 'constructs';
import { homeOf, type Environment } from '../environments';
import { EnvironmentStack } from './environment-stack';

export const sharedLayers = ['grafana', 'elastic'] as const;
export type SharedLayer = (typeof sharedLayers)[number];

/** One layer that an environment has once, however many clusters it has: `<env>-<layer>`. */
export abstract class SharedStack extends EnvironmentStack {
  protected constructor(scope: Construct, environment: Environment, layer: SharedLayer) {
    super(scope, environment, `${environment.name}-${layer}`, homeOf(environment));
  }
}
