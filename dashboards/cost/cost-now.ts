import type { Environment } from '../../environments';
import { costRecords } from '../../models/cost-records';
import { gpuLimits } from '../../models/gpu-limits';
import { gpuRecords } from '../../models/gpu-records';
import type { UnplacedPanel } from '../grafana';
import { stat, valueNow } from '../panel';
import { lines } from '../queries';
import { badFrom } from '../thresholds';
import { units } from '../units';
import { moneyOf, ofSevenDays } from './money';

const { ofPool, ofModel } = costRecords;
const noValue = 'No GPU with a price reports';
const unused = `${ofPool}{use=~"idle|free"}`;
/** Nothing is spent on what there is none of, where anything is spent at all. */
const orNothing = (expr: string): string => lines(expr, `or 0 * sum(${ofPool})`);

/** What is spent, and on what, in one line of numbers. */
export function costStats(environment: Environment): readonly UnplacedPanel[] {
  const { amount, perHour } = moneyOf(environment);
  return [
    stat({
      key: 'cost-now',
      title: 'Cost now',
      description: `What all GPUs of pools with a price cost by the hour (${ofPool}), whether a pod holds them or not.`,
      unit: perHour,
      noValue,
      query: valueNow(`sum(${ofPool})`),
    }),
    stat({
      key: 'cost-idle',
      title: 'Held and idle',
      description: `What GPUs cost by the hour that a pod holds and that worked for less than ${gpuLimits.idle * 100}% of the last hour (${ofPool}, ${gpuRecords.busy}).`,
      unit: perHour,
      noValue,
      query: valueNow(orNothing(`sum(${ofPool}{use="idle"})`)),
      steps: badFrom({ warning: 1e-6 }),
    }),
    stat({
      key: 'cost-free',
      title: 'Held by nobody',
      description: `What GPUs cost by the hour that no pod holds (${ofPool}). Some are kept free on purpose, for the next pod to start at once.`,
      unit: perHour,
      noValue,
      query: valueNow(orNothing(`sum(${ofPool}{use="free"})`)),
    }),
    stat({
      key: 'cost-unused-share',
      title: 'Unused share, 7 days',
      description: `Which part of the cost of the last seven days was for GPUs that nobody held or hardly used (${ofPool}).`,
      unit: units.ratio,
      noValue,
      query: valueNow(
        lines('(', orNothing(`sum(${ofSevenDays(unused)})`), ')', `/ (sum(${ofSevenDays(ofPool)}) > 0)`),
      ),
    }),
    stat({
      key: 'cost-of-week',
      title: 'Last 7 days',
      description: `What all GPUs of pools with a price have cost in seven days (${ofPool}); hours in which Prometheus was not there are missing.`,
      unit: amount,
      noValue,
      query: valueNow(`sum(${ofSevenDays(ofPool)})`),
    }),
    stat({
      key: 'cost-of-models',
      title: 'Known by model',
      description: `Which part of the cost of GPUs that pods hold is known by model (${ofModel}). The rest is of pods that serve several models, or none.`,
      unit: units.ratio,
      noValue: 'No pod holds a GPU',
      query: valueNow(
        lines(`(sum(${ofModel}) or 0 * sum(${ofPool}))`, `/ (sum(${ofPool}{use!="free"}) > 0)`),
      ),
    }),
  ];
}
