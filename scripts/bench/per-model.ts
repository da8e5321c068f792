import type { Report } from './report';

/** Times at several numbers of models. */
export interface Growth {
  readonly counts: readonly number[];
  /** Unit: seconds. */
  readonly times: readonly number[];
  /** What it takes without any model. Unit: seconds. */
  readonly base: number;
}

/** Reports what a model costs, which must stay the same however many there are. */
export function reportPerModel(report: Report, name: string, { counts, times, base }: Growth): void {
  const costs = times.map((time, index) => Math.max(time - base, 0) / (counts[index] ?? 1));
  const text = costs.map((cost) => `${(cost * 1e3).toFixed(2)}`).join(' / ');
  report.row(`${name}: ms per model at ${counts.join(' / ')}`, text);
  const [before = 0, last = 0] = costs.slice(-2);
  report.row(`${name}: cost per model at the most / before`, `${(last / before).toFixed(2)} x`, {
    text: 'at most 1.5 x',
    holds: last <= 1.5 * before,
  });
}
