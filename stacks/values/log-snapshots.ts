import type { Environment } from '../../environments';
import { snapshotSecret } from '../../environments/snapshots';
import { objects } from '../../models/names';

/** Where a pod of Elasticsearch keeps the token by which Amazon knows it; the plugin reads files below its own folder only. */
const tokenFolder = '/usr/share/elasticsearch/config/repository-s3';
const tokenFile = 'aws-web-identity-token-file';

/** What nodes of Elasticsearch get so that they may write to the bucket of snapshots. */
export function snapshotAccess({ elastic: { snapshots } }: Pick<Environment, 'elastic'>) {
  const secret = snapshots === undefined ? undefined : snapshotSecret(snapshots);
  const amazon = snapshots?.s3;
  const role = amazon?.role;
  return {
    stack: secret === undefined ? {} : { secureSettings: [{ secretName: secret.name }] },
    config: amazon === undefined ? {} : { 's3.client.default.region': amazon.region },
    pod:
      role === undefined
        ? {}
        : {
            serviceAccountName: objects.snapshotAccount,
            volumes: [
              {
                name: 'aws-token',
                projected: {
                  sources: [
                    {
                      serviceAccountToken: {
                        audience: 'sts.amazonaws.com',
                        expirationSeconds: 86_400,
                        path: tokenFile,
                      },
                    },
                  ],
                },
              },
            ],
          },
    container:
      role === undefined
        ? {}
        : {
            env: [
              { name: 'AWS_WEB_IDENTITY_TOKEN_FILE', value: `${tokenFolder}/${tokenFile}` },
              { name: 'AWS_ROLE_ARN', value: role },
              { name: 'AWS_REGION', value: amazon?.region ?? '' },
            ],
            volumeMounts: [{ name: 'aws-token', mountPath: tokenFolder, readOnly: true }],
          },
  };
}
