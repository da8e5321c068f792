import { load } from 'js-yaml';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningProcess } from '../../preview/processes';
import { monitoringHosts } from '../../models/links';
import { namespaces, objects } from '../../models/names';
import { binaryOf } from '../../scripts/tool-binaries';
import { committed } from '../stacks/synthesised';
import type { PrometheusConfiguration } from './configuration/written';
import { clusterObjects } from './control-plane/cluster-objects';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { freePorts } from './control-plane/free-port';
import { startPrometheusOperator } from './control-plane/operators';
import { broughtSecrets } from './manifests/brought-secrets';
import { install, installDefinitions } from './manifests/install';
import { stackObjects } from './manifests/stack-objects';
import { ask } from './tls/ask';
import { issued, type CertificateFiles } from './tls/certificates';
import { mountedBelow, type Mounted } from './tls/mounted';

const stack = objects.prometheusStack;
const alerting = 'always';

/**
 * What the operator makes of prod: its files and arguments, in programs on the loopback. Only where they listen and whom
 * they find there is ours.
 */
describe('what monitors', () => {
  let plane: ControlPlane;
  let own: Readonly<Record<'prometheus' | 'alertmanager', CertificateFiles>>;
  let stranger: CertificateFiles;
  let first: RunningProcess;
  let second: RunningProcess;
  const alertmanagers: RunningProcess[] = [];

  const secret = (name: string, data: CertificateFiles) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace: namespaces.monitoring },
    stringData: { ...data },
  });

  const mounted = (statefulSet: string, container: string): Promise<Mounted> =>
    mountedBelow(plane.api, join(plane.run.folder, 'pods', statefulSet), {
      namespace: namespaces.monitoring,
      statefulSet,
      container,
    });

  const flags = ({ args }: Mounted, ...names: readonly string[]): readonly string[] => {
    const found = args.filter((arg) => names.some((name) => arg.startsWith(`--${name}=`)));
    expect(found).toHaveLength(names.length);
    return found;
  };

  beforeAll(async () => {
    plane = await startControlPlane();
    const { folder } = plane.run;
    own = issued(join(folder, 'certificates'), {
      prometheus: [monitoringHosts.prometheus, monitoringHosts.longTerm],
      alertmanager: [monitoringHosts.alertmanager],
    });
    ({ stranger } = issued(join(folder, 'strangers'), {
      stranger: [monitoringHosts.alertmanager, monitoringHosts.prometheus],
    }));
    const cluster = clusterObjects(plane.api, true);
    await installDefinitions(cluster);
    const prod = committed('prod');
    const all = stackObjects(join(folder, 'stacks'), prod).flatMap((one) => one.objects);
    const kinds = ['Namespace', 'Secret', 'Prometheus', 'Alertmanager', 'PodMonitor'];
    const tls: readonly string[] = [objects.prometheusTlsSecret, objects.alertmanagerTlsSecret];
    await install(cluster, [
      ...all.filter(({ kind }) => kinds.includes(kind)),
      ...broughtSecrets(prod, plane.authority).filter(({ metadata }) => !tls.includes(metadata.name)),
      secret(objects.prometheusTlsSecret, own.prometheus),
      secret(objects.alertmanagerTlsSecret, own.alertmanager),
    ]);
    await startPrometheusOperator(plane);
    let pods: readonly Mounted[] = [];
    await eventually('the operator has made all', 90_000, async () => {
      pods = [
        await mounted(`alertmanager-${stack}-alertmanager`, 'alertmanager'),
        await mounted(`prometheus-${stack}-prometheus`, 'config-reloader'),
        await mounted(`prometheus-${stack}-prometheus`, 'prometheus'),
        await mounted(`prometheus-${objects.longTerm}`, 'config-reloader'),
        await mounted(`prometheus-${objects.longTerm}`, 'prometheus'),
      ];
      return undefined;
    });
    const [routing, firstWritten, firstPod, secondWritten, secondPod] = pods;
    if (!routing || !firstWritten || !firstPod || !secondWritten || !secondPod) throw new Error('no pods');
    const ports = await freePorts(2);
    for (const [index, port] of ports.entries())
      alertmanagers.push(await startAlertmanager(routing, index, port, ports));
    first = await startPrometheus('first', firstPod, firstWritten, ({ alerting: given, ...written }) => ({
      ...written,
      alerting: { alertmanagers: given.alertmanagers.map((one) => at(one, alertmanagers[0]?.port)) },
      scrape_configs: [],
    }));
    second = await startPrometheus('second', secondPod, secondWritten, (written) => ({
      ...written,
      alerting: {},
      scrape_configs: written.scrape_configs.map((job) => at(job, first.port, monitoringHosts.prometheus)),
    }));
  }, 240_000);
  afterAll(async () => {
    await plane.stop();
    expect(plane.run.deaths).toEqual([]);
  });

  /** At a port here, instead of what is found in a cluster; `name` is the one that is expected on the certificate there. */
  const at = (given: object, port = 0, name?: string): object => {
    const {
      kubernetes_sd_configs: _,
      relabel_configs: _1,
      ...job
    } = given as Readonly<Record<string, unknown>>;
    const tls = job['tls_config'] as object;
    return {
      ...job,
      ...(name === undefined ? {} : { tls_config: { ...tls, server_name: name }, scrape_interval: '1s' }),
      ...(name === undefined ? {} : { scrape_timeout: '1s' }),
      static_configs: [{ targets: [`127.0.0.1:${port}`] }],
    };
  };

  async function startAlertmanager(
    pod: Mounted,
    index: number,
    port: number,
    mesh: readonly number[],
  ): Promise<RunningProcess> {
    const folder = join(plane.run.folder, `alertmanager-${index}`);
    mkdirSync(folder, { recursive: true });
    const file = join(folder, 'alertmanager.yml');
    writeFileSync(file, JSON.stringify({ route: { receiver: 'nobody' }, receivers: [{ name: 'nobody' }] }));
    return plane.run.start({
      name: `Alertmanager ${index}`,
      binary: binaryOf('alertmanager'),
      args: [
        ...flags(pod, 'web.config.file', 'cluster.tls-config'),
        `--config.file=${file}`,
        `--storage.path=${folder}`,
        '--web.listen-address=127.0.0.1:0',
        `--cluster.listen-address=127.0.0.1:${port}`,
        // The first asks for the second before that is there; how soon it asks again is not what is shown.
        '--cluster.reconnect-interval=1s',
        ...mesh.filter((one) => one !== port).map((one) => `--cluster.peer=127.0.0.1:${one}`),
      ],
    });
  }

  async function startPrometheus(
    name: string,
    pod: Mounted,
    reloader: Mounted,
    change: (written: PrometheusConfiguration) => object,
  ): Promise<RunningProcess> {
    const folder = join(plane.run.folder, name);
    mkdirSync(folder, { recursive: true });
    const rules = join(folder, 'rules.yml');
    const record = { record: 'model:requests:rate5m', expr: 'vector(1)', labels: { model_name: 'churn' } };
    const alert = { alert: alerting, expr: 'vector(1)' };
    writeFileSync(
      rules,
      JSON.stringify({
        groups: [{ name: 'all', interval: '1s', rules: name === 'first' ? [record, alert] : [] }],
      }),
    );
    // The operator hands it to the reloader packed, which fills in what only the pod knows.
    const [packed = ''] = reloader.args.filter((arg) => arg.startsWith('--config-file='));
    const text = readFileSync(packed.replace('--config-file=', '').replace(/\.gz$/, ''), 'utf8');
    const written = load(
      pod.withPathsHere(text).replaceAll('$(POD_NAME)', `${name}-0`).replaceAll('$(SHARD)', '0'),
    ) as PrometheusConfiguration;
    const file = join(folder, 'prometheus.yml');
    writeFileSync(file, JSON.stringify({ ...change(written), rule_files: [rules] }));
    return plane.run.start({
      name,
      binary: binaryOf('prometheus'),
      args: [
        ...flags(pod, 'web.config.file'),
        `--config.file=${file}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        '--web.listen-address=127.0.0.1:0',
      ],
    });
  }

  const servers = () => [
    { port: first.port, servername: monitoringHosts.prometheus, path: '/-/ready' },
    { port: second.port, servername: monitoringHosts.longTerm, path: '/-/ready' },
    ...alertmanagers.map(({ port }) => ({
      port,
      servername: monitoringHosts.alertmanager,
      path: '/-/ready',
    })),
  ];
  const authorityOf = (servername: string): string =>
    own[servername === monitoringHosts.alertmanager ? 'alertmanager' : 'prometheus']['ca.crt'];

  test('shows the certificate for its name, and answers nobody in the clear', async () => {
    for (const { port, servername, path } of servers()) {
      const known = { port, servername, path, ca: authorityOf(servername) };
      await eventually(`${servername} is ready`, 30_000, async () => void (await ask(known)));
      await expect(ask({ ...known, ca: stranger['ca.crt'] })).rejects.toThrow(/certificate|signature/);
      await expect(ask({ ...known, servername: 'somebody.else' })).rejects.toThrow(/does not match/);
      const clear = await fetch(`http://127.0.0.1:${port}${path}`);
      expect([servername, clear.status]).toEqual([servername, 400]);
    }
  });

  const asked = (index: number, path: string, body?: object): Promise<string> =>
    ask({
      port: alertmanagers[index]?.port ?? 0,
      path,
      ca: own.alertmanager['ca.crt'],
      servername: monitoringHosts.alertmanager,
      ...(body === undefined ? {} : { body }),
    });

  test('takes alerts to Alertmanager, and from one of its replicas to the other', async () => {
    for (const index of [0, 1])
      await eventually(`replica ${index} has the alert or a silence`, 60_000, async () => {
        const status = JSON.parse(await asked(index, '/api/v2/status')) as {
          readonly cluster: { readonly peers: readonly unknown[] };
        };
        return status.cluster.peers.length === 2 ? undefined : `${status.cluster.peers.length} peers`;
      });
    await eventually('the alert has arrived', 60_000, async () =>
      (await asked(0, '/api/v2/alerts')).includes(`"alertname":"${alerting}"`) ? undefined : 'no alert',
    );
    const day = 86_400_000;
    await asked(0, '/api/v2/silences', {
      matchers: [{ name: 'alertname', value: alerting, isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + day).toISOString(),
      createdBy: 'somebody',
      comment: 'planned',
    });
    await eventually('the other replica has the silence', 30_000, async () =>
      (await asked(1, '/api/v2/silences')).includes('planned') ? undefined : 'no silence',
    );
  });

  test('is fetched by the second Prometheus, which verifies the first', async () => {
    await eventually('the second has what the first recorded', 30_000, async () => {
      const answer = await ask({
        port: second.port,
        path: '/api/v1/query?query=model:requests:rate5m',
        ca: own.prometheus['ca.crt'],
        servername: monitoringHosts.longTerm,
      });
      return answer.includes('"model_name":"churn"') ? undefined : answer;
    });
  });
});
