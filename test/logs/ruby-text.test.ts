import { rubyText } from './ruby-text';

/** What Logstash 9.5.2 was seen to write; `npm run test:logstash` looks again. */
test.each([
  ['text', 'text'],
  [12, '12'],
  [-3, '-3'],
  [0.25, '0.25e0'],
  [12.5, '0.125e2'],
  [1e-7, '0.1e-6'],
  [1e21, '0.1e22'],
  [true, 'true'],
  [{ b: 2 }, '{"b" => 2}'],
  [['c'], '["c"]'],
])('the text of %j is %s', (value, text) => {
  expect(rubyText(value)).toBe(text);
});
