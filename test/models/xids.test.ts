import {
  brokenClasses,
  containedClasses,
  xidClasses,
  xidPattern,
  type XidClassName,
} from '../../models/xids';
import { alerts } from '../../rules';
import { printExpression } from '../../rules/promql';

const names = Object.keys(xidClasses) as readonly XidClassName[];

test('every code is in one class', () => {
  const codes = names.flatMap((name) => [...xidClasses[name].codes]);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes.every((code) => Number.isInteger(code) && code > 0)).toBe(true);
});

test('every class has its severity, and no class has two', () => {
  const classed = [...brokenClasses, ...containedClasses, 'link', 'application'];
  expect([...classed].sort()).toEqual([...names].sort());
});

test('alerts ask for every code, and none of them for part of a number', () => {
  const text = alerts
    .filter(({ name }) => name.startsWith('GpuXid'))
    .flatMap(({ conditions }) => conditions.map(({ expression }) => printExpression(expression)))
    .join('\n');
  const asked = new Set([...text.matchAll(/xid=~"([^"]*)"/g)].flatMap(([, codes = '']) => codes.split('|')));
  expect([...asked].sort()).toEqual(names.flatMap((name) => xidClasses[name].codes.map(String)).sort());
  // Prometheus anchors a pattern at both ends.
  expect(new RegExp(`^(?:${xidPattern('busLost')})$`).test('179')).toBe(false);
});
