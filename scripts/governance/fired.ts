import { printDuration, seconds, type Duration, inSeconds } from '../../models/duration';
import { query, type Address } from './prometheus';

/** What an alert has done in a window of the past. */
export interface Fired {
  readonly alert: string;
  /** Of its series, the one that fired longest: labels that say about what. */
  readonly about: Readonly<Record<string, string>>;
  /** Share of the time that is known, from 0 to 1. */
  readonly share: number;
}

/** What a Prometheus remembers of alerts. */
export interface Memory {
  /** How much of the window it knows. */
  readonly known: Duration;
  /** Names of alerts that fired at all, if only once. */
  readonly fired: ReadonlySet<string>;
  /** Each alert and subject by the time for which it fired. */
  readonly longest: readonly Fired[];
}

/** So many points of the window are looked at for how long something fired. */
const points = 400;

/** Labels that tell one subject of an alert from another. */
const subject = ['alertname', 'cluster', 'namespace', 'model_name', 'team', 'node', 'severity'];

/**
 * What fired in a window that ends now, from the series ALERTS, of which Prometheus writes a sample with each evaluation.
 *
 * @throws NoAnswer
 */
export async function memoryOf(address: Address, window: Duration): Promise<Memory> {
  const step = Math.max(60, Math.ceil(inSeconds(window) / points));
  const span = `[${inSeconds(window)}s:${step}s]`;
  const firing = 'ALERTS{alertstate="firing"}';
  const [known, names, times] = await Promise.all([
    // Whatever it scrapes: without any series it knew nothing then.
    query(address, `count_over_time((count(up))${span})`),
    query(address, `count by (alertname) (count_over_time(${firing}[${inSeconds(window)}s]))`),
    query(address, `count_over_time((count by (${subject.join(', ')}) (${firing}))${span})`),
  ]);
  const knownPoints = known[0]?.value ?? 0;
  return {
    known: seconds(knownPoints * step),
    fired: new Set(names.flatMap(({ metric }) => metric['alertname'] ?? [])),
    longest: times.map(({ metric: { alertname = '', ...about }, value }) => ({
      alert: alertname,
      about,
      share: knownPoints === 0 ? 0 : Math.min(1, value / knownPoints),
    })),
  };
}

/** How much of a window is known, in a sentence; `undefined` where it is nearly all. */
export const shortMemory = ({ known }: Memory, window: Duration): string | undefined =>
  inSeconds(known) >= 0.9 * inSeconds(window)
    ? undefined
    : `Prometheus knows ${known.milliseconds === 0 ? 'nothing' : printDuration(known)} of the last ${printDuration(window)}: an alert that never fired may only be young.`;
