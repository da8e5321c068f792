import { load } from 'js-yaml';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** How an API server is reached. */
export interface ClusterAccess {
  readonly server: string;
  /** Certificates in PEM; those that the system trusts where absent. */
  readonly authority?: string;
  readonly insecure?: boolean;
  readonly token?: string;
  readonly certificate?: { readonly cert: string; readonly key: string };
}

interface Named {
  readonly name: string;
}
interface User {
  readonly token?: string;
  readonly tokenFile?: string;
  readonly 'client-certificate'?: string;
  readonly 'client-certificate-data'?: string;
  readonly 'client-key'?: string;
  readonly 'client-key-data'?: string;
  readonly exec?: {
    readonly command: string;
    readonly args?: readonly string[];
    readonly env?: readonly { readonly name: string; readonly value: string }[];
  };
}
interface Kubeconfig {
  readonly 'current-context'?: string;
  readonly contexts?: readonly (Named & {
    readonly context: { readonly cluster: string; readonly user: string };
  })[];
  readonly clusters?: readonly (Named & {
    readonly cluster: {
      readonly server: string;
      readonly 'certificate-authority'?: string;
      readonly 'certificate-authority-data'?: string;
      readonly 'insecure-skip-tls-verify'?: boolean;
    };
  })[];
  readonly users?: readonly (Named & { readonly user: User })[];
}

/**
 * What a kubeconfig says of its current context; a program that it names for credentials is asked.
 *
 * @throws Error that says what is missing
 */
export function accessIn(path: string): ClusterAccess {
  const config = load(readFileSync(path, 'utf8')) as Kubeconfig;
  const wanted = config['current-context'] ?? '';
  const context = config.contexts?.find(({ name }) => name === wanted)?.context;
  const cluster = config.clusters?.find(({ name }) => name === context?.cluster)?.cluster;
  const user = config.users?.find(({ name }) => name === context?.user)?.user;
  if (cluster === undefined || user === undefined)
    throw new Error(`${path} does not say where its current context "${wanted}" is and who one is there`);
  const text = (data: string | undefined, file: string | undefined): string | undefined => {
    if (data !== undefined) return Buffer.from(data, 'base64').toString('utf8');
    return file === undefined ? undefined : readFileSync(resolve(dirname(path), file), 'utf8');
  };
  const authority = text(cluster['certificate-authority-data'], cluster['certificate-authority']);
  const given = user.exec === undefined ? undefined : credentialsFrom(user.exec);
  const cert = given?.cert ?? text(user['client-certificate-data'], user['client-certificate']);
  const key = given?.key ?? text(user['client-key-data'], user['client-key']);
  const token = given?.token ?? user.token ?? text(undefined, user.tokenFile)?.trim();
  return {
    server: cluster.server.replace(/\/$/, ''),
    ...(authority === undefined ? {} : { authority }),
    ...(cluster['insecure-skip-tls-verify'] === true ? { insecure: true } : {}),
    ...(token === undefined ? {} : { token }),
    ...(cert === undefined || key === undefined ? {} : { certificate: { cert, key } }),
  };
}

/** What managed clusters use: a program prints a token or a certificate. */
function credentialsFrom({ command, args = [], env = [] }: NonNullable<User['exec']>): {
  readonly token: string | undefined;
  readonly cert: string | undefined;
  readonly key: string | undefined;
} {
  const { status, stdout, stderr, error } = spawnSync(command, [...args], {
    encoding: 'utf8',
    env: { ...process.env, ...Object.fromEntries(env.map(({ name, value }) => [name, value])) },
  });
  if (status !== 0)
    throw new Error(`${command}, which the kubeconfig names, failed: ${error?.message ?? stderr}`);
  const { status: given } = JSON.parse(stdout) as {
    readonly status: {
      readonly token?: string;
      readonly clientCertificateData?: string;
      readonly clientKeyData?: string;
    };
  };
  return { token: given.token, cert: given.clientCertificateData, key: given.clientKeyData };
}
