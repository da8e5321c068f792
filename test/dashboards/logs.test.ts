import { properties } from '../../logs/mappings';
import { discoverUrl } from '../../models/log-links';
import { logLevels } from '../../models/log-levels';
import { allPanelsOf, boardOf, isLogTarget, logTargetsOf } from './boards';
import { withVariables } from './lucene';

const board = boardOf('dev', 'mlo-logs');
const targets = logTargetsOf(board);

/** The type of a field that pipelines write, by its dotted name. */
const typeOf = (field: string): unknown =>
  field
    .split('.')
    .reduce<unknown>(
      (mapping, name) =>
        (mapping as { properties?: Record<string, unknown> } | undefined)?.properties?.[name],
      { properties: { ...properties, '@timestamp': { type: 'date' } } },
    );

it('asks Elasticsearch in every panel, and nothing else', () => {
  for (const { title, targets: asked, datasource } of allPanelsOf(board)) {
    expect({ title, logs: asked.map(isLogTarget) }).toEqual({ title, logs: asked.map(() => true) });
    expect(datasource.type).toBe('elasticsearch');
  }
  expect(targets.length).toBeGreaterThan(8);
});

it('counts and searches fields that the pipelines write, and groups by those only that can be grouped', () => {
  for (const { query, metrics, bucketAggs } of targets) {
    for (const [, field] of withVariables(query).matchAll(/([\w@.]+):(?=[^*])/g))
      expect({ field, mapped: typeOf(field ?? '') !== undefined || field === '_exists_' }).toEqual({
        field,
        mapped: true,
      });
    for (const { type, field } of bucketAggs)
      expect(typeOf(field)).toMatchObject({ type: type === 'terms' ? 'keyword' : 'date' });
    for (const { field } of metrics)
      if (field !== undefined) expect((typeOf(field) as { type: string }).type).toMatch(/^(long|date)$/);
  }
});

it('numbers aggregations uniquely, writes every setting as text, and ends a count over time with the time', () => {
  for (const { metrics, bucketAggs } of targets) {
    const ids = [...metrics, ...bucketAggs].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { settings } of [...metrics, ...bucketAggs])
      for (const value of Object.values(settings ?? {})) expect(typeof value).toBe('string');
    const times = bucketAggs.findIndex(({ type }) => type === 'date_histogram');
    if (times !== -1) expect(times).toBe(bucketAggs.length - 1);
  }
});

it('narrows every question down to the chosen models and to what is searched for', () => {
  for (const { query } of targets) {
    expect(query.startsWith('service.name:${model:lucene} AND ')).toBe(true);
    expect(query.endsWith(' AND (${search:raw})')).toBe(true);
  }
});

it('offers the levels that the pipelines write', () => {
  const level = board.templating.list.find(({ name }) => name === 'level');
  expect(level?.['query']).toBe(logLevels.join(','));
});

it('names columns as Grafana names what Elasticsearch answers', () => {
  const tables = allPanelsOf(board).filter(({ type }) => type === 'table');
  for (const { targets: asked, transformations } of tables) {
    const { renameByName } = transformations[0]?.options as { renameByName: Record<string, string> };
    const [target] = asked.filter(isLogTarget);
    const answered = [
      ...(target?.bucketAggs.map(({ field }) => field) ?? []),
      ...(target?.metrics.map(({ type }) => (type === 'count' ? 'Count' : 'Max')) ?? []),
    ];
    expect(Object.keys(renameByName)).toEqual(answered);
  }
});

it('leads to Discover for the same models and the same time', () => {
  const link = board.links.find(({ title }) => title === 'Kibana Discover');
  expect(link?.['url']).toBe(discoverUrl('https://kibana.dev.acme.example', 'model'));
  expect(withVariables(String(link?.['url']), { model: 'churn' })).toContain(
    "query:(language:lucene,query:'service.name:churn')",
  );
});
