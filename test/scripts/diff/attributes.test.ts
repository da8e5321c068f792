import { attributeChanges } from '../../../scripts/diff/attributes';

const changes = (before: unknown, after: unknown): readonly string[] =>
  attributeChanges({ given: before }, { given: after }).map(
    ({ path, before: old, after: now }) => `${path}: ${JSON.stringify(old)} -> ${JSON.stringify(now)}`,
  );

describe('what differs between two resources', () => {
  test('nothing, where both say the same in another order of keys', () => {
    expect(changes({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toEqual([]);
  });

  test('is told where it is an order alone, because a plan shows it', () => {
    const other = ['given: "as it was" -> "the same in another order"'];
    expect(changes('{"a":1,"b":2}', '{"b":2,"a":1}')).toEqual(other);
    expect(changes([{ name: 'a' }, { name: 'b' }], [{ name: 'b' }, { name: 'a' }])).toEqual(other);
  });

  test('a text that is JSON is looked into, alone in a list as Helm has it, too', () => {
    expect(changes(['{"a":{"b":1}}'], ['{"a":{"b":2}}'])).toEqual(['given.a.b: 1 -> 2']);
  });

  test('what is new and what is gone has one side only', () => {
    expect(changes({ a: 1 }, { b: 2 })).toEqual(['given.a: 1 -> undefined', 'given.b: undefined -> 2']);
  });

  test('elements with names are found wherever they stand; objects of Kubernetes by kind and name', () => {
    const object = (kind: string, name: string, port: number) => ({ kind, metadata: { name }, port });
    expect(
      changes(
        [object('PodMonitor', 'churn', 1), object('Probe', 'churn', 2)],
        [object('Probe', 'churn', 2), object('PodMonitor', 'churn', 3), object('Rule', 'churn', 4)],
      ),
    ).toEqual([
      'given[PodMonitor churn].port: 1 -> 3',
      'given[Rule churn]: undefined -> {"kind":"Rule","metadata":{"name":"churn"},"port":4}',
    ]);
  });

  test('panels are found by number, so that another title is no other panel', () => {
    const panel = (id: number, title: string, unit: string) => ({ id, title, unit });
    expect(
      changes(
        [panel(1, 'Accuracy', 'a'), panel(2, 'Slower than 250ms', 's')],
        [panel(3, 'Accuracy', 'b'), panel(1, 'Accuracy', 'a'), panel(2, 'Slower than 500ms', 's')],
      ),
    ).toEqual([
      'given[Slower than 500ms].title: "Slower than 250ms" -> "Slower than 500ms"',
      'given[Accuracy]: undefined -> {"id":3,"title":"Accuracy","unit":"b"}',
    ]);
  });

  test('of a list without names, one more element is one change and moves no other', () => {
    expect(changes(['a', 'b', 'c'], ['a', 'x', 'b', 'c'])).toEqual(['given[1]: undefined -> "x"']);
    expect(changes(['a', 'b', 'c'], ['a', 'c'])).toEqual(['given[1]: "b" -> undefined']);
    expect(changes([{ a: 1 }, { a: 2 }], [{ a: 1 }, { a: 3 }])).toEqual(['given[1].a: 2 -> 3']);
    expect(changes([], ['a', 'a'])).toEqual(['given[0]: undefined -> "a"', 'given[1]: undefined -> "a"']);
  });

  test('a value of another type is one change', () => {
    expect(changes({ a: { b: 1 } }, { a: [1] })).toEqual(['given.a: {"b":1} -> [1]']);
  });
});
