import { feedSeries } from '../../dashboards/feed-queries';
import { series, type Feed } from '../../models/feed';
import { boardOf, panelOf, panelsOf } from './boards';
import { mismatches } from './evaluate';

const matchers = ['namespace="serving", model_name="m"', 'runtime="custom"'];
const key = 'namespace="serving", model_name="m", runtime="custom"';

/** Queries of a feed as Grafana would send them on a narrow panel, by the names of their lines. */
const queriesOf = (of: Feed, by?: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    feedSeries({ of, by, name: 'all', quantiles: ['p50', 'p95'], matchers }).map(({ legend, expr }) => [
      legend,
      expr.replaceAll('$__rate_interval', '5m'),
    ]),
  );

/** Says what is wrong when the lines of a feed come out otherwise. */
const found = (
  given: Readonly<Record<string, string>>,
  of: Feed,
  by: string | undefined,
  gives: Readonly<Record<string, Readonly<Record<string, number>>>>,
): string => {
  const queries = queriesOf(of, by);
  expect(Object.keys(queries)).toEqual(Object.keys(gives));
  return mismatches(
    given,
    Object.entries(gives).map(([legend, values]) => ({
      query: `round(${queries[legend] ?? ''}, 1e-6)`,
      gives: values,
    })),
  );
};

it('draws counters as a rate by label, and one that is not there yet as nothing', () => {
  const given = {
    [`a_total{${key}, pod="1", reason="x"}`]: '0+60x90',
    [`a_total{${key}, pod="2", reason="x"}`]: '0+60x90',
    [`a_total{${key}, pod="1", reason="y"}`]: '0+6x90',
    [`a_total{namespace="serving", model_name="m", runtime="other", reason="x"}`]: '0+600x90',
    [`b_total{${key}}`]: '0+12x90',
  };
  const of: Feed = { kind: 'rate', of: [series('a_total')] };
  expect(found(given, of, 'reason', { '{{reason}}': { '{reason="x"}': 2, '{reason="y"}': 0.1 } })).toBe('');
  const sum: Feed = { kind: 'rate', of: [series('a_total'), series('none_total'), series('b_total')] };
  expect(found(given, sum, undefined, { all: { '{}': 2.3 } })).toBe('');
  const rest: Feed = { kind: 'rate', of: [series('a_total')], less: [series('b_total')] };
  expect(found(given, rest, undefined, { all: { '{}': 1.9 } })).toBe('');
  const below: Feed = { kind: 'rate', of: [series('b_total')], less: [series('a_total')] };
  expect(found(given, below, undefined, { all: { '{}': 0 } })).toBe('');
});

it('draws a histogram as quantiles in the base unit, by a label under the name that it is stored by', () => {
  const bucket = (le: string, per: number) => [`t_ms_bucket{${key}, le="${le}", exported_endpoint="e"}`, per];
  const given = Object.fromEntries(
    [bucket('100', 6), bucket('200', 12), bucket('+Inf', 12)].map(([name, per]) => [name, `0+${per}x90`]),
  );
  const of: Feed = { kind: 'histogram', of: series('t_ms'), unit: 'ms', bounds: [100, 200] };
  expect(found(given, of, undefined, { p50: { '{}': 0.1 }, p95: { '{}': 0.19 } })).toBe('');
  expect(
    found(given, of, 'endpoint', {
      'p50 {{exported_endpoint}}': { '{exported_endpoint="e"}': 0.1 },
      'p95 {{exported_endpoint}}': { '{exported_endpoint="e"}': 0.19 },
    }),
  ).toBe('');
});

it('draws means and shares of what happened, and nothing where nothing did', () => {
  const given = {
    [`sum_us{${key}}`]: '0+3000000x90',
    [`count{${key}}`]: '0+60x90',
    [`idle{${key}}`]: '5x90',
    [`bad{${key}}`]: '0+15x90',
  };
  const mean = (count: string): Feed => ({
    kind: 'mean',
    sum: series('sum_us'),
    count: series(count),
    unit: 'us',
  });
  expect(found(given, mean('count'), undefined, { all: { '{}': 0.05 } })).toBe('');
  expect(found(given, mean('idle'), undefined, { all: {} })).toBe('');
  const share = (of: string, among: string): Feed => ({
    kind: 'share',
    of: [series(of)],
    among: [series(among)],
  });
  expect(found(given, share('bad', 'count'), undefined, { all: { '{}': 0.25 } })).toBe('');
  expect(found(given, share('none', 'count'), undefined, { all: { '{}': 0 } })).toBe('');
  expect(found(given, share('bad', 'idle'), undefined, { all: {} })).toBe('');
});

it('draws gauges over replicas, divided where they have a most', () => {
  const given = {
    [`used{${key}, pod="1"}`]: '3x90',
    [`used{${key}, pod="2"}`]: '1x90',
    [`most{${key}, pod="1"}`]: '4x90',
    [`most{${key}, pod="2"}`]: '4x90',
  };
  const gauge = (more: object): Feed => ({ kind: 'gauge', of: series('used'), across: 'max', ...more });
  expect(found(given, gauge({ across: 'sum' }), undefined, { all: { '{}': 4 } })).toBe('');
  expect(found(given, gauge({ per: series('most') }), undefined, { all: { '{}': 0.75 } })).toBe('');
  expect(found(given, gauge({ factor: 0.01 }), undefined, { all: { '{}': 0.03 } })).toBe('');
});

describe('the panels of an entry', () => {
  const own = (title: string) => {
    const { targets, description, fieldConfig } = panelOf('full', 'mlo-model-ranker', title);
    return {
      queries: targets.map(({ expr }) => expr.replace(/\s+/g, ' ').replace(/\{[^}]*\}/, '')),
      legends: targets.map(({ legendFormat }) => legendFormat),
      description,
      unit: fieldConfig.defaults['unit'],
    };
  };

  it('are read as they say', () => {
    expect(own('Feature cache')).toEqual({
      queries: ['sum by (cache) ( rate(feature_cache_hits_total[$__rate_interval]) )'],
      legends: ['{{cache}}'],
      description:
        "Hits of the feature cache. Rate per second of the server's own metric feature_cache_hits_total.",
      unit: 'short',
    });
    expect(own('Feature lookup')).toMatchObject({
      queries: [
        'histogram_quantile( 0.95, sum by (le, exported_namespace) ( rate(feature_lookup_seconds_bucket[$__rate_interval]) ) )',
      ],
      legends: ['p95 {{exported_namespace}}'],
      unit: 's',
    });
  });

  it('add up what can be added, and take the mean of shares', () => {
    expect(own('Cache size').queries).toEqual(['sum ( feature_cache_bytes )']);
    expect(own('Cache fill').queries).toEqual(['avg ( feature_cache_ratio )']);
  });

  it('are the last row, behind what the runtime tells', () => {
    const rows = boardOf('full', 'mlo-model-ranker').panels.filter(({ type }) => type === 'row');
    expect(rows.slice(-2).map(({ title }) => title)).toEqual([
      'What Custom server on the metric contract tells',
      'Own panels',
    ]);
  });
});

it('leaves out what a server with names of its own does not map', () => {
  const keys = panelsOf(boardOf('full', 'mlo-model-renamed')).map(({ title }) => title);
  expect(keys).toContain('Predictions by status');
  expect(keys).not.toContain('Rows of a request');
});
