import { dashboardsFor } from '../../dashboards';
import { dcgm, dcgmCounters } from '../../models/dcgm';
import { rulesFor, sharedRules } from '../../rules';
import { company } from './company';
import { panelsOf } from '../dashboards/boards';

/** Functions that count the rises of a counter, and those that look at its numbers alone. */
const counting = ['rate', 'irate', 'increase', 'resets'];
const looking = ['max_over_time', 'min_over_time', 'last_over_time'];

/**
 * What is known to be wrong with expressions about GPUs, although Prometheus takes them. Each has been seen in public
 * rules.
 */
function objections(expression: string): readonly string[] {
  const found: string[] = [];
  const say = (objection: string): void => void found.push(objection);
  for (const [, before = '', metric = ''] of expression.matchAll(/(\w*)\(*\s*\b(DCGM_\w+)/g)) {
    const known = Object.values(dcgmCounters).find((one) => one.metric === metric);
    if (known === undefined) say(`${metric} is not published: add it to models/dcgm.ts`);
    // Sums and maxima over labels may stand between the function and its series, as in a subquery.
    const inside = enclosing(expression, metric);
    if (known?.type === 'gauge' && inside.some((name) => counting.includes(name)))
      say(`${metric} is a gauge: ${before} of it says nothing`);
    if (known?.type === 'counter' && !inside.some((name) => [...counting, ...looking].includes(name)))
      say(`${metric} only ever grows: take a rate`);
  }
  if (/_VIOLATION/.test(expression) && !/1e9/.test(expression)) say('violations are in nanoseconds');
  if (/\berror_code\b/.test(expression)) say('the label of an XID is err_code or xid');
  if (/FB_USED\s*\/\s*DCGM_FI_DEV_FB_FREE/.test(expression)) say('used by free is no share');
  if (/\b[Hh]ostname\b/.test(expression)) say('the label changed its spelling between versions: use node');
  if (/\bsum\b(?: (?:by|without) \([^)]*\))? ?\(\s*DCGM_/.test(expression))
    say('a shared GPU is there once for each pod: take the maximum');
  return found;
}

/** Names of the functions around the first occurrence of a series. */
function enclosing(expression: string, metric: string): readonly string[] {
  const stack: string[] = [];
  for (const [token, name] of expression.slice(0, expression.indexOf(metric)).matchAll(/(\w*)\s*\(|\)/g)) {
    if (token === ')') stack.pop();
    else stack.push(name ?? '');
  }
  return stack;
}

const environment = company();
const rules = [sharedRules(environment), ...environment.models.map((model) => rulesFor(model, environment))]
  .flatMap(({ spec }) => spec.groups)
  .flatMap(({ rules: inGroup }) => inGroup)
  .filter(({ expr }) => /DCGM_/.test(expr));
const queries = dashboardsFor(environment)
  .flatMap(({ dashboard }) => panelsOf(dashboard))
  .flatMap(({ targets }) => targets.map(({ expr }) => expr))
  .filter((expr) => /DCGM_/.test(expr));

test('no rule and no board falls into a known trap', () => {
  expect(rules.length).toBeGreaterThan(10);
  expect([...rules.map(({ expr }) => expr), ...queries].flatMap(objections)).toEqual([]);
});

test('every series that the exporter is told to publish is read, and no other is', () => {
  const read = [...rules.map(({ expr }) => expr), ...queries].flatMap(
    (expr) => expr.match(/DCGM_\w+/g) ?? [],
  );
  expect([...new Set(read)].sort()).toEqual(Object.values(dcgm).sort());
});

test.each([
  ['increase(DCGM_FI_DEV_XID_ERRORS[5m]) > 0', 'is a gauge'],
  ['rate(DCGM_EXP_XID_ERRORS_COUNT{xid="79"}[5m]) > 0', 'is a gauge'],
  ['DCGM_FI_DEV_XID_ERRORS{error_code="79"} > 0', 'err_code'],
  ['DCGM_FI_DEV_THERMAL_VIOLATION > 0', 'only ever grows'],
  ['rate(DCGM_FI_DEV_POWER_VIOLATION[5m]) > 0.5', 'nanoseconds'],
  ['DCGM_FI_DEV_FB_USED / DCGM_FI_DEV_FB_TOTAL', 'is not published'],
  ['DCGM_FI_DEV_FB_USED / DCGM_FI_DEV_FB_FREE > 9', 'no share'],
  ['DCGM_FI_DEV_CLOCK_THROTTLE_REASONS > 0', 'is not published'],
  ['max by (Hostname) (DCGM_FI_DEV_GPU_TEMP) > 85', 'spelling'],
  ['sum by (node) (DCGM_FI_DEV_FB_USED)', 'take the maximum'],
])('the trap %s is seen', (expression, objection) => {
  expect(objections(expression).join('; ')).toContain(objection);
});
