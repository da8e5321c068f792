import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { InvalidConfig, type Diagnostic } from '../../environments';
import { entry, settings } from './bad-case';
import { Workspace } from './workspace';

const paths = [settings, ...['churn', 'ranker', 'rebuild', 'tagger'].map(entry)];
const longest = 2_000;

/** Values that have surprised YAML readers, schemas or regular expressions before. */
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    '~',
    'constructor',
    '__proto__',
    '🤖',
    '99.5%',
    '250ms',
    '0 2 * * *',
  ),
  fc.constantFrom<unknown>(
    0,
    -0,
    -1,
    1e308,
    Number.MAX_SAFE_INTEGER,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    0.1,
  ),
  fc.constantFrom<unknown>('\n'.repeat(40), '#\n'.repeat(40), `${'a'.repeat(3_000)}!`, '* '.repeat(400)),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.jsonValue(),
);

type Mutation = {
  readonly kind: 'delete' | 'rename' | 'retype';
  readonly node: number;
  readonly value: unknown;
};
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('delete', 'rename', 'retype'),
  node: fc.nat(200),
  value: oddValue,
});

/** Every place in a tree that holds a value: the holder and the key. */
function placesIn(holder: unknown): readonly (readonly [Record<string, unknown>, string])[] {
  if (typeof holder !== 'object' || holder === null) return [];
  const record = holder as Record<string, unknown>;
  return Object.keys(record).flatMap((key) => [[record, key] as const, ...placesIn(record[key])]);
}

function mutated(text: string, mutations: readonly Mutation[]): string {
  const tree = load(text);
  for (const { kind, node, value } of mutations) {
    const places = placesIn(tree);
    const [holder, key] = places[node % Math.max(1, places.length)] ?? [];
    if (holder === undefined || key === undefined) continue;
    const before = holder[key];
    if (kind === 'retype') holder[key] = value;
    else Reflect.deleteProperty(holder, key);
    // Not an assignment, which would set the prototype for the key __proto__.
    const renamed = { value: before, enumerable: true, configurable: true, writable: true };
    if (kind === 'rename') Object.defineProperty(holder, String(value), renamed);
  }
  return dump(tree);
}

const whole = (diagnostic: Diagnostic): boolean => {
  const { file, line, column, source, message, length } = diagnostic;
  if (message.length === 0 || length < 1 || line < 1 || column < 1) return false;
  if (source === undefined) return line === 1 && column === 1;
  const text = readFileSync(join(process.cwd(), file), 'utf8').split('\n')[line - 1];
  return source === text?.replaceAll('\r\r', '\r') && column <= source.length + 1;
};

/** Writes one file, loads everything and restores the file. */
const survivesIn =
  (workspace: Workspace, original: ReadonlyMap<string, string>) =>
  (path: string, content: string | Uint8Array): void => {
    workspace.write(path, content);
    const began = performance.now();
    try {
      expect(workspace.load()).toHaveLength(1);
    } catch (error) {
      if (!(error instanceof InvalidConfig)) throw error;
      expect(error.diagnostics.filter((diagnostic) => !whole(diagnostic))).toEqual([]);
      expect(error.diagnostics.length).toBeGreaterThan(0);
    } finally {
      workspace.write(path, original.get(path) ?? '');
    }
    expect(performance.now() - began).toBeLessThan(longest);
  };

describe('whatever a file holds, it is read or refused with a report', () => {
  const workspace = new Workspace();
  const original = new Map(paths.map((path) => [path, workspace.read(path)]));
  afterAll(() => workspace.dispose());
  const survives = survivesIn(workspace, original);

  const path = fc.constantFrom(...paths);
  const seeded = { seed: 20_261_121, numRuns: 150 };

  test('text cut at any place', () => {
    fc.assert(
      fc.property(path, fc.nat(2_000), (file, at) => {
        const text = original.get(file) ?? '';
        survives(file, text.slice(0, at % text.length));
      }),
      seeded,
    );
  });

  test('any Unicode inserted at any place', () => {
    fc.assert(
      fc.property(
        path,
        fc.nat(2_000),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
        (file, at, odd) => {
          const text = original.get(file) ?? '';
          const place = at % text.length;
          survives(file, text.slice(0, place) + odd + text.slice(place));
        },
      ),
    );
  });

  test('any character of the syntax inserted at any place', () => {
    const syntax = fc.stringMatching(/^[\n\t :,?\-#&*!|>'"%@`{}[\]]{1,4}$/);
    fc.assert(
      fc.property(path, fc.nat(2_000), syntax, (file, at, odd) => {
        const text = original.get(file) ?? '';
        const place = at % text.length;
        survives(file, text.slice(0, place) + odd + text.slice(place));
      }),
      seeded,
    );
  });

  test('what YAML may write before a value, and entries may not', () => {
    const prefix = fc.constantFrom(
      '!x ',
      '!!int ',
      '!!binary ',
      '!<x> ',
      '&a ',
      '*a ',
      '| ',
      '>-\n',
      '? ',
      '- ',
      '<<: ',
    );
    fc.assert(
      fc.property(path, fc.nat(200), prefix, (file, at, odd) => {
        const text = original.get(file) ?? '';
        const places = [...text.matchAll(/(?<=: |- |[[{] ?|, )(?=\S)/g)].map(({ index }) => index);
        const place = places[at % places.length] ?? 0;
        survives(file, text.slice(0, place) + odd + text.slice(place));
      }),
      seeded,
    );
  });

  test('bytes that are no text', () => {
    fc.assert(
      fc.property(path, fc.nat(2_000), fc.uint8Array({ minLength: 1, maxLength: 6 }), (file, at, odd) => {
        const bytes = Buffer.from(original.get(file) ?? '');
        const place = at % bytes.length;
        survives(file, Buffer.concat([bytes.subarray(0, place), odd, bytes.subarray(place)]));
      }),
      seeded,
    );
  });

  test('fields deleted, renamed and given other types', () => {
    fc.assert(
      fc.property(path, fc.array(mutation, { minLength: 1, maxLength: 3 }), (file, mutations) => {
        survives(file, mutated(original.get(file) ?? '', mutations));
      }),
      { ...seeded, numRuns: 500 },
    );
  });

  test.each([
    ['two clusters', 'regions', 'world/environment.yaml'],
    ['all platforms', 'pools', 'fleet/environment.yaml'],
  ] as const)(
    'fields of an environment over %s deleted, renamed and given other types',
    (_clusters, fixture, file) => {
      const other = new Workspace(fixture);
      const text = other.read(file);
      const otherSurvives = survivesIn(other, new Map([[file, text]]));
      try {
        fc.assert(
          fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
            otherSurvives(file, mutated(text, mutations));
          }),
          { ...seeded, numRuns: 300 },
        );
      } finally {
        other.dispose();
      }
    },
  );
});
