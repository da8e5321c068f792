import { parseDuration, printDuration, times } from '../models/duration';
import { thresholds } from '../models/names';

/** What Grafana would fill in: a few samples, at the usual interval of scrapes. */
const rateWindow = '5m';

/**
 * A panel's query on the compressed clock: windows and offsets are shorter, and an age, which is a difference from
 * `time()`, is told in the time that it stands for.
 */
export function compressed(expr: string, pace: number): string {
  const shorter = (text: string): string => {
    const duration = parseDuration(text);
    return duration === undefined ? text : printDuration(times(duration, 1 / pace));
  };
  const scaled = expr
    .replaceAll('$__rate_interval', rateWindow)
    .replace(/\[(\w+)(:\w*)?\]/g, (_, window: string, step?: string) => {
      const resolution = step === undefined ? '' : `:${step === ':' ? '' : shorter(step.slice(1))}`;
      return `[${shorter(window)}${resolution}]`;
    })
    .replace(/\boffset (\w+)/g, (_, offset: string) => `offset ${shorter(offset)}`);
  const asksTime = /\btime\(\)/.test(scaled);
  // A limit beside what it limits is compared with it: what comes of that, a share or a count, is no time.
  const isAge = tellsAge.test(scaled) ? !asksTime && !/\bon \(/.test(scaled) : asksTime;
  return isAge ? `${pace} * (${scaled})` : scaled;
}

/** Limits of ages are compressed in the rules, as ages themselves are. */
const tellsAge = new RegExp(
  `\\b(?:${[
    thresholds.dataAge,
    thresholds.driftCheckAge,
    thresholds.evaluationAge,
    thresholds.batchSilence,
    thresholds.batchDeadline,
    thresholds.batchStart,
  ].join('|')})\\b`,
);
