import { meanOf, printSelector, selectorsOf, selects, series, suffixed } from '../../models/feed';
import { identityLabels, storedLabel } from '../../models/names';

test('a selector is printed in the notation of PromQL', () => {
  expect(printSelector(series('up'))).toBe('up');
  expect(printSelector(series('vllm:x_total'), ['runtime="vllm"'])).toBe('vllm:x_total{runtime="vllm"}');
  expect(printSelector(series('m', { a: 'b', c: '!d' }))).toBe('m{a="b", c!="d"}');
  expect(printSelector(series('m', { a: '5..|429', c: '!x.+' }))).toBe('m{a=~"5..|429", c!~"x.+"}');
});

test('a name that begins with a colon is matched through __name__', () => {
  expect(printSelector(series(':odd', { a: 'b' }))).toBe('{__name__=":odd", a="b"}');
});

test('quotes and backslashes in a pattern arrive as they are meant', () => {
  expect(printSelector(series('m', { a: 'say "x"', b: 'a\\.b' }))).toBe('m{a="say \\"x\\"", b=~"a\\\\.b"}');
});

test('a label of a page that our targets carry too is stored under another name', () => {
  expect(printSelector(series('m', { endpoint: '/predict', path: '/x' }))).toBe(
    'm{exported_endpoint="/predict", path="/x"}',
  );
  expect(identityLabels.map(storedLabel)).toEqual(identityLabels.map((label) => `exported_${label}`));
  expect(storedLabel('status')).toBe('status');
});

test('a selector chooses the samples that PromQL would choose', () => {
  const failed = series('m', { code: '5..|429', path: '!/(healthz|)' });
  expect(selects(failed, 'm', { code: '500', path: '/x' })).toBe(true);
  expect(selects(failed, 'm', { code: '4290', path: '/x' })).toBe(false);
  expect(selects(failed, 'm', { code: '429', path: '/healthz' })).toBe(false);
  expect(selects(failed, 'm', { code: '503', path: '/' })).toBe(false);
  expect(selects(failed, 'n', { code: '503', path: '/x' })).toBe(false);
  expect(selects(series('m', { code: '!200' }), 'm', {})).toBe(true);
  expect(selects(series('m', { code: '200' }), 'm', {})).toBe(false);
});

test('a feed knows all series that it reads', () => {
  const names = (feed: Parameters<typeof selectorsOf>[0]): readonly string[] =>
    selectorsOf(feed).map(({ metric }) => metric);
  expect(names({ kind: 'rate', of: [series('a'), series('b')], less: [series('c')] })).toEqual([
    'a',
    'b',
    'c',
  ]);
  expect(names({ kind: 'histogram', of: series('h'), unit: 's', bounds: [1] })).toEqual([
    'h_bucket',
    'h_count',
    'h_sum',
  ]);
  expect(names({ kind: 'mean', sum: series('s'), count: series('n'), unit: 'us' })).toEqual(['s', 'n']);
  expect(names({ kind: 'gauge', of: series('g'), across: 'max' })).toEqual(['g']);
  expect(names({ kind: 'gauge', of: series('g'), per: series('p'), across: 'max' })).toEqual(['g', 'p']);
  expect(names({ kind: 'share', of: [series('o')], among: [series('a')] })).toEqual(['o', 'a']);
  expect(names(meanOf(series('h', { a: 'b' }), 's'))).toEqual(['h_sum', 'h_count']);
  expect(suffixed(series('h', { a: 'b' }), '_sum')).toEqual(series('h_sum', { a: 'b' }));
});
