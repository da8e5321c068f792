import { TerraformElement, TerraformResource, TerraformStack } from 'cdktf';
import type { Construct, Node } from 'constructs';
import type { Cluster, Environment } from '../environments';
import { chartIn, constraints, type Chart, type ChartLine } from '../models/versions';
import { configureBackend } from './backend';
import { protectHeld } from './protected';

/** One part of an environment that is deployed by itself, with a state of its own. */
export abstract class EnvironmentStack extends TerraformStack {
  private readonly holders = new Map<string, Node>();

  /** `cluster` is where the stack belongs, which is where its state may lie. */
  protected constructor(
    scope: Construct,
    protected readonly environment: Environment,
    id: string,
    cluster: Cluster,
  ) {
    super(scope, id);
    configureBackend(this, environment, cluster);
    this.addOverride('terraform.required_version', constraints.terraform);
    protectHeld(this, environment);
  }

  /** A chart in the version of this environment. */
  protected chart(line: ChartLine): Chart {
    return chartIn(this.environment.versions, line);
  }

  /** Bindings ask for the exact version they were made from; a patch release must not need new bindings. */
  protected constrain(...providers: readonly Exclude<keyof typeof constraints, 'terraform'>[]): void {
    for (const provider of providers) {
      this.addOverride(`terraform.required_providers.${provider}.version`, constraints[provider]);
    }
  }

  /**
   * Terraform addresses come from the names that constructs were given, not from where they stand in the tree (see
   * docs/decisions/0007).
   *
   * @throws where two elements would get one address; cdktf would merge them and one would vanish
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = element instanceof TerraformElement ? element.node : element;
    const id = node.id.replace(/[^A-Za-z0-9_-]/g, '_').replace(/^(?=[^A-Za-z_])/, '_');
    if (element instanceof TerraformResource) {
      const address = `${element.terraformResourceType}.${id}`;
      const holder = this.holders.get(address);
      if (holder !== undefined && holder !== node) {
        throw new Error(
          `"${holder.id}" and "${node.id}" would both be ${address} in the stack ${this.node.id}; rename one`,
        );
      }
      this.holders.set(address, node);
    }
    return id;
  }
}
