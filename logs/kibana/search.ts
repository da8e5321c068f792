import { savedObject, type SavedObject } from './saved-object';

/** A search that people open, and that boards show: the latest documents that a query finds. */
export interface Search {
  readonly key: string;
  readonly title: string;
  /** When to open it, and what to change in it. */
  readonly description: string;
  /** In KQL. */
  readonly query: string;
  /** Columns beside the time. */
  readonly columns: readonly string[];
}

const index = 'kibanaSavedObjectMeta.searchSourceJSON.index';

/** Kibana's object of a search over a data view. */
export const searchObject = (
  id: string,
  { title, description, query, columns }: Search,
  dataView: string,
): SavedObject =>
  savedObject(
    'search',
    id,
    {
      title,
      description,
      columns,
      sort: [['@timestamp', 'desc']],
      grid: {},
      hideChart: false,
      isTextBasedQuery: false,
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({
          query: { query, language: 'kuery' },
          filter: [],
          indexRefName: index,
        }),
      },
    },
    [{ type: 'index-pattern', id: dataView, name: index }],
  );
