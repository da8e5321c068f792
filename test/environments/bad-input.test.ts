import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expectGolden } from '../golden';
import { mistakesByTopic } from './bad-input';
import { goodRules } from './bad-input/rules';
import { inWorkspace } from './workspace';

/** Every mistake that has a golden report. */
const badCases = mistakesByTopic.flatMap(({ cases }) => cases);

describe('a mistake is reported with its place, its source line and what would be right', () => {
  test.each(badCases)('$mistake', ({ file, spoil }) => {
    const report = inWorkspace((workspace) => {
      spoil(workspace);
      return workspace.report();
    });
    expectGolden(`bad-input/${file}.txt`, report);
    expect(report).not.toBe('no problem\n');
  });
});

test('every case has a name of its own, and every golden report a case', () => {
  const cases = badCases.map(({ file }) => `${file}.txt`).sort();
  expect(new Set(cases).size).toBe(cases.length);
  expect(readdirSync(join(__dirname, '..', 'golden', 'bad-input')).sort()).toEqual(cases);
});

test('the fixture that the cases spoil is valid', () => {
  expect(inWorkspace((workspace) => workspace.report())).toBe('no problem\n');
});

test('so is the rule file that they spoil', () => {
  const report = inWorkspace((workspace) => {
    workspace.write('shop/rules/checkout.yaml', goodRules);
    return workspace.report();
  });
  expect(report).toBe('no problem\n');
});
