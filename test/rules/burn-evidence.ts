import type { Pair } from './burn-pairs';
import { look, spoken, type Situation } from './burn-situation';
import type { Spell } from './traffic';

/** Few events, all of them bad: so many within a span of minutes, evenly. */
const few = (minutes: number, events: number, within: number): Spell => ({
  minutes,
  events: events / within,
  bad: events / within,
});

const held = { critical: 2, warning: 15 } as const;
const lag = 2.5;

/**
 * Just too few events in the long window of a pair, then just enough, while the other pair of that severity has too few
 * or does not burn. `least` is how many are asked for.
 */
export function aroundTheEvidence({ long, severity }: Pair, least: number, events: string): Situation {
  const step = long < 1440 ? 0.5 : 4;
  const margin = 2 * step + long / 240;
  const name = `told when ${spoken(long)} hold ${least} ${events}, and not when they hold fewer`;
  if (long === 60 || long === 1440) {
    // A busy hour before, so that longer windows do not burn. From 0.96 to 1.44 of what is asked for.
    const more = 60 + long + 10;
    const enough = more + long / 12 + lag;
    return {
      name,
      proves: ['fires', 'boundary'],
      step,
      pods: [
        [
          { minutes: 60, events: 200_000, bad: 0 },
          few(long + 10, 0.96 * least, long),
          few(long / 4 + 20, 1.44 * least, long),
        ],
      ],
      looks: [look(more), look(enough - margin), look(enough + held[severity] + margin, severity)],
    };
  }
  // So slow that the shorter of the long windows never holds enough, in a window that holds all there is.
  const shorter = long === 360 ? 60 : 1440;
  const rate = (0.7 * least) / shorter;
  const enough = least / rate + lag;
  return {
    name,
    proves: ['fires', 'boundary'],
    step,
    pods: [[few(enough + 60, 0.7 * least, shorter)]],
    looks: [look(enough - margin - lag), look(enough + held[severity] + margin, severity)],
  };
}
