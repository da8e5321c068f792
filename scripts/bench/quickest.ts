import { inSeconds, times } from '../../models/duration';
import { scrapeInterval } from '../../models/scrape-interval';
import { passed } from './evaluation';

/** What of `/api/v1/rules` says how long things took. Unit: seconds. */
interface Answer {
  readonly data: {
    readonly groups: readonly {
      readonly file: string;
      readonly name: string;
      readonly interval: number;
      readonly rules: readonly { readonly evaluationTime: number }[];
    }[];
  };
}

/** Intervals in which it is asked: rules that are evaluated least often are then seen twice. */
const asked = 6;

/**
 * What one interval of evaluation takes with each rule at its quickest, because what else the machine does can only lengthen
 * it; rules that are evaluated less often count in part. A rule that takes long is seldom left alone for all of its time, so
 * on a busy machine this is still too much. Unit: seconds.
 */
export async function quickestEvaluation(url: string, pace: number, death: AbortSignal): Promise<number> {
  const interval = times(scrapeInterval, 1 / pace);
  const quickest = new Map<string, number>();
  for (let count = 0; count < asked; count++) {
    await passed(interval.milliseconds, death);
    const { data } = (await (await fetch(`${url}/api/v1/rules`)).json()) as Answer;
    for (const { file, name, interval: every, rules } of data.groups) {
      rules.forEach(({ evaluationTime }, index) => {
        // One that was not evaluated yet took no time.
        if (evaluationTime === 0) return;
        const rule = `${file} ${name} ${index}`;
        const share = (evaluationTime * inSeconds(interval)) / every;
        quickest.set(rule, Math.min(quickest.get(rule) ?? Infinity, share));
      });
    }
  }
  return [...quickest.values()].reduce((sum, share) => sum + share, 0);
}
