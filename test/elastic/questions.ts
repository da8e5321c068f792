/** The bodies in which Grafana and Kibana ask for log lines, as their sources build them. */

/** Unit: milliseconds since 1970. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * A query of logs of Grafana's data source, for `_msearch`: lines, newest first, with what was found marked in them, and
 * their number over time.
 */
export const grafanaLogs = (index: string, lucene: string, { from, to }: TimeRange): readonly object[] => [
  { search_type: 'query_then_fetch', ignore_unavailable: true, index },
  {
    size: 500,
    query: {
      bool: {
        filter: [
          { range: { '@timestamp': { gte: from, lte: to, format: 'epoch_millis' } } },
          { query_string: { analyze_wildcard: true, query: lucene } },
        ],
      },
    },
    sort: { '@timestamp': { order: 'desc', unmapped_type: 'boolean' }, _doc: { order: 'desc' } },
    docvalue_fields: ['@timestamp'],
    script_fields: {},
    fields: [{ field: '@timestamp', format: 'strict_date_optional_time_nanos' }],
    highlight: {
      fields: { '*': {} },
      pre_tags: ['@HIGHLIGHT@'],
      post_tags: ['@/HIGHLIGHT@'],
      fragment_size: 2_147_483_647,
    },
    aggs: {
      1: {
        date_histogram: {
          field: '@timestamp',
          fixed_interval: '1000ms',
          min_doc_count: 0,
          extended_bounds: { min: from, max: to },
          format: 'epoch_millis',
        },
      },
    },
  },
];

/** A search of Kibana's Discover, whose query says that one field is one text. */
export const discover = (field: string, text: string, { from, to }: TimeRange): object => {
  const format = 'strict_date_optional_time';
  return {
    size: 500,
    track_total_hits: true,
    _source: false,
    fields: [
      { field: '*', include_unmapped: true },
      { field: '@timestamp', format },
    ],
    query: {
      bool: {
        filter: [
          { bool: { should: [{ match_phrase: { [field]: text } }], minimum_should_match: 1 } },
          {
            range: {
              '@timestamp': { format, gte: new Date(from).toISOString(), lte: new Date(to).toISOString() },
            },
          },
        ],
      },
    },
    sort: [
      { '@timestamp': { order: 'desc', format, unmapped_type: 'boolean' } },
      { _doc: { order: 'desc', unmapped_type: 'boolean' } },
    ],
  };
};

/** Field and text of a query such as `service.name:"churn"`, which is all that links say. */
export function phraseOf(kuery: string): { readonly field: string; readonly text: string } {
  const [, field, text] = /^([\w.]+):"([^"]*)"$/.exec(kuery) ?? [];
  if (field === undefined || text === undefined) throw new Error(`no phrase: ${kuery}`);
  return { field, text };
}
