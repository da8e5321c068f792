import type { Environment } from '../../environments';
import { burnPairs } from '../../models/burn';
import { printDuration } from '../../models/duration';
import { boardUids } from '../../models/links';
import type { Model } from '../../models/model';
import type { Dashboard } from '../../dashboards';
import { boardOf, environments } from './boards';

const named = (name: string): Environment => {
  const found = environments.find((environment) => environment.name === name);
  if (found === undefined) throw new Error(`no environment ${name}`);
  return found;
};
const [dev, prod] = [named('dev'), named('prod')];
const promoted = dev.models.filter(({ name }) => prod.models.some((model) => model.name === name));

function modelOf(environment: Environment, name: string): Model {
  const model = environment.models.find((one) => one.name === name);
  if (model === undefined) throw new Error(`${environment.name} has no ${name}`);
  return model;
}

/** Without what an environment's policy may change: bounds, addresses, the pool and the window of the objectives. */
function comparable(dashboard: Dashboard, environment: Environment, { window }: Model): unknown {
  let text = JSON.stringify(dashboard);
  for (const url of [environment.elastic.kibana, environment.runbooks.url])
    text = text.replaceAll(url, 'URL');
  text = text.replaceAll(`mlobs-logs-${environment.name}`, 'DATA-VIEW');
  for (const [pool, { accelerator }] of Object.entries(environment.gpuPools))
    text = text.replaceAll(`${accelerator} (pool **${pool}**)`, 'POOL');
  const factors = burnPairs(window)
    .map(({ factor }) => Number(factor.toPrecision(3)))
    .join(', ');
  text = text
    .replaceAll(factors, 'FACTORS')
    .replaceAll(new RegExp(`(?<!now-)\\b${printDuration(window)}\\b`, 'g'), 'WINDOW');
  return JSON.parse(text, (key, value: unknown) =>
    ['value', 'axisSoftMax'].includes(key) && typeof value === 'number' ? 'BOUND' : value,
  );
}

it.each(promoted)(
  'the board of $name differs between dev and prod in bounds and addresses only',
  ({ name }) => {
    const board = (environment: Environment): unknown =>
      comparable(boardOf(environment.name, boardUids.model(name)), environment, modelOf(environment, name));
    expect(board(dev)).toEqual(board(prod));
  },
);

it('names no environment in a title, uid or query', () => {
  for (const { name } of promoted) {
    const { links: _links, panels, ...rest } = boardOf('prod', boardUids.model(name));
    // Points lead to lines of the environment's own Kibana.
    const shown = JSON.stringify([rest, panels.filter(({ type }) => type !== 'text')]).replaceAll(
      prod.elastic.kibana,
      'URL',
    );
    expect(shown).not.toMatch(/\bprod\b/);
  }
});
