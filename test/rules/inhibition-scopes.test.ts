import { alertmanagerConfiguration, alerts, type Alert } from '../../rules';
import { inhibitRules } from '../../rules/inhibition';
import { company } from './company';
import { gpu, inhibitionBy, model } from './inhibited';
import type { Labels } from './live-alertmanager';

/** An alert of the catalogue as it might be, about something that no model is. */
const common = (name: string, about: Partial<Alert>): Alert => {
  const first = alerts.find(({ scope }) => scope === 'gpu');
  if (first === undefined || first.scope === 'model') throw new Error('there is no alert about a GPU');
  const { subject: _subject, ...rest } = first;
  return { ...rest, inhibitedBy: [], ...about, name } as Alert;
};
const once = (severity: 'critical' | 'warning') => {
  const [condition] = alerts.flatMap(({ conditions }) => conditions);
  if (condition === undefined) throw new Error('there is no condition');
  return { ...condition, severity };
};

describe('inhibition by what is no model, in a real Alertmanager', () => {
  const inhibited = inhibitionBy(alertmanagerConfiguration(company()));

  test('lost shards explain what Logstash cannot write, in the same cluster and no other', async () => {
    const of = (alertname: string, severity: string, cluster = 'eu-1'): Labels => ({
      alertname,
      severity,
      scope: 'logging',
      team: 'platform',
      env: 'prod',
      cluster,
    });
    expect(
      await inhibited(
        of('LogsElasticsearchClusterRed', 'critical'),
        of('LogsElasticsearchClusterYellow', 'warning'),
        { ...of('LogsLogstashNotForwarding', 'critical'), pod: 'ls-0', pipeline: 'inference' },
        { ...of('LogsLogstashNotForwarding', 'critical', 'us-1'), pod: 'ls-0', pipeline: 'inference' },
        { ...of('LogsLogstashPipelineDown', 'critical'), pod: 'ls-0' },
        { ...of('PlatformSeriesBudget', 'warning'), scope: 'platform' },
        { ...model('a', 'ModelTargetsDown'), env: 'prod', cluster: 'eu-1' },
      ),
    ).toEqual(['LogsElasticsearchClusterYellow warning', 'LogsLogstashNotForwarding critical']);
  });

  test('a page about a disk keeps the ticket about that disk quiet, and that about another one not', async () => {
    const of = (severity: string, name: string): Labels => ({
      alertname: 'LogsElasticsearchDiskWatermark',
      severity,
      scope: 'logging',
      team: 'platform',
      env: 'prod',
      cluster: 'eu-1',
      name,
    });
    expect(await inhibited(of('critical', 'a'), of('warning', 'a'), of('warning', 'b'))).toEqual([
      'LogsElasticsearchDiskWatermark warning',
    ]);
  });

  test('a page of the platform chart keeps its ticket quiet in the same namespace', async () => {
    const full = { alertname: 'KubePersistentVolumeFillingUp', namespace: 'monitoring' };
    expect(
      await inhibited(
        { ...full, severity: 'critical' },
        { ...full, severity: 'warning' },
        { ...full, severity: 'warning', namespace: 'logging' },
      ),
    ).toEqual(['KubePersistentVolumeFillingUp warning']);
  });

  test('alerts without a model silence nobody, although they lack the same labels', async () => {
    const gpu = {
      alertname: 'GpuXidHardwareError',
      severity: 'critical',
      scope: 'gpu',
      team: 'platform',
      node: 'n',
    };
    const foreign = { alertname: 'KubeNodeNotReady', severity: 'warning' };
    expect(await inhibited(gpu, foreign, { ...gpu, alertname: 'Other', severity: 'warning' })).toEqual([]);
  });

  test('many failing models keep pages of their team and tier quiet, and no ticket', async () => {
    const storm = {
      ...{ alertname: 'PlatformManyModelsFailing', severity: 'critical', scope: 'platform' },
      ...{ team: 'risk', tier: 'standard' },
    };
    expect(
      await inhibited(
        storm,
        model('a', 'ModelErrorBudgetBurn', 'critical'),
        { ...model('b', 'ModelErrorBudgetBurn', 'critical'), tier: 'critical' },
        { ...model('c', 'ModelErrorBudgetBurn', 'critical'), team: 'assistants' },
        model('d', 'ModelDriftWidespread'),
      ),
    ).toEqual(['a ModelErrorBudgetBurn critical']);
  });

  test('a storm without an owner silences nobody, though others lack the same labels', async () => {
    const orphan = { alertname: 'PlatformManyModelsFailing', severity: 'critical', scope: 'platform' };
    const { team: _team, tier: _tier, ...bare } = model('a', 'ModelErrorBudgetBurn', 'critical');
    expect(await inhibited(orphan, bare)).toEqual([]);
  });

  test('a card that cannot repair itself explains failed memory of the same card, and of no other', async () => {
    expect(
      await inhibited(
        gpu('GPU-1', 'GpuRowRemapFailure', 'critical'),
        gpu('GPU-1', 'GpuUncorrectableMemory', 'warning'),
        gpu('GPU-2', 'GpuUncorrectableMemory', 'warning'),
      ),
    ).toEqual(['GPU-1 GpuUncorrectableMemory warning']);
  });

  test('a broken card explains errors of its links; as a ticket it silences no page', async () => {
    const links = gpu('GPU-1', 'GpuNvlinkErrors', 'critical');
    expect(await inhibited(gpu('GPU-1', 'GpuXidHardwareError', 'critical'), links)).toEqual([
      'GPU-1 GpuNvlinkErrors critical',
    ]);
    expect(await inhibited(gpu('GPU-1', 'GpuXidHardwareError', 'warning'), links)).toEqual([]);
  });

  test('a node that does not answer explains that nobody sees its GPUs, not those of another', async () => {
    const lost = { alertname: 'GpuExporterMissing', severity: 'warning', scope: 'gpu', team: 'platform' };
    expect(
      await inhibited(
        { alertname: 'KubeNodeNotReady', severity: 'warning', namespace: 'monitoring', node: 'n1' },
        { ...lost, node: 'n1' },
        { ...lost, node: 'n2' },
      ),
    ).toEqual(['n1 GpuExporterMissing warning']);
  });

  test('a broken GPU keeps the slowness of its model quiet, not its errors, nor another model', async () => {
    expect(
      await inhibited(
        model('a', 'ModelGpuFaulty', 'critical'),
        model('a', 'ModelLatencyBudgetBurn', 'critical'),
        model('a', 'ModelErrorBudgetBurn', 'critical'),
        model('b', 'ModelLatencyBudgetBurn', 'critical'),
      ),
    ).toEqual(['a ModelLatencyBudgetBurn critical']);
  });

  test('a GPU that is only slowed down keeps tickets quiet and no page', async () => {
    expect(
      await inhibited(
        model('a', 'ModelGpuFaulty'),
        model('a', 'ModelLatencyBudgetBurn', 'critical'),
        model('a', 'ModelQueueWaitBudgetBurn'),
      ),
    ).toEqual(['a ModelQueueWaitBudgetBurn warning']);
  });
});

describe('inhibition between what is no model, in a real Alertmanager', () => {
  const catalogue: readonly Alert[] = [
    common('GpuBroken', { conditions: [once('critical')] }),
    common('GpuSick', { conditions: [once('warning')], inhibitedBy: ['GpuBroken'] }),
    common('GpuUnseen', {
      conditions: [once('warning')],
      inhibitedBy: ['KubeNodeNotReady'],
      ...{ subject: ['node'] },
    }),
    common('LogsDown', { scope: 'logging', conditions: [once('critical'), once('warning')] }),
    common('LogsSlow', { scope: 'logging', conditions: [once('critical')], inhibitedBy: ['LogsDown'] }),
  ];
  const inhibited = inhibitionBy({
    ...alertmanagerConfiguration(company()),
    inhibit_rules: inhibitRules(catalogue),
  });

  const gpu = (alertname: string, severity: string, node: string, number: string): Labels => ({
    ...{ alertname, severity, scope: 'gpu', team: 'platform', cluster: 'main' },
    ...{ node, gpu: number, UUID: `${node}-${number}` },
  });
  const logs = (alertname: string, severity: string, more: Labels = { cluster: 'main' }): Labels => ({
    ...{ alertname, severity, scope: 'logging', team: 'platform', ...more },
  });

  test('a broken GPU explains what is wrong with it, and not with its neighbour', async () => {
    expect(
      await inhibited(
        gpu('GpuBroken', 'critical', 'n1', '0'),
        gpu('GpuSick', 'warning', 'n1', '0'),
        gpu('GpuSick', 'warning', 'n1', '1'),
        gpu('GpuSick', 'warning', 'n2', '0'),
      ),
    ).toEqual(['n1-0 GpuSick warning']);
  });

  test('a node that is not ready explains what is unseen on it; as a ticket it silences no page', async () => {
    const node = { alertname: 'KubeNodeNotReady', severity: 'warning', node: 'n1', namespace: 'monitoring' };
    const unseen = { ...logs('GpuUnseen', 'warning'), scope: 'gpu' };
    const firing = [node, { ...unseen, node: 'n1' }, { ...unseen, node: 'n2' }];
    expect(await inhibited(...firing)).toEqual(['n1 GpuUnseen warning']);
    const page = { ...unseen, node: 'n1', severity: 'critical' };
    expect(await inhibited(node, page)).toEqual([]);
    const { node: _node, ...nowhere } = node;
    expect(await inhibited(nowhere, unseen)).toEqual([]);
  });

  test('what concerns the whole cluster is quiet in that cluster, and nowhere else', async () => {
    expect(
      await inhibited(
        logs('LogsDown', 'critical'),
        logs('LogsDown', 'warning'),
        logs('LogsSlow', 'critical'),
        logs('LogsSlow', 'critical', { cluster: 'other' }),
      ),
    ).toEqual(['LogsDown warning', 'LogsSlow critical']);
    // Two missing labels are equal to Alertmanager.
    expect(await inhibited(logs('LogsDown', 'critical', {}), logs('LogsSlow', 'critical', {}))).toEqual([]);
  });
});
