import { properties, type Mapping } from '../../logs/mappings';
import { bulk, type Kept } from './bulk';
import { everyEnvironment } from './environments';
import { installBuiltIn } from './node/built-in';
import type { ElasticsearchNode } from './node/elasticsearch';
import { onNode } from './node/on-node';
import { documentsOf } from './samples';

interface Hit {
  readonly _id: string;
  readonly _source: unknown;
  readonly _ignored?: readonly string[];
}

// A node for each: its templates have the same names in every environment, and may not go while their streams are there.
describe.each(everyEnvironment.map((shown) => [shown.name, shown] as const))(
  'documents of %s',
  (name, { environment, requests }) => {
    onNode('elasticsearch', 'on a real node', (node) => {
      const documents = documentsOf(environment);
      let kept: readonly Kept[] = [];
      beforeAll(async () => {
        await installBuiltIn(node());
        for (const { by, method, path, body } of requests)
          if (by === 'node') await node().told(method, path, body);
        kept = await bulk(node(), documents);
      });

      test('none is refused', () => {
        expect(documents.length).toBeGreaterThan(environment.models.length);
        expect(kept.filter(({ status }) => status !== 201)).toEqual([]);
      });

      test('each is in the stream that the pipelines named, and comes back as it was sent', async () => {
        const found = await foundOf(node(), kept);
        for (const [index, document] of documents.entries()) {
          const { id, index: backing } = kept[index] ?? { id: '', index: '' };
          expect(backing).toMatch(
            new RegExp(`^\\.ds-${document.stream.replaceAll('.', '\\.')}-[\\d.]+-\\d{6}$`),
          );
          expect([document.about, found.get(id)?._source]).toEqual([document.about, document.document]);
        }
      });

      test('a field is left out of its index where it is longer than that takes, and nowhere else', async () => {
        const found = await foundOf(node(), kept);
        for (const [index, { about, document }] of documents.entries()) {
          const ignored = found.get(kept[index]?.id ?? '')?._ignored ?? [];
          const tooLong = wordsIn(document).flatMap(([field, word]) => {
            const limit = ignoreAbove(field);
            return limit !== undefined && word.length > limit ? [field] : [];
          });
          expect([about, ...ignored]).toEqual([about, ...tooLong]);
        }
      });

      test('an action that could replace a document is refused', async () => {
        const [first] = documents;
        if (first === undefined) throw new Error(`${name} writes nothing`);
        const [refused] = await bulk(node(), [first], undefined, 'index');
        expect(refused?.status).toBe(400);
        expect(refused?.reason).toContain(
          'only write ops with an op_type of create are allowed in data streams',
        );
      });

      const records = documents.filter(({ id }) => id !== undefined);
      if (records.length > 0)
        test('a record that is sent twice is one, and the second is told so', async () => {
          for (const again of await bulk(node(), records)) expect(again.status).toBe(409);
        });
    });
  },
);

/** Documents by their id. */
async function foundOf(
  { told }: ElasticsearchNode,
  kept: readonly Kept[],
): Promise<ReadonlyMap<string, Hit>> {
  const ids = kept.map(({ id }) => id);
  const answer = await told('POST', '/logs-*/_search', { size: 10_000, query: { ids: { values: ids } } });
  const { hits } = (answer as { readonly hits: { readonly hits: readonly Hit[] } }).hits;
  return new Map(hits.map((hit) => [hit._id, hit]));
}

/** Every text of a document, by its path. */
const wordsIn = (value: unknown, path: readonly string[] = []): readonly (readonly [string, string])[] =>
  typeof value === 'string'
    ? [[path.join('.'), value]]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => wordsIn(inner, [...path, key]))
      : [];

/** How long a word of a field may be to be indexed, by our mappings. */
function ignoreAbove(field: string): number | undefined {
  const mapping = field
    .split('.')
    .reduce<Mapping | undefined>(
      (at, step) => (at?.['properties'] as Readonly<Record<string, Mapping>> | undefined)?.[step],
      { properties },
    );
  return mapping?.['ignore_above'] as number | undefined;
}
