import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import { withShards } from '../../environments/shards';
import { expected, K, modelInfo, namespaces } from '../../models/names';
import { signals } from '../../models/signals';
import { query, routedAlerts, type RoutedAlert } from '../../preview/api';
import { watchdog } from '../../preview/alertmanager-sink';
import { binaryOf } from '../../scripts/tool-binaries';
import { committed } from '../stacks/synthesised';
import { complaintsIn, warningEvents } from './configuration/complaints';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { deployShards, type DeployedShards } from './shards/deployed-shards';
import { observeShards, type ObservedShards } from './shards/observed-shards';

/** Slower than the other chain: two Prometheus share the machine. */
const pace = 30;
/** Time in which every alert about what is missing would fire: that of the inventory, and some more. */
const longest = (45 * 60_000) / pace;

const environment = withShards(committed('dev'), 2);
const modelsOf = (shard: number) => environment.models.filter((model) => model.shard === shard);

/** What tells one instance of an alert from another for whoever reads it. */
const instanceOf = ({ labels }: Pick<RoutedAlert, 'labels'>): string =>
  ['alertname', 'severity', 'namespace', 'model_name', 'job', 'node', 'shard', 'escalated']
    .map((label) => labels[label] ?? '')
    .join(' ');

describe('two Prometheus that share the models of one cluster', () => {
  let plane: ControlPlane;
  let deployed: DeployedShards;

  beforeAll(async () => {
    plane = await startControlPlane();
    deployed = await deployShards(plane, environment, pace);
  }, 400_000);
  afterAll(async () => {
    await plane.stop();
    expect(plane.run.deaths).toEqual([]);
  });

  test('have each model, its rules and its jobs in one of them, and what rules join with in both', () => {
    const jobs = deployed.written.map(({ prometheus }) =>
      prometheus.scrape_configs.map(({ job_name }) => job_name),
    );
    const files = deployed.written.map(({ rules }) =>
      Object.keys(rules).map((name) => name.replace(/-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.yaml$/, '')),
    );
    const whereIs = (lists: readonly (readonly string[])[], name: string): readonly number[] =>
      lists.flatMap((list, shard) => (list.includes(name) ? [shard] : []));
    for (const model of environment.models) {
      const own = [model.shard];
      expect([model.name, whereIs(files, `${namespaces.observatory}-${model.name}`)]).toEqual([
        model.name,
        own,
      ]);
      for (const { name } of model.sources)
        expect([name, whereIs(jobs, `podMonitor/${namespaces.observatory}/${name}/0`)]).toEqual([name, own]);
      if (model.probe !== undefined)
        expect(whereIs(jobs, `probe/${namespaces.observatory}/${model.name}`)).toEqual(own);
    }
    for (const name of ['dcgm-exporter', 'log-line-counter'])
      expect(whereIs(jobs, `podMonitor/${namespaces.observatory}/${name}/0`)).toEqual([0, 1]);
    for (const name of ['shards-cadvisor', 'shards-kube-state-metrics'])
      expect(whereIs(jobs, `serviceMonitor/${namespaces.observatory}/${name}/0`)).toEqual([1]);
    expect(whereIs(jobs, `podMonitor/${namespaces.monitoring}/prometheus-shards/0`)).toEqual([0]);
    expect(whereIs(files, `${namespaces.observatory}-model-observatory-shared`)).toEqual([0]);
    expect(whereIs(files, `${namespaces.observatory}-model-observatory-shared.1`)).toEqual([1]);
    expect([modelsOf(0).length > 0, modelsOf(1).length > 0]).toEqual([true, true]);
  });

  test('are taken by a real Prometheus as the operator writes them, and tell Alertmanager nothing of which they are', () => {
    for (const [shard, { prometheus }] of deployed.written.entries()) {
      const file = join(plane.run.folder, `checked-${shard}.json`);
      writeFileSync(file, JSON.stringify(prometheus));
      const { status, stdout, stderr } = spawnSync(
        binaryOf('promtool'),
        ['check', 'config', '--syntax-only', file],
        { encoding: 'utf8' },
      );
      expect([shard, status, status === 0 ? '' : `${stdout}${stderr}`]).toEqual([shard, 0, '']);
      expect(prometheus.alerting['alert_relabel_configs']).toEqual([
        { action: 'labeldrop', regex: 'prometheus_replica' },
        { action: 'labeldrop', regex: 'prometheus|prometheus_shard' },
      ]);
    }
    const senders = deployed.written.map(({ prometheus }) => prometheus.global.external_labels['prometheus']);
    expect(new Set(senders).size).toBe(2);
  });

  test('have left nothing out, in the eyes of the operator', async () => {
    expect(complaintsIn(deployed.operator.log())).toEqual([]);
    expect(await warningEvents(plane.api)).toEqual([]);
  });

  describe('when they run', () => {
    let observed: ObservedShards;
    beforeAll(async () => {
      observed = await observeShards(plane, environment, pace, deployed);
    }, 120_000);

    const told = async (): Promise<readonly RoutedAlert[]> =>
      (await routedAlerts(observed.alertmanager)).filter(({ labels }) => labels['alertname'] !== watchdog);

    test('say nothing of models that are well, though neither sees all of them', async () => {
      for (const [shard, address] of observed.prometheus.entries())
        await eventually(`${shard} knows its models`, 60_000, async () => {
          const found = await query(address, `count(group by (${K}) (${modelInfo}))`);
          expect(found.map(({ value }) => Number(value[1]))).toEqual([modelsOf(shard).length]);
          return undefined;
        });
      await passed(longest);
      const firing = await Promise.all(
        observed.prometheus.map((address) =>
          query(address, `ALERTS{alertstate="firing", alertname!="${watchdog}"}`),
        ),
      );
      expect(firing.flat().map(({ metric }) => metric)).toEqual([]);
      expect((await told()).map(({ labels }) => labels)).toEqual([]);
      // Not that nothing was looked at.
      for (const address of observed.prometheus)
        expect((await query(address, 'count(ALERTS) or vector(0)')).length).toBe(1);
    }, 240_000);

    test('are answered for as one: each series of a model once, and once what both know', async () => {
      await eventually('all is there', 60_000, async () => {
        const found = await query(observed.query, modelInfo);
        expect(found.map(({ metric }) => metric['model_name']).sort()).toEqual(
          environment.models.map(({ name }) => name),
        );
        return undefined;
      });
      const once = await query(observed.query, `count by (${K}) (${signals.requests.series}) != 1`);
      expect(once).toEqual([]);
      const [sum] = await query(observed.query, `sum(${expected.models})`);
      expect(Number(sum?.value[1])).toBe(environment.models.length);
      const shared = 'count(DCGM_FI_DEV_GPU_TEMP)';
      const [whole, ...each] = await Promise.all(
        [observed.query, ...observed.prometheus].map(async (address) =>
          Number((await query(address, shared))[0]?.value[1]),
        ),
      );
      expect(whole).toBeGreaterThan(0);
      expect(each).toEqual([whole, whole]);
      // What rules join with models is there in each: processor time of every model with a pod of its own.
      const busy = await Promise.all(
        observed.prometheus.map((address) => query(address, `count(${signals.cpu.series})`)),
      );
      for (const found of busy) expect(Number(found[0]?.value[1])).toBeGreaterThan(0);
    }, 90_000);

    test('tell a fault of a model once, whichever of them watches it', async () => {
      const broken = [0, 1].map((shard) => {
        const model = modelsOf(shard).find(
          ({ availability, traffic, tier }) =>
            availability !== undefined && traffic.pattern === 'continuous' && tier !== 'experimental',
        );
        if (model === undefined) throw new Error(`no model of ${shard} can be broken`);
        return model.name;
      });
      for (const name of broken) observed.setFault(name, 'errors', true);
      for (const name of broken)
        await eventually(`somebody is told of ${name}`, 120_000, async () => {
          const own = (await told()).filter(({ labels }) => labels['model_name'] === name);
          expect(own.map(({ labels }) => labels['alertname'])).toContain('ModelErrorBudgetBurn');
          return undefined;
        });
      const alerts = await told();
      const instances = alerts.map(instanceOf);
      expect(new Set(instances).size).toBe(instances.length);
      for (const { labels } of alerts)
        for (const label of ['prometheus', 'prometheus_replica', 'prometheus_shard'])
          expect([labels['alertname'], label in labels]).toEqual([labels['alertname'], false]);
      // Broken hardware is no model's, and its models may be in either.
      observed.setFault('', 'gpu', true);
      await eventually('somebody is told of the GPU', 120_000, async () => {
        const hardware = (await told()).filter(({ labels }) => labels['alertname'] === 'GpuXidHardwareError');
        expect(hardware).toHaveLength(1);
        return undefined;
      });
    }, 300_000);

    test('watch each other: the first tells of one that is gone', async () => {
      expect((await told()).map(({ labels }) => labels['alertname'])).not.toContain('PlatformShardDown');
      await observed.stopPrometheus(1);
      await eventually('somebody is told', 120_000, async () => {
        const down = (await told()).filter(({ labels }) => labels['alertname'] === 'PlatformShardDown');
        expect(down.map(({ labels }) => [labels['shard'], labels['severity']])).toEqual([['1', 'critical']]);
        return undefined;
      });
    }, 150_000);
  });
});
