import type { LoadedEnvironment } from '../../environments';
import { printDuration, type Duration } from '../../models/duration';
import { companyRules, rulesFor, sharedRules } from '../../rules';
import { rulesIn } from '../explanation/thresholds';
import type { Finding } from './finding';
import { memoryOf, shortMemory, type Fired } from './fired';
import { loadedAlerts, type Address } from './prometheus';
import { unheardInPrometheus } from './reach';

/** From this share of the time on, nobody looks any more. */
const nearlyAlways = 0.9;

/** Those fire on purpose: silence of the first is what is noticed. */
const meantToFire = ['Watchdog', 'InfoInhibitor'];

/**
 * What a Prometheus that runs the environment says of its alerts, with what has to be known about that.
 *
 * @throws NoAnswer
 */
export async function findingsInPrometheus(
  loaded: LoadedEnvironment,
  address: Address,
  window: Duration,
): Promise<{ readonly findings: readonly Finding[]; readonly notes: readonly string[] }> {
  const [present, memory] = await Promise.all([loadedAlerts(address), memoryOf(address, window)]);
  const own = namesIn(loaded);
  const names = new Set(present.map(({ name }) => name));
  const note = shortMemory(memory, window);
  const span = printDuration(window);
  return {
    findings: [
      ...unheardInPrometheus(loaded, present, own),
      ...[...own]
        .filter((name) => !names.has(name))
        .map((name): Finding => ({
          question: 'notLoaded',
          about: name,
          says: 'is made for this environment, and is not there',
        })),
      ...[...own]
        .filter((name) => names.has(name) && !memory.fired.has(name))
        .map((name): Finding => ({ question: 'neverFired', about: name, says: `not once in ${span}` })),
      ...memory.longest
        .filter(({ alert, share }) => share >= nearlyAlways && !meantToFire.includes(alert))
        .sort((a, b) => b.share - a.share || (a.alert < b.alert ? -1 : 1))
        .map(({ alert, about, share }): Finding => ({
          question: 'alwaysFiring',
          about: alert,
          says: `${Math.round(share * 100)} % of the time that is known${subjectText(about)}`,
        })),
    ],
    notes: note === undefined ? [] : [note],
  };
}

/** Names of all alerts that the environment deploys, sorted. */
function namesIn({ environment }: LoadedEnvironment): ReadonlySet<string> {
  const objects = [
    sharedRules(environment),
    ...companyRules(environment).map(({ object }) => object),
    ...environment.models.map((model) => rulesFor(model, environment)),
  ];
  return new Set(
    objects
      .flatMap(rulesIn)
      .flatMap(({ alert }) => alert ?? [])
      .sort(),
  );
}

function subjectText(about: Fired['about']): string {
  const labels = Object.entries(about).filter(([, value]) => value !== '');
  return labels.length === 0 ? '' : `: ${labels.map(([name, value]) => `${name} ${value}`).join(', ')}`;
}
