import { SecretV1 } from '@cdktf/provider-kubernetes/lib/secret-v1';
import { Construct } from 'constructs';
import { ServiceAccount } from '../.gen/providers/grafana/service-account';
import { ServiceAccountRotatingToken } from '../.gen/providers/grafana/service-account-rotating-token';
import { inSeconds, type Duration } from '../models/duration';
import { ownedLabels } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';

export interface GrafanaDeployerProps {
  /** Name of the account, which appears in the history of boards. */
  readonly name: string;
  readonly tokenLife: Duration;
  readonly renewedBefore: Duration;
}

/**
 * The account that deploys, with a token for later deployments in a Kubernetes Secret. A deployment near the end of the
 * token makes the next one; the one that it was called with stays good until its own end, so that no deployment cuts off
 * its own access.
 */
export class GrafanaDeployer extends Construct {
  constructor(scope: Construct, id: string, { name, tokenLife, renewedBefore }: GrafanaDeployerProps) {
    super(scope, id);
    // Editors could not say who may do what with a folder.
    const account = new ServiceAccount(this, 'deployer', { name, role: 'Admin' });
    const token = new ServiceAccountRotatingToken(this, 'deployer-token', {
      serviceAccountId: account.id,
      namePrefix: name,
      secondsToLive: inSeconds(tokenLife),
      earlyRotationWindowSeconds: inSeconds(renewedBefore),
      deleteOnDestroy: false,
      lifecycle: { createBeforeDestroy: true },
    });
    new SecretV1(this, 'deployer-secret', {
      metadata: {
        name: objects.grafanaDeployerSecret,
        namespace: namespaces.monitoring,
        labels: { ...ownedLabels('grafana') },
      },
      data: { token: token.key },
    });
  }
}
