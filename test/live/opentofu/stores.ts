import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeOf, type Environment } from '../../../environments';

type State = Environment['state'];

/** A store that an environment may name, and what leads a program to another address in place of it. */
export interface Store {
  readonly state: State;
  readonly variables: (address: string, scratch: string) => Readonly<Record<string, string>>;
}

/** Every kind that is reached over the network. */
export const storesOf = (environment: Environment) =>
  ({
    s3: {
      state: { s3: { bucket: 'acme-states', region: 'eu-central-1' } },
      variables: (address) => ({
        AWS_ACCESS_KEY_ID: 'nobody',
        AWS_SECRET_ACCESS_KEY: 'nothing',
        AWS_PROFILE: '',
        AWS_ENDPOINT_URL_S3: address,
        AWS_ENDPOINT_URL_STS: address,
        AWS_ENDPOINT_URL_IAM: address,
      }),
    },
    gcs: {
      state: { gcs: { bucket: 'acme-states' } },
      variables: (address) => ({
        GOOGLE_OAUTH_ACCESS_TOKEN: 'nothing',
        GOOGLE_BACKEND_STORAGE_CUSTOM_ENDPOINT: `${address}/storage/v1/`,
      }),
    },
    azurerm: {
      state: {
        azurerm: { resourceGroup: 'observatory', storageAccount: 'acmestates', container: 'states' },
      },
      variables: (address) => ({
        ARM_ACCESS_KEY: Buffer.from('nothing').toString('base64'),
        // It has no setting for another address.
        HTTPS_PROXY: address,
        NO_PROXY: '',
        no_proxy: '',
      }),
    },
    kubernetes: {
      state: { kubernetes: { namespace: 'states' } },
      variables: (address, scratch) => {
        const path = join(scratch, 'kubeconfig');
        const [cluster, user] = ['states', 'nobody'];
        const config = {
          apiVersion: 'v1',
          kind: 'Config',
          clusters: [{ name: cluster, cluster: { server: address } }],
          users: [{ name: user, user: { token: 'nothing' } }],
          contexts: [{ name: homeOf(environment).context, context: { cluster, user } }],
        };
        writeFileSync(path, JSON.stringify(config));
        return { KUBE_CONFIG_PATH: path };
      },
    },
  }) satisfies Readonly<Record<Exclude<keyof State, 'local'>, Store>>;
