import { streamName } from '../../logs';
import { auditDataset, inferenceDataset } from '../../logs/data-streams';
import { bulk } from './bulk';
import { environmentThatAsks } from './environments';
import { installBuiltIn } from './node/built-in';
import { onNode } from './node/on-node';

const { environment, requests } = environmentThatAsks;
const lines = streamName(environment, inferenceDataset);
const records = streamName(environment, auditDataset);
const time = { '@timestamp': '2026-01-02T03:04:05.678Z' };
const many = Object.fromEntries(Array.from({ length: 600 }, (_none, index) => [`unknown_${index}`, index]));

/** What the pipelines never write; should they, or somebody else, this is what becomes of it. */
onNode('elasticsearch', 'wrong documents', (node) => {
  beforeAll(async () => {
    await installBuiltIn(node());
    for (const { by, method, path, body } of requests)
      if (by === 'node') await node().told(method, path, body);
  });

  test.each<[string, object, string]>([
    ['has no time', {}, 'timestamp field [@timestamp] is missing'],
    [
      'has a time that is none',
      { '@timestamp': 'yesterday' },
      'failed to parse field [@timestamp] of type [date]',
    ],
    ['has a text where fields belong', { ...time, service: 'churn' }, 'object mapping for [service]'],
    ['has fields where a word belongs', { ...time, service: { name: { first: 'churn' } } }, 'service.name'],
    ['has fields where a text belongs', { ...time, message: { text: 'm' } }, 'message'],
    ['has a word where own fields belong', { ...time, mlobs: { fields: 'decision' } }, 'mlobs.fields'],
  ])('a line that %s is refused', async (_what, document, reason) => {
    const [refused] = await bulk(node(), [{ stream: lines, document: { ...document } }]);
    expect(refused?.status).toBe(400);
    expect(refused?.reason).toContain(reason);
  });

  const stored = async (stream: string, document: object) => {
    const [kept] = await bulk(node(), [{ stream, document: { ...document } }]);
    expect(kept).toMatchObject({ status: 201 });
    const found = await node().told('POST', `/${stream}/_search`, {
      query: { ids: { values: [kept?.id] } },
    });
    const [hit] = (
      found as {
        readonly hits: {
          readonly hits: readonly { readonly _source: object; readonly _ignored?: readonly string[] }[];
        };
      }
    ).hits.hits;
    expect(hit?._source).toEqual(document);
    return hit?._ignored ?? [];
  };
  const mappingOf = async (stream: string): Promise<string> =>
    JSON.stringify(await node().told('GET', `/${stream}/_mapping`));

  test('a number that is none is kept with its line, and not searchable', async () => {
    expect(await stored(lines, { ...time, event: { duration: 'soon' } })).toEqual(['event.duration']);
  });

  // Before the limit is reached, beyond which nothing is learnt from any document.
  test('nothing is learnt from records, nor from what is unknown under mlobs', async () => {
    await stored(lines, { ...time, mlobs: { prediction: { unheard: 1 }, unheard: 'of' } });
    await stored(records, { ...time, ...many, unheard: { of: 'x' } });
    expect(await mappingOf(lines)).not.toContain('unheard');
    expect(await mappingOf(records)).not.toMatch(/unheard|unknown_/);
  });

  test('fields beyond the limit are kept with their line, and not searchable', async () => {
    const ignored = await stored(lines, { ...time, ...many });
    expect(ignored.length).toBeGreaterThan(0);
    const learnt = Object.keys(many).filter((name) => !ignored.includes(name));
    expect(learnt.length).toBeGreaterThan(0);
    expect(learnt.length).toBeLessThan(500);
    const mapping = await mappingOf(lines);
    for (const name of ignored) expect(mapping).not.toContain(`"${name}"`);
  });
});
