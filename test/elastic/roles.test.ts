import { auditorRole, deployerRole, streamName, writerRole } from '../../logs';
import { auditDataset } from '../../logs/data-streams';
import { bulk } from './bulk';
import { everyEnvironment, streamsOf } from './environments';
import type { Ask } from './node/elasticsearch';
import { onNode } from './node/on-node';
import { holdersOf, type Holder } from './role-holders';

const document = { '@timestamp': '2026-01-02T03:04:05.678Z', message: 'm' };

onNode('elasticsearch-security', 'roles', (node) => {
  beforeAll(() =>
    // What is in the streams is shown elsewhere; this is about who may do what to them.
    node().told('PUT', '/_index_template/streams', {
      index_patterns: ['logs-*'],
      priority: 500,
      data_stream: {},
      template: { mappings: { properties: { message: { type: 'text' } } } },
    }),
  );

  describe.each(everyEnvironment.map((shown) => [shown.name, shown] as const))(
    '%s',
    (name, { environment, requests }) => {
      const streams = streamsOf(environment).map(({ stream }) => stream);
      const audit = streamName(environment, auditDataset);
      /** Another environment's, another class of data, and somebody else's altogether. */
      const foreign = ['logs-ml.inference-elsewhere', `logs-ml.other-${name}`, 'logs-nginx-default'];
      let holders: readonly Holder[] = [];
      const holder = (role: string): Holder => {
        const found = holders.find((one) => one.role === role);
        if (found === undefined) throw new Error(`${name} has no role ${role}`);
        return found;
      };
      const statusOf = async (...question: Parameters<Ask>): Promise<number> =>
        (await node().ask(...question)).status;

      beforeAll(async () => {
        holders = await holdersOf(node(), requests);
        await bulk(
          node(),
          foreign.map((stream) => ({ stream, document })),
        );
      });

      test('the writer creates documents in every stream, and the stream with the first', async () => {
        const kept = await bulk(
          node(),
          streams.map((stream) => ({ stream, document })),
          holder(writerRole).asker,
        );
        expect(kept.map(({ status }) => status)).toEqual(streams.map(() => 201));
      });

      test('the writer creates nothing anywhere else', async () => {
        const others = [...foreign, `logs-ml.unheard-${name}`];
        const kept = await bulk(
          node(),
          others.map((stream) => ({ stream, document })),
          holder(writerRole).asker,
        );
        expect(kept.map(({ status }) => status)).toEqual(others.map(() => 403));
      });

      test('what waited for a stream is written there when its entry has gone, new fields too, and makes none', async () => {
        const gone = [`logs-ml.inference.gone.90d-${name}`, `logs-ml.team.gone.30d-${name}`];
        await bulk(
          node(),
          gone.map((stream) => ({ stream, document })),
        );
        const never = [`logs-ml.inference.never.90d-${name}`, `logs-ml.team.never.30d-${name}`];
        const late = { ...document, mlobs: { fields: { late: 'x' } } };
        for (const { role, asker } of holders) {
          const kept = await bulk(
            node(),
            [...gone, ...never].map((stream) => ({ stream, document: late })),
            asker,
          );
          expect([role, ...kept.map(({ status }) => status)]).toEqual([
            role,
            ...gone.map(() => (role === writerRole ? 201 : 403)),
            ...never.map(() => 403),
          ]);
        }
      });

      test('nobody but the writer creates anything, and whoever records deployments records only', async () => {
        for (const { role, asker } of holders.filter((one) => one.role !== writerRole)) {
          const kept = await bulk(
            node(),
            streams.map((stream) => ({ stream, document })),
            asker,
          );
          const expected = streams.map((stream) => (role === deployerRole && stream === audit ? 201 : 403));
          expect([role, ...kept.map(({ status }) => status)]).toEqual([role, ...expected]);
        }
      });

      test('nobody changes or deletes a document, a stream, a template, a pipeline or a role', async () => {
        for (const stream of streams) {
          const [written] = await bulk(node(), [{ stream, document }]);
          const index = written?.index ?? '';
          const questions: readonly Parameters<Ask>[] = [
            ['POST', `/${index}/_update/${written?.id ?? ''}`, { doc: { message: 'changed' } }],
            ['PUT', `/${index}/_doc/${written?.id ?? ''}?if_seq_no=0&if_primary_term=1`, document],
            ['DELETE', `/${index}/_doc/${written?.id ?? ''}`],
            ['DELETE', `/${index}`],
            ['PUT', `/${stream}/_settings`, { index: { number_of_replicas: 0 } }],
            ['PUT', `/${stream}/_mapping`, { properties: { more: { type: 'keyword' } } }],
          ];
          for (const { role, asker } of holders)
            for (const [method, path, body] of questions)
              expect([role, method, path, await statusOf(method, path, body, asker)]).toEqual([
                role,
                method,
                path,
                403,
              ]);
        }
        for (const { role, asker } of holders) {
          const questions: readonly Parameters<Ask>[] = [
            ['PUT', '/_index_template/own', { index_patterns: ['logs-own'], template: {} }],
            ['PUT', '/_ingest/pipeline/own', { processors: [] }],
            ['PUT', '/_security/role/own', { cluster: ['all'] }],
            ['POST', '/_security/api_key', { name: 'own' }],
          ];
          for (const [method, path, body] of questions)
            expect([role, path, await statusOf(method, path, body, asker)]).toEqual([role, path, 403]);
        }
      });

      test('nobody copies what is stored, nor brings a copy back under a name that others may read', async () => {
        await node().told('PUT', '/_snapshot/mlobs', { type: 'fs', settings: { location: name } });
        await node().told('PUT', '/_snapshot/mlobs/taken?wait_for_completion=true', { indices: streams });
        const restoring: Parameters<Ask> = [
          'POST',
          '/_snapshot/mlobs/taken/_restore?wait_for_completion=true',
          {
            indices: '.ds-logs-ml.*',
            rename_pattern: '\\.ds-(.+)',
            rename_replacement: `restored-${name}-$1`,
          },
        ];
        const questions: readonly Parameters<Ask>[] = [
          ['PUT', '/_snapshot/own', { type: 'fs', settings: { location: 'own' } }],
          ['PUT', '/_snapshot/mlobs/own'],
          restoring,
          ['DELETE', '/_snapshot/mlobs/taken'],
        ];
        for (const { role, asker } of holders)
          for (const [method, path, body] of questions)
            expect([role, path, await statusOf(method, path, body, asker)]).toEqual([role, path, 403]);
        // Whoever may do everything can.
        expect(await statusOf(...restoring)).toBe(200);
        for (const { role, asker } of holders) {
          const seen = await node().ask('POST', `/restored-${name}-*/_count`, {}, asker);
          expect([role, (seen.body as { readonly count?: number }).count ?? 0]).toEqual([role, 0]);
        }
      });

      test('whoever may read a stream by the text of its role can, and nobody else', async () => {
        for (const { role, asker, has } of holders)
          for (const stream of [...streams, ...foreign])
            expect([role, stream, await statusOf('POST', `/${stream}/_search`, {}, asker)]).toEqual([
              role,
              stream,
              has(stream, 'read', 'all') ? 200 : 403,
            ]);
      });

      test('every stream has a reader, and audit records have no other than the auditor', () => {
        const readersOf = (stream: string): readonly string[] =>
          holders.filter(({ has }) => has(stream, 'read', 'all')).map(({ role }) => role);
        for (const stream of streams) expect([stream, readersOf(stream).length > 0]).toEqual([stream, true]);
        expect(readersOf(audit)).toEqual([auditorRole]);
        for (const stream of foreign) expect([stream, readersOf(stream)]).toEqual([stream, []]);
      });

      test('asked for everything at once, as Grafana and Kibana ask, Elasticsearch shows each its own only', async () => {
        for (const { role, asker, has, limited } of holders) {
          const { status, body } = await node().ask('POST', `/logs-*/_search`, { size: 1_000 }, asker);
          if (status === 403) {
            expect([role, [...streams, ...foreign].filter((stream) => has(stream, 'read', 'all'))]).toEqual([
              role,
              [],
            ]);
            continue;
          }
          const { hits } = (
            body as { readonly hits: { readonly hits: readonly { readonly _index: string }[] } }
          ).hits;
          const seen = new Set(hits.map(({ _index }) => _index.replace(/^\.ds-(.*)-[\d.]+-\d{6}$/, '$1')));
          const readable = streams.filter((stream) => has(stream, 'read', 'all')).sort();
          if (limited) expect([role, readable]).toEqual([role, expect.arrayContaining([...seen])]);
          else expect([role, [...seen].sort()]).toEqual([role, readable]);
        }
      });

      test('a key with the role of the writer can what the writer can', async () => {
        const role = requests.find(({ path }) => path === `/_security/role/${writerRole}`);
        const key = await node().told('POST', '/_security/api_key', {
          name: `${name}-writer`,
          expiration: '1h',
          role_descriptors: { writer: { ...role?.body, description: undefined } },
        });
        const asker = { authorization: `ApiKey ${(key as { readonly encoded: string }).encoded}` };
        const everywhere = [...streams, ...foreign].map((stream) => ({ stream, document }));
        expect((await bulk(node(), everywhere, asker)).map(({ status }) => status)).toEqual([
          ...streams.map(() => 201),
          ...foreign.map(() => 403),
        ]);
        expect(await statusOf('POST', `/${audit}/_search`, {}, asker)).toBe(403);
      });
    },
  );

  test.each([
    [
      'a privilege of streams',
      { indices: [{ names: ['logs-*'], privileges: ['create_docs'] }] },
      'create_docs',
    ],
    ['a privilege of the cluster', { cluster: ['monitors'] }, 'monitors'],
  ])('%s that does not exist is refused', async (_what, role, unknown) => {
    const { status, body } = await node().ask('PUT', '/_security/role/wrong', role);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(new RegExp(`unknown (?:index|cluster) privilege \\[${unknown}\\]`));
  });

  test('without a password nothing is told', async () => {
    const stranger = { authorization: `Basic ${Buffer.from('administrator:guess').toString('base64')}` };
    const { status } = await node().ask('GET', '/_cluster/health', undefined, stranger);
    expect(status).toBe(401);
  });
});
