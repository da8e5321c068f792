import { streamPattern } from '../../logs';
import { loggedOf, logsUrl } from '../../models/log-links';
import { loggedNameOf } from '../../models/log-service';
import type { Event } from '../logs/event';
import { bulk, type Kept } from './bulk';
import { environmentThatAsks } from './environments';
import { installBuiltIn } from './node/built-in';
import { onNode } from './node/on-node';
import { fits } from './patterns';
import { discover, grafanaLogs, phraseOf, type TimeRange } from './questions';
import { chosenLines, failedLines, slowLines } from '../../dashboards/log-queries';
import { withVariables, type Chosen } from '../dashboards/lucene';
import { documentsOf, firstLine } from './samples';

interface Found {
  readonly hits: {
    readonly total: { readonly value: number };
    readonly hits: readonly {
      readonly _id: string;
      readonly fields: Readonly<Record<string, readonly unknown[]>>;
      readonly highlight?: Readonly<Record<string, readonly string[]>>;
    }[];
  };
  readonly aggregations?: Readonly<
    Record<string, { readonly buckets: readonly { readonly doc_count: number }[] }>
  >;
}

const { environment, requests } = environmentThatAsks;
const documents = documentsOf(environment);
const pattern = streamPattern(environment);
const all: TimeRange = { from: firstLine - 60_000, to: firstLine + 60_000 };
const nameOf = (document: Event): unknown => (document['service'] as Event)['name'];

onNode('elasticsearch', 'searches', (node) => {
  let kept: readonly Kept[] = [];
  beforeAll(async () => {
    await installBuiltIn(node());
    for (const { by, method, path, body } of requests)
      if (by === 'node') await node().told(method, path, body);
    kept = await bulk(node(), documents);
  });

  const idsWhere = (holds: (document: Event) => boolean): readonly string[] =>
    documents.flatMap(({ stream, document }, index) =>
      fits(pattern, stream) && holds(document) ? [kept[index]?.id ?? 'not kept'] : [],
    );
  const ask = async (lucene: string, range: TimeRange = all): Promise<Found> => {
    const answer = await node().told(
      'POST',
      '/_msearch?max_concurrent_shard_requests=5',
      grafanaLogs(pattern, lucene, range),
    );
    const [found] = (answer as { readonly responses: readonly (Found & { readonly error?: unknown })[] })
      .responses;
    if (found === undefined || found.error !== undefined) throw new Error(JSON.stringify(found?.error));
    return found;
  };
  const idsOf = ({ hits }: Found): readonly string[] => hits.hits.map(({ _id }) => _id);
  const times = ({ hits }: Found): readonly unknown[] =>
    hits.hits.map(({ fields }) => fields['@timestamp']?.[0]);

  describe.each(environment.models.map((model) => [model.name, loggedNameOf(model), model] as const))(
    'the logs of %s, whose lines have the name %s',
    (_name, name, model) => {
      const expected = () => idsWhere((document) => nameOf(document) === name);

      test('are what a link to Discover shows, newest first', async () => {
        const url = decodeURI(logsUrl(environment.elastic.kibana, loggedOf(model)));
        const { field, text } = phraseOf(/query:'(.*?)'\)/.exec(url)?.[1] ?? '');
        const found = (await node().told('POST', `/${pattern}/_search`, discover(field, text, all))) as Found;
        expect(expected().length).toBeGreaterThan(0);
        expect([...idsOf(found)].sort()).toEqual([...expected()].sort());
        expect(times(found)).toEqual([...times(found)].sort().reverse());
      });

      test('are what Grafana shows, newest first, and their number over time', async () => {
        const found = await ask(`service.name:"${name}"`);
        expect(expected().length).toBeGreaterThan(0);
        expect([...idsOf(found)].sort()).toEqual([...expected()].sort());
        expect(times(found)).toEqual([...times(found)].sort().reverse());
        const counts = found.aggregations?.['1']?.buckets.map(({ doc_count: count }) => count) ?? [];
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(expected().length);
      });
    },
  );

  test('a range of time leaves out what was before and after', async () => {
    const second = { from: firstLine + 1_000, to: firstLine + 1_999 };
    const expected = idsWhere(
      (document) => String(document['@timestamp']) === new Date(firstLine + 1_000).toISOString(),
    );
    expect(expected.length).toBeGreaterThan(0);
    expect([...idsOf(await ask('*', second))].sort()).toEqual([...expected].sort());
  });

  test.each<[string, (document: Event) => boolean]>([
    ['log.level:info', (document) => at(document, 'log', 'level') === 'info'],
    ['trace.id:0af7651916cd43dd8448eb211c80319c', (document) => at(document, 'trace', 'id') !== undefined],
    ['http.request.id:"r-1"', (document) => at(document, 'http', 'request', 'id') === 'r-1'],
    [
      'event.outcome:success AND event.dataset:ml.audit',
      (document) =>
        at(document, 'event', 'dataset') === 'ml.audit' && at(document, 'event', 'outcome') === 'success',
    ],
    [
      'mlobs.prediction.confidence:>0.9',
      (document) => Number(at(document, 'mlobs', 'prediction', 'confidence')) > 0.9,
    ],
    ['error.type:ValueError', (document) => at(document, 'error', 'type') === 'ValueError'],
    ['error.stack_trace:*features*', () => false],
    ['error.stack_trace:*feature*', (document) => at(document, 'error', 'stack_trace') !== undefined],
    ['event.duration:[999999999999999 TO *]', (document) => at(document, 'event', 'duration') !== undefined],
    ['message:"model loaded"', (document) => String(document['message']).startsWith('model loaded')],
    ['NOT _exists_:message', (document) => document['message'] === undefined],
  ])('the query %s finds what it says', async (lucene, holds) => {
    const expected = idsWhere(holds);
    expect(expected.length > 0).toBe(lucene !== 'error.stack_trace:*features*');
    expect([...idsOf(await ask(lucene))].sort()).toEqual([...expected].sort());
  });

  const levelOf = (document: Event): unknown => at(document, 'log', 'level');
  const [one, another] = environment.models.map(({ name }) => name);
  test.each<[string, string, Chosen, (document: Event) => boolean]>([
    ['all lines, those without a level too', chosenLines, {}, (document) => nameOf(document) !== undefined],
    ['those of one model', chosenLines, { model: one ?? '' }, (document) => nameOf(document) === one],
    [
      'those of two models',
      chosenLines,
      { model: [one ?? '', another ?? ''] },
      (document) => [one, another].includes(String(nameOf(document))),
    ],
    ['those of a level', chosenLines, { level: 'info' }, (document) => levelOf(document) === 'info'],
    [
      'those in which a text is',
      chosenLines,
      { search: 'http.request.id:"r-1"' },
      (document) => at(document, 'http', 'request', 'id') === 'r-1',
    ],
    [
      'those that failed',
      failedLines,
      { level: 'info' },
      (document) => ['error', 'critical'].includes(String(levelOf(document))),
    ],
    ['those that were slow', slowLines, {}, (document) => Number(at(document, 'event', 'duration')) >= 1e9],
  ])('the board about logs finds %s', async (_what, query, chosen, holds) => {
    const found = await ask(withVariables(query, chosen));
    const expected = new Set(idsWhere(holds));
    expect(found.hits.total.value).toBe(expected.size);
    // At most 500 come with the answer.
    expect(idsOf(found).filter((id) => !expected.has(id))).toEqual([]);
  });

  test('what was found is marked in the message', async () => {
    const { hits } = await ask('message:loaded');
    expect(hits.hits.length).toBeGreaterThan(0);
    for (const { highlight } of hits.hits)
      expect(highlight?.['message']?.[0]).toContain('@HIGHLIGHT@loaded@/HIGHLIGHT@');
  });

  test('what a request brought and got can be read and not searched for', async () => {
    const fields = (await node().told(
      'GET',
      `/${pattern}/_field_caps?fields=mlobs.payload.*,service.name`,
    )) as {
      readonly fields: Readonly<
        Record<
          string,
          Readonly<Record<string, { readonly searchable: boolean; readonly aggregatable: boolean }>>
        >
      >;
    };
    const { keyword } = fields.fields['mlobs.payload.input'] ?? {};
    expect(keyword).toMatchObject({ searchable: false, aggregatable: false });
    expect(fields.fields['service.name']?.['keyword']).toMatchObject({
      searchable: true,
      aggregatable: true,
    });
  });
});

const at = (document: Event, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((value, step) => (value as Event | undefined)?.[step], document);
