import { formats } from '../../logs/formats';
import { bareTraces, exceptionOf, tracesBehind } from '../../logs/formats/traces';
import { limits } from '../../logs/limits';
import { parsedFormats } from '../../models/runtime';
import { formatCases, formatsEnvironment, type FormatCase } from './formats';
import { joinedEvents } from './joined';
import { grokPattern } from './ruby';
import { ship } from './ship';

const document = ({ lines, pod }: FormatCase): unknown => {
  const [event, ...others] = joinedEvents(lines);
  if (event === undefined || others.length > 0) throw new Error(`${others.length + 1} events`);
  return ship(event, pod, formatsEnvironment).document;
};

test.each(formatCases.map((one) => [one.group, one.name, one] as const))('%s: %s', (_group, _name, one) => {
  expect(document(one)).toEqual({ '@version': '1', ...one.document });
});

test('every format has five cases or more', () => {
  const groups = new Map<string, number>();
  for (const { group } of formatCases) groups.set(group, (groups.get(group) ?? 0) + 1);
  expect([...groups].filter(([group, count]) => count < 5 && group !== 'any text')).toEqual([]);
  const tried = new Set<string>(formatCases.map(({ format }) => format));
  expect(parsedFormats.filter((format) => !tried.has(format))).toEqual([]);
});

const patterns = Object.entries(formats).flatMap(([name, format]) =>
  format.patterns.map((pattern, index) => [`${name} ${index}`, pattern] as const),
);

test.each(patterns)('pattern %s is anchored, has limits, and means the same in Ruby', (_name, pattern) => {
  expect(pattern).toMatch(/^\\A/);
  const bare = pattern.replace(/\[\^?(?:\\.|[^\]\\])+\]/g, 'c').replace(/\\\\/g, 'c');
  // The rest of the line, as the last thing.
  expect(bare.replace(/\.\*\)?(?:\\z|\)\\z)$/, '')).not.toMatch(/[*+]|\{\d+,\}/);
  expect(bare).not.toMatch(/[\^$]|\\[swdhSWDHbR]|\(\?>|\}\+|\(\?<[=!]/);
});

/** Texts that keep patterns busy which can match in many ways. */
const adversaries = [
  ' ',
  'a',
  'a.',
  'A',
  '0',
  '"',
  '\\',
  '\\"',
  '[',
  ': ',
  '\n',
  ' \n',
  '\n\tat a',
  'Traceback (most recent call last):\n',
  'Traceback (most recent call last):\n  a\n',
  'a.b.C: x\n',
  'INFO:     a - "GET /',
  'I0102 03:04:05.1 1 a:1] "',
].flatMap((piece) => [
  piece.repeat(Math.ceil(limits.read / piece.length)),
  `INFO:a:${piece.repeat(limits.read / 2 / piece.length)}`,
  `2026-01-02 03:04:05,678 - a - INFO - x\n${piece.repeat(limits.read / 2 / piece.length)}!`,
]);

test('no line of the greatest length is slow, whatever it holds', () => {
  const tried = [...patterns.map(([, pattern]) => pattern), ...bareTraces, ...tracesBehind, ...exceptionOf];
  const all = [...new Set(tried)].map(grokPattern);
  for (const text of adversaries) {
    const begun = performance.now();
    for (const pattern of all) pattern.exec(text);
    expect(performance.now() - begun).toBeLessThan(2000);
  }
});
