import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../environments';
import { streamName } from '../../logs';
import { auditDataset } from '../../logs/data-streams';
import { projectRoot } from '../../scripts/project-root';
import { asking } from '../logs/environments';
import { bulk, type Kept } from './bulk';
import { shownOf } from './environments';
import { installBuiltIn } from './node/built-in';
import { onNode } from './node/on-node';
import { documentsOf } from './samples';

/** What Elasticsearch says of a snapshot. */
interface Snapshot {
  readonly snapshot: string;
  readonly state: string;
  readonly indices: readonly string[];
  readonly data_streams: readonly string[];
  readonly include_global_state: boolean;
  readonly feature_states: readonly object[];
}

interface Found {
  readonly hits: {
    readonly hits: readonly { readonly _id: string; readonly _source: unknown }[];
  };
}

interface ClusterState {
  readonly metadata: {
    readonly indices: Readonly<
      Record<string, { readonly settings: { readonly index: Readonly<Record<string, unknown>> } }>
    >;
    readonly data_stream: { readonly data_stream: Readonly<Record<string, unknown>> };
  };
}

/** What docs/backup.md tells people to ask for, of the streams of the environment. */
function restoring({ name }: Environment): Readonly<Record<string, unknown>> {
  const page = readFileSync(join(projectRoot, 'docs/backup.md'), 'utf8');
  const text = /\/_restore[^]*?-d '(\{[^]*?\})'/.exec(page)?.[1];
  if (text === undefined) throw new Error('docs/backup.md does not say how to restore');
  const { indices, ...rest } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return { ...rest, indices: String(indices).replace('-prod', `-${name}`) };
}

const everything = asking();
const { snapshots } = everything.elastic;
if (snapshots === undefined) throw new Error('the environment that asks for everything has no snapshots');
const recordsOnly: Environment = {
  ...everything,
  name: 'records',
  elastic: { ...everything.elastic, snapshots: { ...snapshots, logs: false } },
};

onNode('elasticsearch', 'snapshots', (node) => {
  beforeAll(() => installBuiltIn(node()));

  describe.each([everything, recordsOnly].map((environment) => [environment.name, environment] as const))(
    'of %s',
    (_name, environment) => {
      const { requests } = shownOf(environment);
      const documents = documentsOf(environment);
      const streams = [...new Set(documents.map(({ stream }) => stream))].sort();
      const audit = streamName(environment, auditDataset);
      const copied = environment.elastic.snapshots?.logs === true ? streams : [audit];
      let kept: readonly Kept[] = [];
      let nightly: Snapshot;

      /** What the policy of that name would copy, now. */
      const taken = async (policy: string): Promise<Snapshot> => {
        const request = requests.find(({ path }) => path === `/_verdict/snapshots/${policy}`);
        if (request === undefined) throw new Error(`${environment.name} has no policy ${policy}`);
        const answer = await node().told('POST', `/_now/snapshots/${policy}`, request.body);
        return (answer as { readonly snapshot: Snapshot }).snapshot;
      };
      const idsAndSources = async (stream: string): Promise<readonly (readonly [string, unknown])[]> => {
        const { hits } = (await node().told('POST', `/${stream}/_search`, { size: 10_000 })) as Found;
        return hits.hits
          .map(({ _id, _source }) => [_id, _source] as const)
          .sort(([a], [b]) => (a < b ? -1 : 1));
      };

      beforeAll(async () => {
        for (const { by, method, path, body } of requests)
          if (by === 'node') await node().told(method, path, body);
        kept = await bulk(node(), documents);
        nightly = await taken('mlobs-nightly');
      });

      test('every night the streams that are asked for are copied, whole, and nothing else', () => {
        expect(streams).toContain(audit);
        expect(new Set(kept.map(({ status }) => status))).toEqual(new Set([201]));
        expect(nightly).toMatchObject({
          snapshot: expect.stringMatching(/^mlobs-nightly-\d{4}\.\d{2}\.\d{2}-/) as unknown,
          state: 'SUCCESS',
          include_global_state: false,
          feature_states: [],
        });
        expect([...nightly.data_streams].sort()).toEqual(copied);
        const indices = kept.flatMap(({ index }, at) =>
          copied.includes(documents[at]?.stream ?? '') ? [index] : [],
        );
        expect([...nightly.indices].sort()).toEqual([...new Set(indices)].sort());
      });

      test('they lie below the path of the environment', async () => {
        const { mlobs } = (await node().told('GET', '/_snapshot/mlobs')) as {
          readonly mlobs: { readonly settings: { readonly location: string } };
        };
        expect(mlobs.settings.location).toBe(`model-observatory/${environment.name}`);
        const all = (await node().told('GET', '/_snapshot/mlobs/_all')) as {
          readonly snapshots: readonly Snapshot[];
        };
        expect(all.snapshots.map(({ snapshot }) => snapshot)).toContain(nightly.snapshot);
      });

      test('once a week no log is copied, but what Elasticsearch knows about itself', async () => {
        expect(await taken('mlobs-weekly')).toMatchObject({
          state: 'SUCCESS',
          data_streams: [],
          indices: [],
          include_global_state: true,
        });
      });

      test('as docs/backup.md says, what was copied is found beside what is there, and nothing deletes it', async () => {
        const { snapshot } = (await node().told(
          'POST',
          `/_snapshot/mlobs/${nightly.snapshot}/_restore?wait_for_completion=true`,
          restoring(environment),
        )) as { readonly snapshot: { readonly shards: { readonly failed: number } } };
        expect(snapshot.shards.failed).toBe(0);
        for (const stream of copied) {
          const found = await idsAndSources(`restored-${stream}-*`);
          expect(found.length).toBeGreaterThan(0);
          expect([stream, found]).toEqual([stream, await idsAndSources(stream)]);
        }
        const { metadata } = (await node().told('GET', '/_cluster/state/metadata')) as ClusterState;
        const restored = Object.entries(metadata.indices).filter(([name]) => name.startsWith('restored-'));
        expect(restored.map(([name]) => `.${name.replace('restored-', 'ds-')}`).sort()).toEqual(
          expect.arrayContaining([...nightly.indices].sort()),
        );
        // A stream would have come back with its retention, and what is older than that would go within minutes.
        expect(Object.keys(metadata.data_stream.data_stream).filter((name) => /restored/.test(name))).toEqual(
          [],
        );
        expect(restored.map(([, { settings }]) => settings.index['lifecycle'])).toEqual(
          restored.map(() => undefined),
        );
      });
    },
  );
});
