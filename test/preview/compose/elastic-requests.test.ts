import { App, Testing } from 'cdktf';
import { elasticsearchRequests, kibanaRequests } from '../../../preview/compose/elastic-requests';
import { ElasticStack } from '../../../stacks/elastic';
import { requestsOf } from '../../elastic/provider-requests';
import type { Arguments } from '../../stacks/synthesised';
import { localOf } from './local';

const { environment } = localOf('prod');
const synthesised = JSON.parse(Testing.synth(new ElasticStack(new App(), environment))) as {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
};
const resources = Object.fromEntries(
  Object.entries(synthesised.resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([id, { '//': _metadata, ...rest }]) => [`${type}.${id}`, rest] as const),
  ),
);

const sorted = <T extends { readonly path: string }>(all: readonly T[]): readonly T[] =>
  [...all].sort((a, b) => (a.path < b.path ? -1 : 1));

describe('what the local Elasticsearch is told', () => {
  const told = elasticsearchRequests(environment);

  it('is what the provider of Terraform would send', () => {
    const provider = requestsOf({ name: 'local', resources }).filter(({ by }) => by !== 'nothing');
    expect(provider.length).toBeGreaterThan(10);
    const same = told.filter(({ path }) => !path.startsWith('/_data_stream/'));
    expect(sorted(same).map(({ method, path, body }) => ({ method, path, body }))).toEqual(
      sorted(provider).map(({ method, path, body }) => ({ method, path, body })),
    );
  });

  it('has templates before streams, and roles behind them', () => {
    const places = ['/_index_template/', '/_data_stream/', '/_security/role/'].map((start) => ({
      first: told.findIndex(({ path }) => path.startsWith(start)),
      last: told.length - 1 - [...told].reverse().findIndex(({ path }) => path.startsWith(start)),
    }));
    const [templates, streams, roles] = places;
    expect(templates?.last).toBeLessThan(streams?.first ?? 0);
    expect(streams?.last).toBeLessThan(roles?.first ?? 0);
  });
});

it('Kibana gets every space, view and object of the stack', () => {
  const kibana = Object.values(synthesised.resource['elasticstack_kibana_import_saved_objects'] ?? {});
  const told = kibanaRequests(environment);
  const count = (type: string): number => Object.keys(synthesised.resource[type] ?? {}).length;
  expect(told.filter(({ path }) => path === '/api/spaces/space')).toHaveLength(
    count('elasticstack_kibana_space'),
  );
  expect(told.filter(({ path }) => path.endsWith('/data_view'))).toHaveLength(
    count('elasticstack_kibana_data_view'),
  );
  expect(told.filter(({ file }) => file !== undefined)).toHaveLength(kibana.length);
});
