import { App } from 'cdktf';
import type { Environment } from '../environments';
import { ElasticStack } from './elastic';
import { GrafanaStack } from './grafana';
import { LoggingStack } from './logging';
import { ModelsStack } from './models';
import { PlatformStack } from './platform';

export interface ObservatoryAppProps {
  readonly environments: readonly Environment[];
  /** Folder that is written to; that of the cdktf CLI where absent. */
  readonly outdir?: string;
}

/** All stacks of the given environments, in the order in which they are deployed. Write them with `synth()`. */
export function observatoryApp({ environments, outdir }: ObservatoryAppProps): App {
  const app = new App(outdir === undefined ? {} : { outdir });
  for (const environment of environments) {
    const inClusters = environment.clusters.map((cluster) => {
      const platform = new PlatformStack(app, environment, cluster);
      const logging = new LoggingStack(app, environment, cluster);
      const models = new ModelsStack(app, environment, cluster);
      logging.addDependency(platform);
      models.addDependency(logging);
      return { cluster, logging, models };
    });
    const grafana = new GrafanaStack(app, environment);
    const elastic = new ElasticStack(app, environment);
    // What exists once needs the home cluster only: another one that cannot be reached must not hold it up.
    for (const { logging, models } of inClusters.filter(({ cluster }) => cluster.home)) {
      grafana.addDependency(models);
      elastic.addDependency(logging);
      elastic.addDependency(models);
    }
  }
  return app;
}
