import { parseProgram } from './logstash-grammar';

test('a text keeps its backslashes, and one before a quote keeps the quote inside', () => {
  const read = parseProgram(String.raw`filter { mutate { id => "a" gsub => ["x\d", "say \"hi\"", '\n'] } }`);
  expect(read.filter).toEqual([
    { plugin: 'mutate', id: 'a', options: { gsub: ['x\\d', 'say \\"hi\\"', '\\n'] } },
  ]);
});

test.each([
  ['a plugin without an id', 'filter { drop { } }', 'an id in drop'],
  ['a codec with an id', 'output { udp { id => "a" codec => plain { id => "b" } } }', 'no id in plain'],
  ['an option twice', 'filter { drop { id => "a" tag => 1 tag => 2 } }', 'no second tag'],
  ['an unfinished text', 'filter { drop { id => "a } }', 'a text'],
  ['options without space between them', 'filter { drop { id => "a"tag => 1 } }', 'white space'],
  ['a list without commas', 'filter { mutate { id => "a" x1 => ["a" "b"] } }', 'the end of the list'],
  ['and beside or', 'filter { if [a] and [b] or [c] { } }', 'parentheses'],
  ['a condition around an input', 'input { if [a] { } }', 'no condition among the inputs'],
  ['text after the end', 'filter { } nonsense', 'the end'],
  ['a block that is not closed', 'filter { if [a] {', 'a plugin'],
])('%s is an error', (_name, text, expected) => {
  expect(() => parseProgram(text)).toThrow(expected);
});
