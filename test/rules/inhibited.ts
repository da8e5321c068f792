import type { AlertmanagerConfiguration } from '../../rules';
import {
  startAlertmanager,
  towards,
  until,
  type Labels,
  type LiveAlertmanager,
  type ShownAlert,
} from './live-alertmanager';

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
 * An alert that the second keeps quiet as soon as Alertmanager knows that the first fires. It learns of alerts that keep
 * others quiet one after the other, in their order, and after it shows them.
 */
const known = { cause: 'Known', effect: 'KnownTo' } as const;

const withKnown = ({ inhibit_rules: rules, ...configuration }: AlertmanagerConfiguration) => ({
  ...configuration,
  inhibit_rules: [
    ...rules,
    {
      source_matchers: [`alertname="${known.cause}"`],
      target_matchers: [`alertname="${known.effect}"`],
      equal: ['round'],
    },
  ],
});

/**
 * For the tests of a `describe`: starts a real Alertmanager before and stops it after them, and returns what tells which
 * of some alerts, all firing at once, it keeps quiet.
 */
export function inhibitionBy(
  configuration: AlertmanagerConfiguration,
): (...firing: readonly Labels[]) => Promise<readonly string[]> {
  let alertmanager: LiveAlertmanager;
  let round = 0;
  beforeAll(async () => {
    alertmanager = await startAlertmanager(towards('http://127.0.0.1:9', withKnown(configuration)));
  });
  afterAll(() => alertmanager.stop());
  return (...firing) => inhibitedIn(alertmanager, firing, String((round += 1)));
}

async function inhibitedIn(
  alertmanager: LiveAlertmanager,
  firing: readonly Labels[],
  round: string,
): Promise<readonly string[]> {
  const startsAt = new Date(Date.now() - 2_000).toISOString();
  const last = [known.effect, known.cause].map((alertname) => ({ alertname, round }));
  const sent = [...firing, ...last];
  const post = (endsAt?: string) =>
    alertmanager.post(
      sent.map((labels) => ({ labels, startsAt, ...(endsAt === undefined ? {} : { endsAt }) })),
    );
  await post();
  const nameOf = ({ alertname, model_name, node, UUID, severity }: Labels): string =>
    [model_name, UUID ?? node, alertname, severity].filter((part) => part !== undefined).join(' ');
  const all = await until(
    alertmanager.shown,
    (shown) =>
      shown.length === sent.length &&
      shown.some(({ labels, status }) => labels['alertname'] === known.effect && isQuiet(status)),
    10_000,
  );
  await post(new Date(Date.now() - 1_000).toISOString());
  await until(alertmanager.shown, (shown) => shown.length === 0, 10_000);
  return all
    .filter(({ labels, status }) => labels['alertname'] !== known.effect && isQuiet(status))
    .map(({ labels }) => nameOf(labels))
    .sort();
}

const isQuiet = ({ inhibitedBy }: ShownAlert['status']): boolean => inhibitedBy.length > 0;
