import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withShards } from '../../environments/shards';
import { namespaces } from '../../models/names';
import { binaryOf } from '../../scripts/tool-binaries';
import { committed } from '../stacks/synthesised';
import { complaintsIn, warningEvents } from './configuration/complaints';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { deployShards, type DeployedShards } from './shards/deployed-shards';

const pace = 30;
const environment = withShards(committed('dev'), 2);
const modelsOf = (shard: number) => environment.models.filter((model) => model.shard === shard);

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
});
