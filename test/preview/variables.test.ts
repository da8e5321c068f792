import { createServer } from 'node:http';
import { dashboardsFor, type Dashboard } from '../../dashboards';
import { anyPort, listen } from '../../preview/listen';
import { filledIn, isValue, offeredVariables } from '../../preview/variables';
import { dev } from './dev';

function board(uid: string): Dashboard {
  const found = dashboardsFor(dev).find(({ dashboard }) => dashboard.uid === uid);
  if (found === undefined) throw new Error(`no board ${uid}`);
  return found.dashboard;
}

describe('variables of a board', () => {
  const asked: string[] = [];
  /** Answers each query with the labels that it is by. */
  const server = createServer((request, response) => {
    const expr = new URL(request.url ?? '', 'http://localhost').searchParams.get('query') ?? '';
    asked.push(expr);
    const metrics = expr.startsWith('max by (team)')
      ? [{ team: 'risk' }, { team: 'commerce' }]
      : [{ model_name: 'sentiment' }, { model_name: 'churn-classifier' }];
    const result = metrics.map((metric) => ({ metric, value: [0, '1'] }));
    response.end(JSON.stringify({ data: { result } }));
  });
  let running: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    running = await listen(server, anyPort);
  });
  afterAll(() => running.stop());
  const offered = (uid: string, chosen: readonly (readonly [string, string])[]) =>
    offeredVariables(`http://127.0.0.1:${running.port}`, board(uid), { chosen: new Map(chosen), pace: 1 });

  it('are offered in order, and begin with all or the first', async () => {
    expect(await offered('mlo-drift', [])).toEqual([
      { name: 'team', label: 'Team', options: ['$__all', 'commerce', 'risk'], value: '$__all' },
      {
        name: 'model',
        label: 'Model',
        options: ['churn-classifier', 'sentiment'],
        value: 'churn-classifier',
      },
    ]);
  });

  it('depend on what was chosen before, and keep only what is still there', async () => {
    asked.length = 0;
    const [, model] = await offered('mlo-drift', [
      ['team', 'risk'],
      ['model', 'sentiment'],
    ]);
    expect(model?.value).toBe('sentiment');
    expect(asked[1]).toContain('model:info{team=~"risk"}');
    expect((await offered('mlo-drift', [['model', 'gone']]))[1]?.value).toBe('churn-classifier');
  });

  it('are not offered where they are asked of Elasticsearch, which the preview does not have', async () => {
    asked.length = 0;
    expect(await offered('mlo-logs', [['model', 'sentiment']])).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('become part of queries as Grafana writes them', () => {
    const chosen = new Map([
      ['team', '$__all'],
      ['model', 'a.b'],
    ]);
    const one = '{team=~"$team", model_name="$model", le="${model}", node="$models"}';
    expect(filledIn(one, board('mlo-drift'), chosen)).toBe(
      '{team=~".*", model_name="a.b", le="a.b", node="$models"}',
    );
    expect(filledIn('{model_name=~"$model"}', board('mlo-alerts'), chosen)).toBe('{model_name=~"a\\\\.b"}');
  });

  it.each(['a"} or up{x="', 'a b', '$x', '{'])('cannot be %s', (text) => {
    expect(isValue(text)).toBe(false);
  });
});
