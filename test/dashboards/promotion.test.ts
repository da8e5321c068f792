import type { Environment } from '../../environments';
import { boardUids } from '../../models/links';
import type { Dashboard } from '../../dashboards';
import { boardOf, environments } from './boards';

const named = (name: string): Environment => {
  const found = environments.find((environment) => environment.name === name);
  if (found === undefined) throw new Error(`no environment ${name}`);
  return found;
};
const [dev, prod] = [named('dev'), named('prod')];
const promoted = dev.models.filter(({ name }) => prod.models.some((model) => model.name === name));

/** Without what an environment's policy may change: bounds, addresses, and the pool in the first panel's text. */
function comparable(dashboard: Dashboard, environment: Environment): unknown {
  let text = JSON.stringify(dashboard);
  for (const url of [environment.elastic.kibana, environment.runbooks.url])
    text = text.replaceAll(url, 'URL');
  text = text.replaceAll(`mlobs-logs-${environment.name}`, 'DATA-VIEW');
  for (const [pool, { accelerator }] of Object.entries(environment.gpuPools))
    text = text.replaceAll(`${accelerator} (pool **${pool}**)`, 'POOL');
  return JSON.parse(text, (key, value: unknown) =>
    key === 'value' && typeof value === 'number' ? 'BOUND' : value,
  );
}

it.each(promoted)(
  'the board of $name differs between dev and prod in bounds and addresses only',
  ({ name }) => {
    const uid = boardUids.model(name);
    expect(comparable(boardOf('dev', uid), dev)).toEqual(comparable(boardOf('prod', uid), prod));
  },
);

it('names no environment in a title, uid or query', () => {
  for (const { name } of promoted) {
    const { links: _links, panels, ...rest } = boardOf('prod', boardUids.model(name));
    const shown = JSON.stringify([rest, panels.filter(({ type }) => type !== 'text')]);
    expect(shown).not.toMatch(/\bprod\b/);
  }
});
