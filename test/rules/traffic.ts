/** Events of one pod that stay alike for some time. */
export interface Spell {
  readonly minutes: number;
  /** Events of a minute, and how many of them are bad. */
  readonly events: number;
  readonly bad: number;
  /** A pod that is not there, scrapes that fail (its counters go on), or a process that begins anew. */
  readonly trouble?: 'absent' | 'every third scrape fails' | 'no scrape succeeds' | 'starts anew';
}

/** What is read of a counter at one time: nothing while its page is not read, `stale` when the pod has just gone. */
type Sample = number | '_' | 'stale';

/** Counters of a pod, step by step, in the notation of promtool. */
export interface Counters {
  readonly all: string;
  readonly good: string;
  readonly bad: string;
}

const printed = (samples: readonly Sample[]): string => samples.join(' ');

/** To a millionth: a counter that falls by the last bit of a number has begun anew. */
const whole = (count: number): number => Math.round(count * 1e6) / 1e6;

/** Counters of all, of good and of bad events as they are scraped every `step` minutes. */
export function countersOf(spells: readonly Spell[], step: number): Counters {
  // A process that has been there for a while, whose first event in view is not the first that it counts.
  let all = spells[0]?.trouble === 'absent' ? 0 : 5000;
  let bad = all / 10;
  let present = false;
  const samples: { all: Sample; good: Sample; bad: Sample }[] = [];
  const told = (sample: '_' | 'stale'): number => samples.push({ all: sample, good: sample, bad: sample });
  for (const spell of spells) {
    if (spell.trouble === 'starts anew') all = bad = 0;
    for (let index = 0; index < Math.round(spell.minutes / step); index += 1) {
      if (spell.trouble === 'absent') {
        told(present ? 'stale' : '_');
        present = false;
        all = bad = 0;
        continue;
      }
      present = true;
      all += spell.events * step;
      bad += spell.bad * step;
      if (
        spell.trouble === 'no scrape succeeds' ||
        (spell.trouble === 'every third scrape fails' && index % 3 === 2)
      )
        told('_');
      else samples.push({ all: whole(all), good: whole(all - bad), bad: whole(bad) });
    }
  }
  return {
    all: printed(samples.map((one) => one.all)),
    good: printed(samples.map((one) => one.good)),
    bad: printed(samples.map((one) => one.bad)),
  };
}
