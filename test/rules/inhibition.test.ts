import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { alertmanagerConfiguration, alerts } from '../../rules';
import { inhibitRules } from '../../rules/inhibition';
import { binaryOf } from '../../scripts/tool-binaries';
import { company } from './company';

type Labels = Readonly<Record<string, string>>;

const model = (name: string, alertname: string, severity = 'warning'): Labels => ({
  alertname,
  severity,
  scope: 'model',
  namespace: 'serving',
  model_name: name,
  team: 'risk',
  tier: 'standard',
});

describe('inhibition, in a real Alertmanager', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inhibition-'));
  let alertmanager: ChildProcess;
  let url = '';

  beforeAll(async () => {
    const config = join(folder, 'alertmanager.yml');
    writeFileSync(config, dump(alertmanagerConfiguration(company())));
    alertmanager = spawn(
      binaryOf('alertmanager'),
      [
        `--config.file=${config}`,
        `--storage.path=${folder}`,
        '--web.listen-address=127.0.0.1:0',
        '--cluster.listen-address=',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    url = await new Promise((resolve, reject) => {
      let log = '';
      alertmanager.stderr?.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        const address = /msg="Listening on" address=(\S+)/.exec(log)?.[1];
        if (address !== undefined) resolve(`http://${address}`);
      });
      alertmanager.on('exit', () => reject(new Error(`Alertmanager ended: ${log}`)));
    });
  });

  afterAll(async () => {
    const ended = new Promise((resolve) => alertmanager.on('close', resolve));
    alertmanager.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  /** Which of the alerts, all firing at once, are kept quiet. */
  async function inhibited(...firing: readonly Labels[]): Promise<readonly string[]> {
    const startsAt = new Date().toISOString();
    const post = (endsAt?: string) =>
      fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(
          firing.map((labels) => ({ labels, startsAt, ...(endsAt === undefined ? {} : { endsAt }) })),
        ),
      });
    expect((await post()).status).toBe(200);
    const nameOf = ({ alertname, model_name, severity }: Labels): string =>
      `${model_name ?? ''} ${alertname ?? ''} ${severity ?? ''}`.trim();
    // Alertmanager decides when it is asked; it only needs to have stored the alerts.
    const deadline = Date.now() + 10_000;
    for (;;) {
      const all = (await (await fetch(`${url}/api/v2/alerts`)).json()) as readonly {
        labels: Labels;
        status: { inhibitedBy: readonly string[] };
      }[];
      if (all.length === firing.length || Date.now() > deadline) {
        await post(new Date(Date.now() - 1).toISOString());
        for (;;) {
          const left = (await (await fetch(`${url}/api/v2/alerts`)).json()) as readonly unknown[];
          if (left.length === 0 || Date.now() > deadline) break;
        }
        return all
          .filter(({ status }) => status.inhibitedBy.length > 0)
          .map(({ labels }) => nameOf(labels))
          .sort();
      }
    }
  }

  test('an absent model keeps its other alerts quiet, not those of another model', async () => {
    expect(
      await inhibited(
        model('a', 'ModelAbsent', 'critical'),
        model('a', 'ModelTargetsDown'),
        model('a', 'ModelErrorBudgetBurn', 'critical'),
        model('b', 'ModelTargetsDown'),
      ),
    ).toEqual(['a ModelErrorBudgetBurn critical', 'a ModelTargetsDown warning']);
  });

  test('a page keeps the ticket of the same alert and model quiet', async () => {
    expect(
      await inhibited(
        model('a', 'ModelErrorBudgetBurn', 'critical'),
        model('a', 'ModelErrorBudgetBurn'),
        model('a', 'ModelLatencyBudgetBurn'),
        model('b', 'ModelErrorBudgetBurn'),
      ),
    ).toEqual(['a ModelErrorBudgetBurn warning']);
  });

  test('a ticket never silences a page, although its alert explains the other', async () => {
    expect(
      await inhibited(
        model('a', 'ModelAbsent'),
        model('a', 'ModelErrorBudgetBurn', 'critical'),
        model('a', 'ModelDriftWidespread'),
      ),
    ).toEqual(['a ModelDriftWidespread warning']);
  });

  test('an absent model keeps alerts of its own quiet as well, which no catalogue names', async () => {
    expect(
      await inhibited(
        model('a', 'ModelAbsent', 'critical'),
        model('a', 'ModelQueueLong', 'critical'),
        model('b', 'ModelQueueLong', 'critical'),
      ),
    ).toEqual(['a ModelQueueLong critical']);
  });

  test('one slow model is one page: the first token keeps the rest quiet', async () => {
    expect(
      await inhibited(
        model('a', 'ModelFirstTokenBudgetBurn', 'critical'),
        model('a', 'ModelInterTokenBudgetBurn', 'critical'),
        model('a', 'ModelLatencyBudgetBurn', 'critical'),
        model('a', 'ModelQueueWaitBudgetBurn', 'critical'),
        model('a', 'ModelErrorBudgetBurn', 'critical'),
      ),
    ).toEqual([
      'a ModelInterTokenBudgetBurn critical',
      'a ModelLatencyBudgetBurn critical',
      'a ModelQueueWaitBudgetBurn critical',
    ]);
  });

  test('a model that cannot be reached explains that nobody asks it', async () => {
    expect(
      await inhibited(
        model('a', 'ModelProbeFailing', 'critical'),
        model('a', 'ModelTrafficStopped', 'critical'),
        model('b', 'ModelTrafficStopped', 'critical'),
      ),
    ).toEqual(['a ModelTrafficStopped critical']);
  });

  test('an alert to which an entry gives another severity silences by that severity', async () => {
    // The catalogue has it as a warning only.
    const cause = alerts.find(
      ({ scope, conditions, name }) =>
        scope === 'model' &&
        conditions.every(({ severity }) => severity === 'warning') &&
        alerts.some(({ inhibitedBy }) => inhibitedBy.includes(name)),
    );
    const target = alerts.find(({ inhibitedBy }) => cause !== undefined && inhibitedBy.includes(cause.name));
    if (cause === undefined || target === undefined) throw new Error('no warning explains another alert');
    const page = model('a', target.name, 'critical');
    expect(await inhibited(model('a', cause.name, 'critical'), page)).toEqual([`a ${target.name} critical`]);
    expect(await inhibited(model('a', cause.name, 'warning'), page)).toEqual([]);
    expect(await inhibited(model('a', cause.name, 'info'), model('a', target.name, 'warning'))).toEqual([]);
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
});

describe('the catalogue', () => {
  test('names only alerts that exist as causes, and no alert silences itself through others', () => {
    const causes = new Map(alerts.map(({ name, inhibitedBy }) => [name, inhibitedBy]));
    for (const [name, inhibitedBy] of causes) {
      const seen = new Set<string>();
      const visit = (cause: string): void => {
        expect(causes.has(cause)).toBe(true);
        if (seen.has(cause)) return;
        seen.add(cause);
        (causes.get(cause) ?? []).forEach(visit);
      };
      inhibitedBy.forEach(visit);
      expect(seen.has(name)).toBe(false);
    }
  });

  test('refuses a cause that shares no identity with what it would silence', () => {
    const [first] = alerts;
    if (first === undefined) throw new Error('no alerts');
    const gpu = { ...first, name: 'GpuX', scope: 'gpu' as const, inhibitedBy: [] };
    expect(() => inhibitRules([gpu, { ...first, inhibitedBy: ['GpuX'] }])).toThrow('share no label');
  });
});
