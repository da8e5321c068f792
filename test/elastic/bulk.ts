import type { Written } from '../logs/run-pipeline';
import type { Answer, Asker, ElasticsearchNode } from './node/elasticsearch';

/** What became of one document of a bulk request. */
export interface Kept {
  readonly status: number;
  readonly index: string;
  readonly id: string;
  readonly reason?: string;
}

interface BulkItem {
  readonly status: number;
  readonly _index: string;
  readonly _id: string;
  readonly error?: { readonly type: string; readonly reason: string };
}

/** Documents as Logstash sends them to streams: with an action that may only create. */
export async function bulk(
  { ask }: ElasticsearchNode,
  documents: readonly Written[],
  asker?: Asker,
  action: 'create' | 'index' = 'create',
): Promise<readonly Kept[]> {
  const lines = documents.flatMap(({ stream, id, document }) => [
    { [action]: { _index: stream, ...(id === undefined ? {} : { _id: id }) } },
    document,
  ]);
  const answer: Answer = await ask('POST', '/_bulk?refresh=true', lines, asker);
  // Who may write nothing at all is told so about the request, and not about each document.
  if (answer.status === 403) return documents.map(({ stream }) => ({ status: 403, index: stream, id: '' }));
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return (answer.body as { readonly items: readonly Readonly<Record<string, BulkItem>>[] }).items.map(
    (item) => {
      const [result] = Object.values(item);
      if (result === undefined) throw new Error('an item without result');
      const { status, _index: index, _id: id, error } = result;
      return {
        status,
        index,
        id,
        ...(error === undefined ? {} : { reason: `${error.type}: ${error.reason}` }),
      };
    },
  );
}
