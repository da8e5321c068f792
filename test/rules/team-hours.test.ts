import type { Environment } from '../../environments';
import { hours } from '../../models/duration';
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

/** A zone in which it is now between that hour and the next: Etc/GMT-3 is three hours ahead of Greenwich. */
function zoneIn(hour: number): string {
  const ahead = ((hour - new Date().getUTCHours() + 36) % 24) - 12;
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

/** What its clock shows so many minutes from now. */
function clockIn(hour: number, minutes: number): string {
  const minute = hour * 60 + new Date().getUTCMinutes() + minutes;
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** The company, whose team risk has these hours now and escalates within them. */
function during(from: string, to: string, zone: string): Environment {
  const environment = company();
  const risk = environment.teams['risk'];
  if (risk === undefined) throw new Error('the company has no risk');
  return {
    ...environment,
    teams: {
      ...environment.teams,
      risk: {
        ...risk,
        hours: { days: 'Mon-Sun', from, to, zone },
        escalation: { after: hours(1), to: { webhook: { secret: 'heads' } } },
      },
    },
  };
}

const alert = (name: string, severity: string, tier: string, more: Labels = {}): Labels => ({
  ...{ alertname: name, severity, tier, scope: 'model', namespace: 'serving', model_name: name },
  ...{ team: 'risk', env: 'prod', cluster: 'main', ...more },
});

const rests = { traffic: 'business-hours' };
const lasts = { escalated: '1h' };
const posted: readonly Labels[] = [
  alert('PageCritical', 'critical', 'critical'),
  alert('PageStandard', 'critical', 'standard'),
  alert('Ticket', 'warning', 'standard'),
  alert('QuietCritical', 'critical', 'critical', rests),
  alert('QuietStandard', 'critical', 'standard', rests),
  alert('QuietTicket', 'warning', 'standard', rests),
  alert('LastingCritical', 'critical', 'critical', lasts),
  alert('LastingStandard', 'critical', 'standard', lasts),
  alert('LastingQuiet', 'critical', 'critical', { ...rests, ...lasts }),
];

describe('hours of a team, in a real Alertmanager by its own clock', () => {
  let alertmanager: LiveAlertmanager | undefined;
  let receiving: Receiving;
  beforeEach(async () => {
    receiving = await startReceiving();
  });
  afterEach(async () => {
    await alertmanager?.stop();
    await receiving.stop();
  });

  /** Who is told of what, a while after all of it has begun to fire. */
  async function told(environment: Environment): Promise<readonly string[]> {
    const configuration = alertmanagerConfiguration(environment, 60);
    alertmanager = await startAlertmanager(towards(receiving.url, configuration));
    // Everything else is sent within the time in which the last of another team is.
    await alertmanager.post(posted.map((labels) => ({ labels })));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await alertmanager.post([{ labels: { ...alert('Last', 'critical', 'critical'), team: 'assistants' } }]);
    const all = (): readonly string[] =>
      receiving.received.map(({ path, text }) => {
        const [first] = (JSON.parse(text) as { alerts: readonly { labels: Labels }[] }).alerts;
        return `${path.slice(1)} ${first?.labels['alertname'] ?? ''}`;
      });
    await until(all, (lines) => lines.some((line) => line.endsWith(' Last')));
    return all()
      .filter((line) => !line.endsWith(' Last'))
      .sort();
  }

  test('within them a standard model pages, tickets are sent, and what lasts escalates', async () => {
    expect(await told(during('08:00', '18:00', zoneIn(12)))).toEqual([
      'risk-escalation LastingCritical',
      'risk-escalation LastingQuiet',
      'risk-escalation LastingStandard',
      'risk-page PageCritical',
      'risk-page PageStandard',
      'risk-page QuietCritical',
      'risk-page QuietStandard',
      'risk-ticket QuietTicket',
      'risk-ticket Ticket',
    ]);
  }, 30_000);

  test('outside only models of tier critical page; one that rests is quiet, whatever its tier; tickets wait', async () => {
    expect(await told(during('08:00', '18:00', zoneIn(2)))).toEqual([
      'risk-escalation LastingCritical',
      'risk-page PageCritical',
      'risk-ticket PageStandard',
    ]);
  }, 30_000);

  test('just after they have begun nobody is told yet that a model is quiet, and nothing that waited escalates', async () => {
    const zone = zoneIn(12);
    expect(await told(during(clockIn(12, -10), '18:00', zone))).toEqual([
      'risk-escalation LastingCritical',
      'risk-page PageCritical',
      'risk-page PageStandard',
      'risk-ticket Ticket',
    ]);
  }, 30_000);

  test('half an hour later that is told, and an hour later what has lasted', async () => {
    const zone = zoneIn(12);
    const soon = await told(during(clockIn(12, -40), '18:00', zone));
    expect(soon).toEqual([
      'risk-escalation LastingCritical',
      'risk-page PageCritical',
      'risk-page PageStandard',
      'risk-page QuietCritical',
      'risk-page QuietStandard',
      'risk-ticket QuietTicket',
      'risk-ticket Ticket',
    ]);
  }, 30_000);

  test('the heartbeat beats at its pace, whatever the hours', async () => {
    const configuration = alertmanagerConfiguration(company(), 60);
    alertmanager = await startAlertmanager(towards(receiving.url, configuration));
    await alertmanager.post([{ labels: { alertname: 'Watchdog', severity: 'none', env: 'prod' } }]);
    const beats = (): number => receiving.received.filter(({ path }) => path === '/heartbeat').length;
    // One a minute, sixty times faster.
    expect(await until(beats, (count) => count >= 3)).toBeGreaterThanOrEqual(3);
    expect(receiving.received.every(({ path }) => path === '/heartbeat')).toBe(true);
  }, 30_000);
});
