import { compressed } from '../../preview/compressed';
import { isOfPrometheus, overRange, panelsOf } from '../../preview/panel-answer';
import { dashboardsFor } from '../../dashboards';
import { dev } from './dev';

describe('a panel on the compressed clock', () => {
  it.each([
    ['rate(m[5m])', 'rate(m[5s])'],
    ['max_over_time(m[1h:5m] offset 10m)', 'max_over_time(m[1m:5s] offset 10s)'],
    ['m{le=~"[abc]"}', 'm{le=~"[abc]"}'],
    ['time() - m', '60 * (time() - m)'],
    ['rate(m[$__rate_interval])', 'rate(m[5s])'],
    ['max by (x) (model:threshold:data_age)', '60 * (max by (x) (model:threshold:data_age))'],
  ])('asks %s as %s', (expr, expected) => {
    expect(compressed(expr, 60)).toBe(expected);
  });

  it('fills in the range of the chart and the distance of its points', () => {
    expect(
      overRange('max_over_time(m[$__range:$__interval] @ end())', { from: 100, to: 400, step: 0.5 }),
    ).toBe('max_over_time(m[300s:500ms] @ end())');
  });

  it('leaves nothing of a board that only Grafana can read', () => {
    const range = { from: 0, to: 60, step: 1 };
    const queries = dashboardsFor(dev).flatMap(({ dashboard }) =>
      panelsOf(dashboard).flatMap(({ targets }) => targets.filter(isOfPrometheus)),
    );
    for (const { expr } of queries) expect(overRange(compressed(expr, 60), range)).not.toContain('$__');
  });

  it('asks what the board asks in real time', () => {
    for (const { dashboard } of dashboardsFor(dev)) {
      for (const { expr } of panelsOf(dashboard).flatMap(({ targets }) => targets.filter(isOfPrometheus))) {
        const asked = expr.replaceAll('$__rate_interval', '5m');
        expect(compressed(expr, 1).replace(/^1 \* \(/, '(')).toContain(asked);
      }
    }
  });
});
