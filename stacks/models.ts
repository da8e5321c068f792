import { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
import type { Construct } from 'constructs';
import { dump } from 'js-yaml';
import { NetworkPolicy } from '../constructs/network-policy';
import { ObjectsRelease } from '../constructs/objects-release';
import { literal } from '../constructs/terraform-literal';
import type { Cluster, Environment } from '../environments';
import { furtherShards, shardsOf } from '../environments/shards';
import { ownedLabels } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';
import {
  alertmanagerConfiguration,
  companyRules,
  notificationTexts,
  rulesFor,
  sharedRules,
  templateFile,
} from '../rules';
import { clusterMonitors, exporterMonitors, podMonitorsFor, probesFor } from '../scrape';
import { ClusterStack } from './cluster-stack';
import { modelPaths } from './network/model-paths';
import { policiesOf } from './network/policies';
import { ownedOnce } from './owned-once';

/** What watches the models: one release per model and per rule file of the company, one for what they share, and who is told. */
export class ModelsStack extends ClusterStack {
  constructor(scope: Construct, environment: Environment, cluster: Cluster) {
    super(scope, environment, cluster, 'models');
    this.useCluster('kubernetes', 'helm');

    const releases = ownedOnce([
      {
        name: 'shared',
        objects: [
          sharedRules(environment),
          ...exporterMonitors(environment),
          ...clusterMonitors(environment),
        ],
      },
      // A release of its own for each Prometheus: all of them together would not fit into the Secret that Helm keeps.
      ...furtherShards(environment).map((shard) => ({
        name: `shared-${shard}`,
        objects: [sharedRules(environment, 1, shard)],
      })),
      ...shardsOf(environment)
        .flatMap((shard) => companyRules(environment, 1, shard))
        .map(({ file, object }) => ({ name: `rules-${file}`, objects: [object] })),
      ...environment.models.map((model) => ({
        name: `model-${model.name}`,
        objects: [...podMonitorsFor(model), ...probesFor(model), rulesFor(model, environment)],
      })),
    ]);
    for (const release of releases) {
      new ObjectsRelease(this, release.name, {
        namespace: namespaces.observatory,
        objects: release.objects,
      });
    }

    const network = { environment, cluster };
    for (const policy of policiesOf(network, modelPaths(network), (workload) => `${workload}-models`)) {
      new NetworkPolicy(this, policy);
    }

    // The chart of the platform only names this Secret, so that routes change without touching Prometheus. It holds
    // file names of credentials, no credentials.
    new SecretV1(this, 'alertmanager', {
      metadata: {
        name: objects.alertmanagerSecret,
        namespace: namespaces.monitoring,
        labels: { ...ownedLabels('rules') },
      },
      data: {
        'alertmanager.yaml': literal(
          dump(alertmanagerConfiguration(environment), { lineWidth: -1, noRefs: true }),
        ),
        // The operator copies every key of the Secret to where Alertmanager reads its configuration.
        [templateFile]: literal(notificationTexts),
      },
    });
  }
}
