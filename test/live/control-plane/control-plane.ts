import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf } from '../../../scripts/tool-binaries';
import { eventually } from './eventually';
import { freePorts } from './free-port';
import { kubernetesApi, type KubernetesApi } from './kubernetes-api';
import { newRun, type Run } from './run';

/** A Kubernetes API server of our own, with nothing behind it: no kubelet, no scheduler, no controllers. */
export interface ControlPlane {
  readonly run: Run;
  readonly api: KubernetesApi;
  /** Certificate of the API server and of who issued it, in PEM. */
  readonly authority: string;
  /** File that tells others how to reach it, with each name as a context. */
  readonly kubeconfig: (...contexts: readonly string[]) => string;
  /** Ends the API server and starts it again on the same port with the same store. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts etcd and kube-apiserver on the loopback, or nothing. */
export async function startControlPlane(): Promise<ControlPlane> {
  const run = newRun();
  try {
    return await start(run);
  } catch (error) {
    await run.stop();
    throw error;
  }
}

async function start(run: Run): Promise<ControlPlane> {
  const { folder } = run;
  const [clients = 0, peers = 0, secure = 0] = await freePorts(3);
  const store = `http://127.0.0.1:${clients}`;
  const peer = `http://127.0.0.1:${peers}`;
  await run.start({
    name: 'etcd',
    binary: binaryOf('etcd'),
    args: [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${store}`,
      `--advertise-client-urls=${store}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      // The data is gone with the run.
      '--unsafe-no-fsync',
    ],
    listens: /serving client traffic insecurely.*127\.0\.0\.1:(\d+)/,
  });
  const token = randomBytes(16).toString('hex');
  const certificates = join(folder, 'apiserver');
  const args = apiServerArguments(folder, token, certificates, store, secure);
  const startServer = () =>
    run.start({
      name: 'kube-apiserver',
      binary: binaryOf('kube-apiserver'),
      args,
      listens: /Serving securely on 127\.0\.0\.1:(\d+)/,
      // Where clients of the one before call already, it waits half a minute for its own call to itself.
      patience: 180_000,
    });
  let server = await startServer();
  const authority = readFileSync(join(certificates, 'apiserver.crt'), 'utf8');
  const api = kubernetesApi({ server: `https://127.0.0.1:${secure}`, authority, token });
  run.atEnd(api.close);
  const ready = (): Promise<void> =>
    eventually('the API server is ready', 60_000, async () => {
      const { status, body } = await api.ask('GET', '/readyz');
      return status === 200 ? undefined : String(body);
    });
  await ready();
  return {
    run,
    api,
    authority,
    kubeconfig(...contexts) {
      const path = join(folder, `kubeconfig-${contexts.join('-')}`);
      writeFileSync(path, kubeconfigText(`https://127.0.0.1:${secure}`, authority, token, contexts));
      return path;
    },
    async restart() {
      await server.stop();
      server = await startServer();
      await ready();
    },
    stop: run.stop,
  };
}

function apiServerArguments(
  folder: string,
  token: string,
  certificates: string,
  store: string,
  port: number,
): readonly string[] {
  const key = join(folder, 'service-accounts.key');
  const tokens = join(folder, 'tokens.csv');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(tokens, `${token},live-tests,live-tests,system:masters\n`, { mode: 0o600 });
  return [
    `--etcd-servers=${store}`,
    `--cert-dir=${certificates}`,
    '--bind-address=127.0.0.1',
    '--advertise-address=127.0.0.1',
    `--secure-port=${port}`,
    // An address of the loopback may not be an endpoint of the Service that nobody needs here.
    '--endpoint-reconciler-type=none',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--token-auth-file=${tokens}`,
    '--anonymous-auth=false',
    '--authorization-mode=RBAC',
    '--service-cluster-ip-range=10.0.0.0/24',
    // No controller creates the accounts that it would ask for.
    '--disable-admission-plugins=ServiceAccount',
    '--allow-privileged=true',
    '--profiling=false',
  ];
}

const kubeconfigText = (
  server: string,
  authority: string,
  token: string,
  contexts: readonly string[],
): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'live',
        cluster: { server, 'certificate-authority-data': Buffer.from(authority).toString('base64') },
      },
    ],
    users: [{ name: 'live', user: { token } }],
    contexts: contexts.map((name) => ({ name, context: { cluster: 'live', user: 'live' } })),
    'current-context': contexts[0] ?? '',
  });
