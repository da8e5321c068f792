import { elasticStack } from '../../models/versions';
import { everyEnvironment, streamsOf } from './environments';
import { installBuiltIn } from './node/built-in';
import { onNode } from './node/on-node';
import { fits } from './patterns';
import { deletionOf, fieldsOf, type Simulated } from './simulated';

type Requests = (typeof everyEnvironment)[number]['requests'];

/** Components of ours that the template of a stream is composed of. */
function componentsOf(stream: string, requests: Requests): Requests {
  const winner = requests
    .filter(({ path }) => path.startsWith('/_index_template/'))
    .filter(({ body }) =>
      (body['index_patterns'] as readonly string[]).some((pattern) => fits(pattern, stream)),
    )
    .sort((a, b) => Number(b.body['priority']) - Number(a.body['priority']))[0];
  const components = (winner?.body['composed_of'] ?? []) as readonly string[];
  return requests.filter(({ path }) =>
    components.some((name) => path === `/_component_template/${encodeURIComponent(name)}`),
  );
}

onNode('elasticsearch', 'templates', (node) => {
  const simulate = async (stream: string): Promise<Simulated> =>
    (await node().told('POST', `/_index_template/_simulate_index/${stream}`)) as Simulated;

  beforeAll(() => installBuiltIn(node()));

  test('the node is of a version that environments may have', async () => {
    const { nodes } = (await node().told('GET', '/_nodes')) as {
      readonly nodes: Readonly<Record<string, { readonly version: string }>>;
    };
    expect(elasticStack).toEqual(expect.arrayContaining(Object.values(nodes).map(({ version }) => version)));
  });

  test('a stream that is not ours gets what Elastic brings, which never deletes anything', async () => {
    const simulated = await simulate('logs-nginx.access-default');
    expect(simulated.template.settings.index).toHaveProperty('mapping.ignore_malformed', 'true');
    expect(deletionOf(simulated, [])).toBe('by the policy logs, which is not ours');
  });

  describe.each(everyEnvironment.map((shown) => [shown.name, shown] as const))(
    '%s',
    (_name, { environment, requests }) => {
      test('every template is taken as it is, and again', async () => {
        const sent = requests.filter(({ by }) => by === 'node');
        expect(sent.length).toBeGreaterThan(3);
        for (const { method, path, body } of [...sent, ...sent])
          expect([path, await node().ask(method, path, body)]).toMatchObject([
            path,
            { status: 200, body: { acknowledged: true } },
          ]);
      });

      test.each(streamsOf(environment).map(({ stream, kept }) => [stream, kept] as const))(
        'documents of %s go after %s, by whatever deletes there',
        async (stream, kept) => {
          expect(deletionOf(await simulate(stream), requests)).toBe(`after ${kept}`);
        },
      );

      test.each(streamsOf(environment).map(({ stream }) => stream))(
        'the settings of %s are ours, and what Elastic sets beside them stays',
        async (stream) => {
          const { index } = (await simulate(stream)).template.settings;
          const ours = componentsOf(stream, requests).flatMap(
            ({ body }) =>
              (body['template'] as { readonly settings?: { readonly index: object } }).settings ?? [],
          );
          expect(ours.length).toBeGreaterThan(0);
          for (const settings of ours) expect(index).toMatchObject(asTexts(settings.index));
          expect(index).toMatchObject({
            mapping: { ignore_malformed: 'true', total_fields: { ignore_dynamic_beyond_limit: 'true' } },
            default_pipeline: 'logs@default-pipeline',
          });
        },
      );

      test.each(streamsOf(environment).map(({ stream }) => stream))(
        '%s has every field of the component that its template names',
        async (stream) => {
          const simulated = await simulate(stream);
          const ours = componentsOf(stream, requests);
          const expected = ours.flatMap(({ body }) =>
            fieldsOf((body['template'] as { readonly mappings?: object }).mappings ?? {}),
          );
          expect(expected.length).toBeGreaterThan(5);
          expect(fieldsOf(simulated.template.mappings)).toEqual(expect.arrayContaining(expected));
        },
      );
    },
  );

  test('a setting that is misspelt is refused, and the answer says what would be right', async () => {
    const { status, body } = await node().ask('PUT', '/_component_template/misspelt', {
      template: { settings: { index: { lifecycle: { prefer_ilmm: false } } } },
    });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('did you mean [index.lifecycle.prefer_ilm]');
  });

  test.each(['match_only_text', 'wildcard', 'constant_keyword', 'scaled_float'])(
    'the stand-in for %s refuses what the type does not know',
    async (type) => {
      const { status, body } = await node().ask('PUT', '/_component_template/unknown', {
        template: { mappings: { properties: { field: { type, analyzer: 'standard' } } } },
      });
      expect(status).toBe(400);
      expect(JSON.stringify(body)).toContain(
        `unknown parameter [analyzer] on mapper [field] of type [${type}]`,
      );
    },
  );
});

/** Elasticsearch keeps every setting as a text. */
const asTexts = (settings: object): object =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value)
        ? value
        : typeof value === 'object' && value !== null
          ? asTexts(value)
          : String(value),
    ]),
  );
