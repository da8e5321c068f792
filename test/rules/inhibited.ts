import type { alertmanagerConfiguration } from '../../rules';
import { startAlertmanager, towards, until, type Labels, type LiveAlertmanager } from './live-alertmanager';

/** A firing alert about a model. */
export const model = (name: string, alertname: string, severity = 'warning'): Labels => ({
  alertname,
  severity,
  scope: 'model',
  namespace: 'serving',
  model_name: name,
  team: 'risk',
  tier: 'standard',
});

/** A firing alert about a GPU of the node n1. */
export const gpu = (UUID: string, alertname: string, severity: string): Labels => ({
  alertname,
  severity,
  scope: 'gpu',
  team: 'platform',
  node: 'n1',
  gpu: '0',
  UUID,
});

/**
 * For the tests of a `describe`: starts a real Alertmanager before and stops it after them, and returns what tells which
 * of some alerts, all firing at once, it keeps quiet.
 */
export function inhibitionBy(
  configuration: ReturnType<typeof alertmanagerConfiguration>,
): (...firing: readonly Labels[]) => Promise<readonly string[]> {
  let alertmanager: LiveAlertmanager;
  beforeAll(async () => {
    alertmanager = await startAlertmanager(towards('http://127.0.0.1:9', configuration));
  });
  afterAll(() => alertmanager.stop());
  return (...firing) => inhibitedIn(alertmanager, firing);
}

async function inhibitedIn(
  alertmanager: LiveAlertmanager,
  firing: readonly Labels[],
): Promise<readonly string[]> {
  const startsAt = new Date(Date.now() - 2_000).toISOString();
  const post = (endsAt?: string) =>
    alertmanager.post(
      firing.map((labels) => ({ labels, startsAt, ...(endsAt === undefined ? {} : { endsAt }) })),
    );
  await post();
  const nameOf = ({ alertname, model_name, node, UUID, severity }: Labels): string =>
    [model_name, UUID ?? node, alertname, severity].filter((part) => part !== undefined).join(' ');
  // Alertmanager decides when it is asked; it only needs to have stored the alerts.
  const all = await until(alertmanager.shown, (shown) => shown.length === firing.length, 10_000);
  await post(new Date(Date.now() - 1_000).toISOString());
  await until(alertmanager.shown, (shown) => shown.length === 0, 10_000);
  return all
    .filter(({ status }) => status.inhibitedBy.length > 0)
    .map(({ labels }) => nameOf(labels))
    .sort();
}
