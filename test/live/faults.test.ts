import { randomBytes } from 'node:crypto';
import { query } from '../../preview/api';
import type { SimulatedPod } from '../../preview/fleet/fleet';
import { ownJobs } from '../../models/exporters';
import { namespaces } from '../../models/names';
import { runtimes } from '../../models/runtimes';
import { committed } from '../stacks/synthesised';
import { observeFleet, type ObservedFleet } from './chain/observed-fleet';
import { createPod } from './chain/pods';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { expectStatus } from './control-plane/kubernetes-api';
import { floods, hangs, page, seriesPage, startHostile, type Conduct } from './faults/hostile-pages';

const pace = 60;
/** Pods of it are added that answer badly. */
const victim = 'query-rewriter';
const environment = committed('dev');
const model = environment.models.find(({ name }) => name === victim);
if (model === undefined) throw new Error(`dev has no ${victim}`);
const { samples, labels } = runtimes[model.runtime].limits;

const manyLabels = Array.from({ length: labels + 20 }, (_, index) => `l${index}="x"`).join(',');
const inAnHour = Date.now() + 3_600_000;

/** A page of one sample and so many MiB of comment. */
function sized(mebibytes: number): Buffer {
  const text = Buffer.alloc(mebibytes * 1024 * 1024, 'x');
  text.write('large 1\n# ');
  text.write('\n', text.length - 1);
  return text;
}

/** Each bad pod, and whether it counts as scraped. */
const hostile: Readonly<Record<string, readonly [conduct: Conduct, up: '0' | '1']>> = {
  hangs: [hangs, '0'],
  'hangs-too': [hangs, '0'],
  floods: [floods(1_000_000), '0'],
  garbage: [page(randomBytes(20_000)), '0'],
  html: [page('<html><body>Sign in</body></html>', 'text/html'), '0'],
  'too-many-labels': [page(`hostile{${manyLabels}} 1\n`), '0'],
  'one-sample-too-many': [page(seriesPage(samples + 1)), '0'],
  'as-many-samples-as-may-be': [page(seriesPage(samples)), '1'],
  'larger-than-may-be': [page(sized(33)), '0'],
  'nearly-as-large-as-may-be': [page(sized(31)), '1'],
  'odd-content-type': [page('odd_type 1\n', 'application/json'), '1'],
  'no-content-type': [page('no_type 1\n', ''), '1'],
  'clock-ahead': [page(`clock_ahead 1 ${inAnHour}\n`), '1'],
};

/** What Prometheus tells of itself. */
const self = (metric: string): string => `${metric}{job="${ownJobs.prometheus}"}`;

/** How much memory all of it may cost. Unit: bytes. */
const boundedMemory = 600 * 1024 * 1024;

describe('when parts fail', () => {
  let plane: ControlPlane;
  let chain: ObservedFleet;

  beforeAll(async () => {
    plane = await startControlPlane();
    chain = await observeFleet(plane, environment, pace);
    await eventually('everything is scraped, Prometheus itself included', 60_000, async () => {
      const found = await number(`count(up == 1) + 0 * max(${self('process_resident_memory_bytes')})`);
      return found > chain.pods.length ? undefined : `${found} targets`;
    });
  });
  afterAll(async () => {
    await plane.stop();
    expect(plane.run.deaths).toEqual([]);
  });

  const number = async (expression: string): Promise<number> =>
    Number((await query(chain.prometheus, expression))[0]?.value[1] ?? NaN);

  const told = (alert: string, name: string, status: 'firing' | 'resolved', after = 0) =>
    chain.sink.notifications.some(
      (one) => one.alert === alert && one.model === name && one.status === status && one.at >= after,
    );

  test('pods that hang, flood, or answer nonsense harm nobody but their own model, and somebody is told', async () => {
    const original = chain.pods.find(({ name }) => name === `${victim}-0`);
    if (original === undefined) throw new Error(`no pod of ${victim}`);
    const memory = (): Promise<number> => number(self('process_resident_memory_bytes'));
    const before = await memory();
    const added: SimulatedPod[] = [];
    for (const [name, [conduct]] of Object.entries(hostile)) {
      const server = await startHostile(conduct, chain.newPlace(original.port));
      plane.run.atEnd(server.stop);
      const pod = { ...original, name: `${victim}-${name}`, address: server.address };
      await createPod(plane.api, pod);
      added.push(pod);
    }
    const expected = Object.fromEntries(
      Object.entries(hostile).map(([name, [, up]]) => [`${victim}-${name}`, up] as const),
    );
    const upOf = async () =>
      Object.fromEntries(
        (await query(chain.prometheus, `up{model_name="${victim}"}`)).map(({ metric, value }) => [
          metric['pod'],
          value[1],
        ]),
      );
    await eventually('every pod is known for what it is', 60_000, async () => {
      expect(await upOf()).toEqual({ [`${victim}-0`]: '1', ...expected });
      return undefined;
    });
    await eventually('somebody is told', 60_000, () =>
      told('ModelTargetsDown', victim, 'firing') ? undefined : 'nobody',
    );
    const others = await number(`min(up{model_name!="${victim}"})`);
    const after = await memory();
    expect(others).toBe(1);
    expect(await query(chain.prometheus, 'clock_ahead')).toEqual([]);
    // Beside the one full page, a handful of series for each pod: up and its like.
    const stored = await number(`count({model_name="${victim}",pod=~"${victim}-[a-z].*"})`);
    expect(stored).toBeLessThanOrEqual(samples + 10 * added.length);
    expect(await query(chain.prometheus, 'flood')).toEqual([]);
    expect(after - before).toBeLessThan(boundedMemory);
    for (const { name, namespace } of added)
      expectStatus(
        await plane.api.ask('DELETE', `/api/v1/namespaces/${namespace}/pods/${name}`, {
          gracePeriodSeconds: 0,
        }),
        name,
        200,
      );
    await eventually('it is over for whoever was told', 60_000, () =>
      told('ModelTargetsDown', victim, 'resolved') ? undefined : 'it is not',
    );
  }, 240_000);

  /** A fault of which a team is told, on a model that nothing else here touches. */
  const [broken, fault, alert] = ['sentiment', 'errors', 'ModelErrorBudgetBurn'] as const;

  test('Prometheus that restarts keeps what it knew, and nobody is told that it is over', async () => {
    chain.setFault(broken, fault, true);
    await eventually('somebody is told', 60_000, () =>
      told(alert, broken, 'firing') ? undefined : 'nobody',
    );
    const stopped = Date.now();
    await chain.restartPrometheus();
    await eventually('it fires again', 30_000, async () => {
      const found = await query(
        chain.prometheus,
        `ALERTS{alertname="${alert}",model_name="${broken}",alertstate="firing"}`,
      );
      return found.length > 0 ? undefined : 'it does not';
    });
    // Longer than Alertmanager waits for an alert that is not told again.
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    expect(told(alert, broken, 'resolved')).toBe(false);
    const since = Math.ceil((Date.now() - stopped) / 1_000);
    expect(
      await number(`count_over_time(up{job="${namespaces.observatory}/${broken}"}[1m] offset ${since}s)`),
    ).toBeGreaterThan(10);
    chain.setFault(broken, fault, false);
    await eventually('it is over', 90_000, () =>
      told(alert, broken, 'resolved', stopped) ? undefined : 'it is not',
    );
  }, 240_000);

  test('Alertmanager that is away is told later, and tells then', async () => {
    const start = await chain.stopAlertmanager();
    const began = Date.now();
    chain.setFault(broken, fault, true);
    await eventually('Prometheus knows', 60_000, async () => {
      const found = await query(
        chain.prometheus,
        `ALERTS{alertname="${alert}",model_name="${broken}",alertstate="firing"}`,
      );
      return found.length > 0 ? undefined : 'it does not';
    });
    expect(told(alert, broken, 'firing', began)).toBe(false);
    await start();
    await eventually('somebody is told', 60_000, () =>
      told(alert, broken, 'firing', began) ? undefined : 'nobody',
    );
    chain.setFault(broken, fault, false);
    await eventually('it is over', 90_000, () =>
      told(alert, broken, 'resolved', began) ? undefined : 'it is not',
    );
  }, 240_000);

  test('an API server that restarts takes no target away, and what is new is found afterwards', async () => {
    const targets = `count(up{job=~"${namespaces.observatory}/.*"} == 1)`;
    const before = await number(targets);
    const original = chain.pods.find(({ name }) => name === `${victim}-0`);
    if (original === undefined) throw new Error(`no pod of ${victim}`);
    const began = Date.now();
    await plane.restart();
    const away = Math.ceil((Date.now() - began) / 1_000);
    expect(await number(`min_over_time((${targets})[${away}s:1s])`)).toBe(before);
    const server = await startHostile(page('late 1\n'), chain.newPlace(original.port));
    plane.run.atEnd(server.stop);
    await createPod(plane.api, { ...original, name: `${victim}-late`, address: server.address });
    await eventually('the new pod is found', 60_000, async () =>
      (await number(`up{pod="${victim}-late"}`)) === 1 ? undefined : 'it is not',
    );
  }, 240_000);
});
