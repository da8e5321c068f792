import { placeInScalar } from '../../environments/scalar-place';
import { sourceText } from '../../environments/source-text';
import { nodeAt, parseYaml } from '../../environments/yaml';

const expression = `sum by (a) (x{b="c d", e=~'f.*'})\n  > 0.5 # "why"\n  and y`;

const indented = (by: string): string => expression.replaceAll('\n', `\n${by}`);

const files = {
  'a block that keeps its lines': `a:\n  b: |\n    ${indented('    ')}\n  c: 1\n`,
  'a block that keeps its lines, after a comment': `a:\n  # note\n  b: |- # note\n      ${indented('      ')}\n`,
  'a block with empty lines': `a:\n  b: |2\n\n    ${indented('    ')}\n`,
  'a folded block': `a:\n  b: >-\n    ${indented('    ')}\n`,
  'a text in double quotes': `a: { b: ${JSON.stringify(expression)} }\n`,
  'a text in double quotes over lines': `a:\n  b: "sum by (a) \\\n    (x{b=\\"c d\\", e=~'f.*'})\n\n    > 0.5 \\x23 \\"why\\"\n    and y"\n`,
  'a text in single quotes': `a:\n  b: '${indented('     ').replaceAll("'", "''")}'\n`,
  'a plain text': `a:\n  b: sum by (a) (x) >\n    0.5 and\n    y\n`,
};

test.each(Object.entries(files))('each word is found again in %s', (_style, text) => {
  const source = sourceText('file.yaml', new TextEncoder().encode(text));
  if ('message' in source) throw new Error(source.message);
  const parsed = parseYaml(source);
  if ('diagnostics' in parsed) throw new Error(parsed.diagnostics[0]?.message);
  const node = nodeAt(parsed.node, ['a', 'b']);
  if (node?.kind !== 'scalar') throw new Error('no text');
  const words = [...String(node.value).matchAll(/\S+/g)];
  expect(words.length).toBeGreaterThan(5);
  let last = 0;
  for (const match of words) {
    const { start, end } = placeInScalar(text, node, {
      from: match.index,
      to: match.index + match[0].length,
    });
    expect(start).toBeGreaterThanOrEqual(last);
    last = end;
    const found = text.slice(start, end);
    const read = found.replaceAll("''", "'").replaceAll('\\"', '"').replaceAll('\\x23', '#');
    expect(read).toBe(match[0]);
  }
});

test('a place behind the end of a text is its last character', () => {
  const text = 'a: { b: x + }\n';
  const source = sourceText('file.yaml', new TextEncoder().encode(text));
  const parsed = 'message' in source ? undefined : parseYaml(source);
  const node = parsed === undefined || 'diagnostics' in parsed ? undefined : nodeAt(parsed.node, ['a', 'b']);
  if (node === undefined) throw new Error('no text');
  const { start, end } = placeInScalar(text, node, { from: 3, to: 4 });
  expect(text.slice(start, end)).toBe('+');
});
