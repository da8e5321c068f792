import { compressed } from '../../preview/compressed';
import { isOfPrometheus, panelsOf } from '../../preview/panel-answer';
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

  it('asks what the board asks in real time', () => {
    for (const { dashboard } of dashboardsFor(dev)) {
      for (const { expr } of panelsOf(dashboard).flatMap(({ targets }) => targets.filter(isOfPrometheus))) {
        const asked = expr.replaceAll('$__rate_interval', '5m');
        expect(compressed(expr, 1).replace(/^1 \* \(/, '(')).toContain(asked);
      }
    }
  });
});
