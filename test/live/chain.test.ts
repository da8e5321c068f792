import { join } from 'node:path';
import { namespaces, objects } from '../../models/names';
import { query } from '../../preview/api';
import { checkPreview } from '../../preview/check';
import { committed } from '../stacks/synthesised';
import { observeFleet, type ObservedFleet } from './chain/observed-fleet';
import { complaintsIn, warningEvents } from './configuration/complaints';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { pacedMonitoring, pacedRouting } from './manifests/paced-objects';
import { stackObjects } from './manifests/stack-objects';

const pace = 60;

describe('the whole chain, from objects in a cluster to whoever is told', () => {
  const environment = committed('dev');
  let plane: ControlPlane;
  let chain: ObservedFleet;

  beforeAll(async () => {
    plane = await startControlPlane();
    chain = await observeFleet(plane, environment, pace);
  });
  afterAll(async () => {
    await plane.stop();
    expect(plane.run.deaths).toEqual([]);
  });

  test('is made of what the stacks hold, but for the pace', () => {
    const stack = stackObjects(join(plane.run.folder, 'compared'), environment).find(
      ({ stack: name }) => name === 'dev-models',
    );
    const of = (kinds: readonly string[]) => stack?.objects.filter(({ kind }) => kinds.includes(kind)) ?? [];
    const watching = of(['PodMonitor', 'Probe', 'PrometheusRule']);
    expect(pacedMonitoring(environment, 1)).toHaveLength(watching.length);
    expect(pacedMonitoring(environment, 1)).toEqual(expect.arrayContaining([...watching]));
    const [secret] = of(['Secret']);
    const data = Object.entries(pacedRouting(environment, 1)).map(([key, text]) => [
      key,
      Buffer.from(text).toString('base64'),
    ]);
    expect(secret?.metadata).toMatchObject({
      name: objects.alertmanagerSecret,
      namespace: namespaces.monitoring,
    });
    expect(secret?.['data']).toEqual(Object.fromEntries(data));
  });

  test('finds each pod by real discovery and gives it the identity of its model', async () => {
    const expected = environment.models.flatMap((model) =>
      model.sources.map((source) => ({
        job: `${namespaces.observatory}/${source.name}`,
        namespace: model.namespace,
        model_name: model.name,
        team: model.team,
        tier: model.tier,
        runtime: source.runtime,
        value: '1',
      })),
    );
    await eventually('every pod is scraped', 60_000, async () => {
      const found = await query(chain.prometheus, `up{job=~"${namespaces.observatory}/.*", model_name!=""}`);
      const identities = found.map(({ metric, value }) => {
        const { job, namespace, model_name, team, tier, runtime } = metric;
        return { job, namespace, model_name, team, tier, runtime, value: value[1] };
      });
      expect(identities).toHaveLength(expected.length);
      expect(identities).toEqual(expect.arrayContaining(expected));
      return undefined;
    });
  });

  test('tells the right receiver of every fault, and of its end', async () => {
    const lines: string[] = [];
    const ok = await checkPreview(chain, (line) => lines.push(line));
    expect({ ok, lines: ok ? [] : lines }).toEqual({ ok: true, lines: [] });
  }, 480_000);

  test('has left nothing out, in the eyes of the operator', async () => {
    expect(complaintsIn(chain.operator.log())).toEqual([]);
    expect(await warningEvents(plane.api)).toEqual([]);
  });
});
