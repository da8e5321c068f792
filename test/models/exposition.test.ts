import { parseExposition } from './exposition';

test('a metrics page is read with its labels, escapes and special values', () => {
  expect(
    parseExposition('# HELP a b\na 1\nb:c{d="e,}",f="g\\"\\\\\\n"} +Inf 17\n\nh{} NaN\ni{j="k",} -1.5e-3\n'),
  ).toEqual([
    { name: 'a', labels: {}, value: 1 },
    { name: 'b:c', labels: { d: 'e,}', f: 'g"\\\n' }, value: Infinity },
    { name: 'h', labels: {}, value: Number.NaN },
    { name: 'i', labels: { j: 'k' }, value: -0.0015 },
  ]);
});

test.each(['a', 'a{b="c"}', 'a{b=c} 1', 'a{b="c" d="e"} 1', 'a{b="c",b="d"} 1', '1a 1', 'a one', 'a 1 2 3'])(
  '%s is no line of a metrics page',
  (line) => {
    expect(() => parseExposition(line)).toThrow('line 1 is no sample');
  },
);
