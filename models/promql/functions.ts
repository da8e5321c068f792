/** What a function takes and gives: instant vectors, windows, numbers, texts. */
export type ArgumentKind = 'vector' | 'window' | 'scalar' | 'text';

export interface Signature {
  readonly args: readonly ArgumentKind[];
  /** How many arguments there are at least. The last kind repeats where `most` is more than the kinds listed. */
  readonly least: number;
  readonly most: number;
  readonly result: 'vector' | 'scalar';
}

const letters: Readonly<Record<string, ArgumentKind>> = { v: 'vector', w: 'window', s: 'scalar', t: 'text' };

/** `s v?`: a number and a vector that may be left out; `t*`: any number of texts. */
function signature(notation: string, result: Signature['result'] = 'vector'): Signature {
  const words = notation === '' ? [] : notation.split(' ');
  return {
    args: words.flatMap((word) => letters[word[0] ?? ''] ?? []),
    least: words.filter((word) => word.length === 1).length,
    most: words.some((word) => word.endsWith('*')) ? Infinity : words.length,
    result,
  };
}

const named = (names: string, notation: string, result?: Signature['result']) =>
  names.split(' ').map((name) => [name, signature(notation, result)] as const);

/** The functions of Prometheus without feature flags. */
export const functions: ReadonlyMap<string, Signature> = new Map([
  ...named('abs absent ceil exp floor ln log2 log10 sgn sqrt sort sort_desc timestamp', 'v'),
  ...named('acos acosh asin asinh atan atanh cos cosh deg rad sin sinh tan tanh', 'v'),
  ...named('histogram_avg histogram_count histogram_sum histogram_stddev histogram_stdvar', 'v'),
  ...named('avg_over_time count_over_time last_over_time max_over_time min_over_time sum_over_time', 'w'),
  ...named('absent_over_time first_over_time present_over_time stddev_over_time stdvar_over_time', 'w'),
  ...named('changes delta deriv idelta increase irate rate resets', 'w'),
  ...named('day_of_month day_of_week day_of_year days_in_month hour minute month year', 'v?'),
  ...named('clamp', 'v s s'),
  ...named('clamp_max clamp_min', 'v s'),
  ...named('histogram_fraction', 's s v'),
  ...named('histogram_quantile', 's v'),
  ...named('label_join', 'v t t t*'),
  ...named('label_replace', 'v t t t t'),
  ...named('predict_linear', 'w s'),
  ...named('quantile_over_time', 's w'),
  ...named('round', 'v s?'),
  ...named('scalar', 'v', 'scalar'),
  ...named('vector', 's'),
  ...named('pi time', '', 'scalar'),
]);

/** What the grammar reads and Prometheus knows only with a feature flag. */
export const experimentalFunctions: ReadonlySet<string> = new Set(
  [
    'double_exponential_smoothing end histogram_quantiles info mad_over_time range sort_by_label sort_by_label_desc',
    'start start_timestamp step ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  ].flatMap((line) => line.split(' ')),
);

/** Aggregation operators with the kind of their first argument, where they take one before the series. */
export const aggregations: ReadonlyMap<string, ArgumentKind | undefined> = new Map<
  string,
  ArgumentKind | undefined
>([
  ['avg', undefined],
  ['bottomk', 'scalar'],
  ['count', undefined],
  ['count_values', 'text'],
  ['group', undefined],
  ['max', undefined],
  ['min', undefined],
  ['quantile', 'scalar'],
  ['stddev', undefined],
  ['stdvar', undefined],
  ['sum', undefined],
  ['topk', 'scalar'],
]);

export const experimentalAggregations: ReadonlySet<string> = new Set(['limitk', 'limit_ratio']);

/** Any name with a bracket behind it that means something. */
export const everyFunction: readonly string[] = [
  ...functions.keys(),
  ...experimentalFunctions,
  ...aggregations.keys(),
  ...experimentalAggregations,
];
