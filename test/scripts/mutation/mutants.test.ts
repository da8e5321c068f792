import type { PrintedRule } from '../../../rules/rule';
import { applied, editsOf } from '../../../scripts/mutation/edits';
import { whyEquivalent } from '../../../scripts/mutation/equivalents';
import { isEnough } from '../../../scripts/mutation/gate';
import { mutantsOf, nameOf } from '../../../scripts/mutation/mutants';
import { canonical, parse } from '../../../scripts/mutation/expression';

/** The expression with every mistake of one operator. */
const mistaken = (text: string, operator: string, names: readonly string[] = [], isRecord = true) =>
  editsOf(text, names, isRecord)
    .filter((edit) => edit.operator === operator)
    .map((edit) => applied(text, edit));

describe('mistakes in an expression', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['flips a comparison', 'a > 1 and b <= 2', ['a < 1 and b <= 2', 'a > 1 and b >= 2']],
    ['changes a number', 'a > 2', ['a > 20', 'a > 0.2', 'a > 2.1', 'a > 1.9']],
    ['changes a number', 'a > 0', []],
    [
      'changes a threshold',
      'a < on (x) max by (x) (model:threshold:floor)',
      [10, 0.1, 1.05, 0.95].map((factor) => `a < on (x) max by (x) ((model:threshold:floor * ${factor}))`),
    ],
    ['changes a threshold', 'a and on (x) model:threshold:floor', []],
    ['drops a matcher', 'a{b="c", d!="e"}', ['a{d!="e"}', 'a{b="c"}']],
    ['drops a matcher', 'a{b="c"}', ['a{}']],
    ['turns a matcher round', 'a{b="c", d!~"e"}', ['a{b!="c", d!~"e"}', 'a{b="c", d=~"e"}']],
    ['takes another set operator', 'a and on (x) b', ['((a) or on (x) (b))', '((a) unless on (x) (b))']],
    ['drops a side or guard', 'a or b', ['(a)', '(b)']],
    ['drops a side or guard', 'a unless b > 0', ['(a)', 'a unless (b)']],
    ['drops a side or guard', 'a + b', []],
    ['swaps the sides of a ratio', 'a / on (x) group_left (y) b', ['((b) / on (x) group_right (y) (a))']],
    ['changes a range', 'rate(a[5m])', ['rate(a[20m])', 'rate(a[1m15s])']],
    ['changes a range', 'sum_over_time(a[1d:5m])', ['sum_over_time(a[4d:5m])', 'sum_over_time(a[6h:5m])']],
    ['drops an offset', 'a offset 1d', ['a ']],
    ['drops a label of on', 'a * on (x, y) b', ['a * on (y) b', 'a * on (x) b']],
    ['drops a label of by', 'sum by (x) (a)', ['sum by () (a)']],
    [
      'drops a label of group_left',
      'a * on (x) group_left (y, z) b',
      ['a * on (x) group_left (z) b', 'a * on (x) group_left (y) b'],
    ],
  ])('%s: %s', (operator, text, expected) => {
    expect(mistaken(text, operator)).toEqual(expected);
  });

  test('take the record of the next longer and the next shorter window, where there is one', () => {
    const names = ['r:ratio5m', 'r:ratio30m', 'r:ratio1h', 'r:ratio1d', 'other:ratio6h'];
    expect(mistaken('r:ratio1h > 1', 'takes another window', names)).toEqual([
      'r:ratio30m > 1',
      'r:ratio1d > 1',
    ]);
    expect(mistaken('r:ratio5m > 1', 'takes another window', names)).toEqual(['r:ratio30m > 1']);
  });

  test.each([
    ['a and b * 2', 'on the right of and'],
    ['count by (x) (a * 2)', 'inside count'],
    ['a or 0 * (b * 2)', 'in what is multiplied by nothing'],
  ])('%s: leave numbers alone that nobody sees, %s', (text) => {
    expect(mistaken(text, 'changes a number')).toEqual([]);
  });

  test('the value of a record is seen, that of an alert is not, and a comparison sees any', () => {
    expect(mistaken('a * 2', 'changes a number')).toHaveLength(4);
    expect(mistaken('a * 2', 'changes a number', [], false)).toEqual([]);
    expect(mistaken('a and b * 2 > 1', 'changes a number', [], false)).toHaveLength(8);
  });

  test('expressions that Prometheus reads alike are alike', () => {
    expect(canonical('(a)  and\n b')).toBe(canonical('a and (b)'));
    expect(canonical('a and b or c')).not.toBe(canonical('a and (b or c)'));
    expect(() => parse('a and')).toThrow('no PromQL');
  });
});

describe('mistakes in rules', () => {
  const alert = (severity: string, tiers: string): PrintedRule => ({
    alert: 'A',
    expr: `(a > 1) * on (x) group_left (t) info${tiers}`,
    for: '5m',
    labels: { severity },
  });
  const rules = [alert('critical', '{tier="critical"}'), alert('warning', '{tier!="critical"}')];
  const groups = [{ name: 'g', interval: '30s', rules }];
  const subject = { alert: 'A', isCritical: true, groups, groupsOfOtherTiers: groups, rules, probes: [] };
  const mutants = mutantsOf(subject);

  test('one that both severities have is made in both, and once', () => {
    const flips = mutants.filter(({ operator }) => operator === 'flips a comparison');
    expect(flips).toHaveLength(1);
    expect(
      [...(flips[0]?.changes ?? [])].map(([rule, { expr }]) => [rule.labels?.['severity'], expr]),
    ).toEqual([
      ['critical', '(a < 1) * on (x) group_left (t) info{tier="critical"}'],
      ['warning', '(a < 1) * on (x) group_left (t) info{tier!="critical"}'],
    ]);
  });

  test('times are changed in both, severities and what only one of them has in each', () => {
    const named = mutants.map(nameOf);
    expect(named).toContain('critical changes for: 5m -> 0s');
    expect(named).toContain('critical changes for: 5m -> 15m');
    expect(named).not.toContain('warning changes for: 5m -> 0s');
    expect(named).toContain('critical changes the severity: critical -> warning');
    expect(named).toContain('critical drops a matcher: tier="critical" -> nothing');
    expect(named).toContain('warning drops a matcher: tier!="critical" -> nothing');
    expect(new Set(named).size).toBe(named.length);
  });

  test('a name alone joins as well as name and namespace, a namespace alone does not', () => {
    const expr = 'a > on (namespace, model_name) b';
    const joins = mutantsOf({ ...subject, rules: [{ alert: 'A', expr }] }).filter(
      ({ operator }) => operator === 'drops a label of on',
    );
    expect(joins.map((mutant) => [mutant.after, whyEquivalent(mutant) !== undefined])).toEqual([
      ['model_name', true],
      ['namespace', false],
    ]);
  });

  /** Of the mistakes of one operator, what stands instead, and whether it changes nothing. */
  const judged = (expr: string, operator: string) =>
    mutantsOf({ ...subject, rules: [{ record: 'r', expr }] })
      .filter((mutant) => mutant.operator === operator)
      .map((mutant) => [mutant.after, whyEquivalent(mutant) !== undefined]);

  test.each([
    ['count by (x) (a) > 1', ['10', '0.1', '0.95'], ['1.05']],
    ['count by (x) (a) >= 10', ['100', '1', '10.5'], ['9.5']],
    ['count by (x) (a) <= 1', ['10', '0.1', '0.95'], ['1.05']],
    ['count by (x) (a) == 1', ['10', '0.1', '1.05', '0.95'], []],
    ['gpu:pod_gpus:max > 1', ['10', '0.1', '0.95'], ['1.05']],
    ['a > 1', ['10', '0.1', '1.05', '0.95'], []],
    ['DCGM_FI_DEV_GPU_TEMP < 1000', ['100'], ['10000', '1050', '950']],
    ['gpu:other:max < 1000', ['10000', '100', '1050', '950'], []],
  ])('%s: a limit is another where a value can lie between the two', (expr, others, same) => {
    const all = judged(expr, 'changes a number');
    expect(all.filter(([, isSame]) => isSame === false).map(([after]) => after)).toEqual(others);
    expect(all.filter(([, isSame]) => isSame === true).map(([after]) => after)).toEqual(same);
  });

  test.each([
    ['a{j="x"} / b{j="x"}', [true, true]],
    ['a{j="x", k="y"} / (b{j="x"} > 0)', [true, false, true]],
    ['predict_linear(a{j="x"}[1h], 60) / b{j="x"}', [true, true]],
    ['a{j="x"} / b{j="y"}', [false, false]],
    ['a{j="x"} / on (k) b{j="x"}', [false, false]],
    ['sum by (k) (a{j="x"}) / sum by (k) (b{j="x"})', [false, false]],
    ['label_replace(a{j="x"}, "j", "z", "", "") / b{j="x"}', [false, false]],
    ['a{j="x"} or b{j="x"}', [false, false]],
    ['a{j="x"} unless last_over_time(a{j="x"}[1h] offset 1h)', [false, true]],
    ['a{j="x"} unless on (k) a{j="x"}', [false, false]],
    ['a{j="x"} and a{j="x"} offset 1h', [true, true]],
    ['a{j="x"} and on (k) a{j="x"}', [false, false]],
  ])('%s: a matcher may be missing where the other side has it and finds by all labels', (expr, expected) => {
    expect(judged(expr, 'drops a matcher').map(([, isSame]) => isSame)).toEqual(expected);
  });

  test.each<readonly [string, string, string, readonly string[], readonly string[]]>([
    [
      'whole numbers are compared with any limit between two of them alike',
      'changes a number',
      'count_over_time(a[1h]) >= 10 and count by (x) (b) > 1 and model:gpu_fault:max >= 2',
      ['10 -> 9.5', '1 -> 1.05', '2 -> 1.9'],
      ['10 -> 10.5', '1 -> 0.95', '2 -> 2.1', '10 -> 1'],
    ],
    ['other values are not', 'changes a number', 'a >= 10 and 10 * b > 1', [], ['10 -> 9.5', '1 -> 1.05']],
    [
      'a count of endpoints is a whole number, a share is none',
      'changes a threshold',
      'a < max by (x) (model:threshold:sources) and b < model:threshold:share',
      ['model:threshold:sources -> (model:threshold:sources * 0.95)'],
      [
        'model:threshold:sources -> (model:threshold:sources * 1.05)',
        'model:threshold:share -> (model:threshold:share * 0.95)',
      ],
    ],
    [
      'topk takes as many as the whole part of a number says',
      'changes a number',
      'topk by (x) (1, a)',
      ['1 -> 1.05'],
      ['1 -> 0.95', '1 -> 10'],
    ],
    [
      'topk keeps labels by which it does not group',
      'drops a label of by',
      'topk by (namespace, model_name) (1, a)',
      ['namespace, model_name -> model_name'],
      ['namespace, model_name -> namespace'],
    ],
    [
      'other aggregations lose them',
      'drops a label of by',
      'max by (namespace, model_name) (topk by (namespace, model_name) (1, a))',
      [],
      ['namespace, model_name -> model_name'],
    ],
    [
      'what is grouped again by fewer labels needs no other before',
      'drops a label of by',
      'group by (y) (max by (x, y) (a))',
      ['x, y -> y'],
      ['x, y -> x'],
    ],
    [
      'added up, or to a value, it does',
      'drops a label of by',
      'count by (y) (max by (x, y) (a)) or group by (y) (topk by (v, y) (1, b))',
      [],
      ['x, y -> y', 'v, y -> y'],
    ],
    [
      'the last of three alternatives by window needs no window',
      'drops a matcher',
      'a{window="30d"}\nor\na{window="28d"}\nor\na{window="7d"}',
      ['window="7d" -> nothing'],
      ['window="30d" -> nothing', 'window="28d" -> nothing'],
    ],
    ['by itself it does', 'drops a matcher', 'a{window="7d"}', [], ['window="7d" -> nothing']],
    [
      'nor does the one before it where both have the same factor',
      'drops a matcher',
      'a > (2 * max by (x) (b{window="28d"})\nor\n2 * max by (x) (b{window="7d"}))',
      ['window="28d" -> nothing'],
      ['window="7d" -> nothing'],
    ],
    [
      'with another factor it does',
      'drops a matcher',
      'a > (2 * max by (x) (b{window="28d"})\nor\n3 * max by (x) (b{window="7d"}))',
      [],
      ['window="28d" -> nothing'],
    ],
  ])('%s', (_why, operator, expr, alike, different) => {
    const made = mutantsOf({ ...subject, rules: [{ record: 'r', expr }] }).filter(
      (mutant) => mutant.operator === operator,
    );
    const found = new Map(
      made.map((mutant) => [
        `${mutant.before} -> ${mutant.after === '' ? 'nothing' : mutant.after}`,
        whyEquivalent(mutant) !== undefined,
      ]),
    );
    expect(alike.map((name) => [name, found.get(name)])).toEqual(alike.map((name) => [name, true]));
    expect(different.map((name) => [name, found.get(name)])).toEqual(different.map((name) => [name, false]));
  });

  test('nobody may be woken by a mistake; of what wakes nobody nine of ten are enough', () => {
    const result = { alert: 'A', mutants: 20, discarded: 0, survivors: [] };
    expect(isEnough({ ...result, isCritical: true, killed: 20 })).toBe(true);
    expect(isEnough({ ...result, isCritical: true, killed: 19 })).toBe(false);
    expect(isEnough({ ...result, isCritical: false, killed: 18 })).toBe(true);
    expect(isEnough({ ...result, isCritical: false, killed: 17 })).toBe(false);
  });
});
