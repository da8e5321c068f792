import {
  basePer,
  printSelector,
  suffixed,
  type Feed,
  type HistogramFeed,
  type RateFeed,
  type Selector,
} from '../models/feed';
import { storedLabel } from '../models/names';
import { recordedQuantiles, type RecordedQuantile } from '../models/records';
import type { Series } from './panel-timeseries';
import { lines } from './queries';

/** Which of a runtime's own series are drawn, and by which label of the page. */
export interface Drawn {
  readonly of: Feed;
  readonly by?: string | undefined;
  /** What the line is called where there is no label. */
  readonly name: string;
  /** What is drawn of a histogram. */
  readonly quantiles: readonly RecordedQuantile[];
  /** Matchers on target labels that leave one model. */
  readonly matchers: readonly string[];
}

/** Window of a rate, which Grafana sets by the width of the panel and the pace of the scrapes. */
const window = '$__rate_interval';

/** Lines over raw series: one per value of the label, or one in all; of a histogram one per quantile and value. */
export function feedSeries(drawn: Drawn): readonly Series[] {
  const { of, by, name, quantiles, matchers } = drawn;
  const label = by === undefined ? undefined : storedLabel(by);
  const value = label === undefined ? undefined : `{{${label}}}`;
  if (of.kind !== 'histogram') return [{ expr: valueOf(drawn, label), legend: value ?? name }];
  return quantiles.map((quantile) => ({
    expr: quantileOf(of, { quantile: recordedQuantiles[quantile], label, matchers }),
    legend: value === undefined ? quantile : `${quantile} ${value}`,
  }));
}

function valueOf({ of, matchers }: Drawn, label: string | undefined): string {
  const sum = (selectors: readonly Selector[]): string => sumOf(selectors, label, matchers);
  switch (of.kind) {
    case 'rate':
      return rateOf(of, sum);
    case 'mean':
      return scaled(ratio(sum([of.sum]), sum([of.count])), basePer[of.unit]);
    case 'share':
      return ratio(orZero(sum(of.of), sum(of.among)), sum(of.among));
    case 'gauge': {
      const read = (selector: Selector): string => printSelector(selector, matchers);
      const level = of.per === undefined ? read(of.of) : lines(read(of.of), `/ ${read(of.per)}`);
      return scaled(block(`${of.across}${grouping(label)} `, level), of.factor ?? 1);
    }
    case 'histogram':
      throw new Error('a histogram is drawn by its quantiles');
  }
}

const rateOf = ({ of, less }: RateFeed, sum: (selectors: readonly Selector[]) => string): string =>
  less === undefined ? sum(of) : block('clamp_min', lines(sum(of), `- ${orZero(sum(less), sum(of))},`, '0'));

function quantileOf(
  { of, unit }: HistogramFeed,
  {
    quantile,
    label,
    matchers,
  }: Pick<Drawn, 'matchers'> & {
    readonly quantile: number;
    readonly label: string | undefined;
  },
): string {
  const by = ['le', ...(label === undefined ? [] : [label])].join(', ');
  const buckets = block(`sum by (${by}) `, rate(suffixed(of, '_bucket'), matchers));
  return scaled(block('histogram_quantile', lines(`${quantile},`, buckets)), basePer[unit]);
}

/** Sum of counters; a later one that a server has not created yet counts as 0. */
function sumOf(
  [first, ...later]: readonly Selector[],
  label: string | undefined,
  matchers: readonly string[],
): string {
  if (first === undefined) throw new Error('a feed without a series');
  const one = (selector: Selector): string => block(`sum${grouping(label)} `, rate(selector, matchers));
  if (later.length === 0) return one(first);
  return block('', lines(one(first), ...later.map((selector) => `+ ${orZero(one(selector), one(first))}`)));
}

const rate = (selector: Selector, matchers: readonly string[]): string =>
  `rate(${printSelector(selector, matchers)}[${window}])`;

const grouping = (label: string | undefined): string => (label === undefined ? '' : ` by (${label})`);

/** What is not there counts as 0 where its whole is. */
const orZero = (part: string, whole: string): string => block('', lines(part, 'or', `0 * ${whole}`));

const ratio = (part: string, whole: string): string => lines(part, '/', block('', `${whole} > 0`));

const scaled = (expr: string, factor: number): string =>
  factor === 1 ? expr : `${block('', expr)} * ${factor}`;

/** A call or parentheses, with what is inside on lines of its own. */
const block = (call: string, inside: string): string =>
  lines(`${call}(`, `  ${inside.replaceAll('\n', '\n  ')}`, ')');
