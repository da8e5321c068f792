import { alertmanagerConfiguration } from '../../rules';
import { company } from './company';
import {
  startAlertmanager,
  startReceiving,
  towards,
  until,
  type Labels,
  type LiveAlertmanager,
  type Receiving,
} from './live-alertmanager';

/** How much faster than real time. */
const paces = {
  /** Groups wait for three seconds: what thousands of alerts need to arrive on a busy machine. */
  thousands: 10,
  /** Groups wait for half a second and are looked at every five. */
  few: 60,
} as const;

const ofModel = (index: number, alertname: string, severity: string): Labels => {
  // A model is of one team and one tier, each of which has hundreds.
  const team = ['risk', 'assistants'][index % 2] ?? '';
  const tier = ['critical', 'standard', 'experimental'][index % 3] ?? '';
  return {
    ...{ alertname, severity, scope: 'model', namespace: 'serving', model_name: `model-${index}` },
    ...{ team, tier, env: 'prod', cluster: 'main' },
  };
};

const storm = (team: string, tier: string): Labels => ({
  ...{ alertname: 'PlatformManyModelsFailing', severity: 'critical', scope: 'platform' },
  ...{ team, tier, env: 'prod', cluster: 'main' },
});

const storms = ['risk', 'assistants'].flatMap((team) =>
  ['critical', 'standard'].map((tier) => storm(team, tier)),
);

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

describe('a storm, in a real Alertmanager', () => {
  let alertmanager: LiveAlertmanager;
  let receiving: Receiving;

  async function start(pace: number): Promise<void> {
    receiving = await startReceiving();
    const configuration = alertmanagerConfiguration(company(), pace);
    const alwaysOpen = configuration.time_intervals.map(({ name }) => ({
      name,
      time_intervals: [{ times: [{ start_time: '00:00', end_time: '24:00' }] }],
    }));
    alertmanager = await startAlertmanager({
      ...(towards(receiving.url, configuration) as object),
      time_intervals: alwaysOpen,
    });
  }

  afterEach(async () => {
    await alertmanager.stop();
    await receiving.stop();
  });

  /** Notifications so far, as receiver, alert and number of its alerts. */
  const told = (): readonly string[] =>
    receiving.received
      .filter(({ path }) => path !== '/heartbeat')
      .map(({ path, text }) => {
        const { alerts, commonLabels } = JSON.parse(text) as {
          alerts: readonly unknown[];
          commonLabels: Labels;
        };
        const of = commonLabels['model_name'] ?? commonLabels['tier'] ?? '';
        return `${path.slice(1)}: ${alerts.length} ${commonLabels['alertname'] ?? ''} ${of}`.trim();
      })
      .sort();

  /** Until nothing has come for a while. */
  async function settled(): Promise<readonly string[]> {
    await until(told, (all) => all.length > 0);
    let before = -1;
    await until(
      async () => {
        const now = receiving.received.length;
        const same = now === before;
        before = now;
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        return same;
      },
      (same) => same,
    );
    return told();
  }

  const post = (labels: readonly Labels[], endsAt = new Date(Date.now() + 3_600_000)) =>
    alertmanager.post(
      labels.map((one) => ({
        labels: one,
        startsAt: new Date(Math.min(Date.now(), endsAt.getTime() - 1)).toISOString(),
        endsAt: endsAt.toISOString(),
      })),
    );

  test('a thousand models that fail at once, with a page and a ticket each, are eight notifications', async () => {
    await start(paces.thousands);
    const pages = range(0, 1_000).map((index) => ofModel(index, 'ModelErrorBudgetBurn', 'critical'));
    const tickets = range(0, 1_000).map((index) => ofModel(index, 'ModelLatencyBudgetBurn', 'warning'));
    // As Prometheus sends them: rule by rule, in one evaluation.
    await post([...pages, ...tickets, ...storms]);
    const notifications = await settled();
    process.stdout.write(
      `2,004 alerts, ${notifications.length} notifications:\n  ${notifications.join('\n  ')}\n`,
    );
    expect(notifications).toEqual([
      'assistants-page: 1 PlatformManyModelsFailing critical',
      'assistants-page: 1 PlatformManyModelsFailing standard',
      'assistants-ticket: 166 ModelErrorBudgetBurn experimental',
      'assistants-ticket: 500 ModelLatencyBudgetBurn',
      'risk-page: 1 PlatformManyModelsFailing critical',
      'risk-page: 1 PlatformManyModelsFailing standard',
      'risk-ticket: 167 ModelErrorBudgetBurn experimental',
      'risk-ticket: 500 ModelLatencyBudgetBurn',
    ]);
  }, 60_000);

  test('a model that fails alone is a page of its own, and so is each of a few', async () => {
    await start(paces.few);
    await post([ofModel(0, 'ModelErrorBudgetBurn', 'critical'), ofModel(6, 'ModelAbsent', 'critical')]);
    expect(await settled()).toEqual([
      'risk-page: 1 ModelAbsent model-6',
      'risk-page: 1 ModelErrorBudgetBurn model-0',
    ]);
  }, 60_000);

  test('models of another team or tier page on, and those that are left when it is over page then', async () => {
    await start(paces.few);
    const failing = range(0, 12).map((index) => ofModel(index * 6, 'ModelErrorBudgetBurn', 'critical'));
    const other = ofModel(1, 'ModelErrorBudgetBurn', 'critical');
    await post([...failing, storm('risk', 'critical'), other]);
    expect(await settled()).toEqual([
      'assistants-page: 1 ModelErrorBudgetBurn model-1',
      'risk-page: 1 PlatformManyModelsFailing critical',
    ]);
    const recovered = new Date(Date.now() - 1_000);
    await post(failing.slice(0, 11), recovered);
    await post([storm('risk', 'critical')], recovered);
    const left = await until(told, (all) => all.some((line) => line.includes('model-66')), 30_000);
    expect(left).toContain('risk-page: 1 ModelErrorBudgetBurn model-66');
    expect(left.filter((line) => line.startsWith('risk-page: 1 ModelErrorBudgetBurn')).length).toBe(1);
  }, 60_000);

  test('without the alert about all of them it would be hundreds of pages', async () => {
    await start(paces.thousands);
    await post(range(0, 300).map((index) => ofModel(index, 'ModelErrorBudgetBurn', 'critical')));
    expect((await settled()).length).toBeGreaterThan(200);
  }, 60_000);
});
