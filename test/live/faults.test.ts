import { setTimeout as passed } from 'node:timers/promises';
import { query } from '../../preview/api';
import type { SimulatedPod } from '../../preview/fleet/fleet';
import { seconds } from '../../models/duration';
import { ownJobs } from '../../models/exporters';
import { namespaces } from '../../models/names';
import { runtimes } from '../../models/runtimes';
import { committed } from '../stacks/synthesised';
import { observeFleet, type ObservedFleet } from './chain/observed-fleet';
import { createPod } from './chain/pods';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { expectStatus } from './control-plane/kubernetes-api';
import { startOtherClock } from './faults/clocks';
import { plantFuture } from './faults/future';
import { page, startHostile, type Conduct } from './faults/hostile-pages';
import { hostilePods } from './faults/hostile-pods';

const pace = 60;
/**
 * No pace shortens how long a program takes to start. Alertmanager waits four times as long for an alert that is not told
 * again: as compressed as all else that would be four seconds, and here it is twenty.
 */
const resend = seconds(5);
/** Pods of it are added that answer badly. */
const victim = 'query-rewriter';
const environment = committed('dev');
const model = environment.models.find(({ name }) => name === victim);
if (model === undefined) throw new Error(`dev has no ${victim}`);
const { limits } = runtimes[model.runtime];
const hostile = hostilePods(limits);

/** Unit: milliseconds. */
const hour = 3_600_000;

/** What Prometheus tells of itself. */
const self = (metric: string): string => `${metric}{job="${ownJobs.prometheus}"}`;

/** How much memory all of it may cost. Unit: bytes. */
const boundedMemory = 600 * 1024 * 1024;

describe('when parts fail', () => {
  let plane: ControlPlane;
  let chain: ObservedFleet;

  beforeAll(async () => {
    plane = await startControlPlane();
    chain = await observeFleet(plane, environment, pace, resend);
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
    // Beside the one full page, a handful of series for each pod: up and its like.
    const stored = await number(`count({model_name="${victim}",pod=~"${victim}-[a-z].*"})`);
    expect(stored).toBeLessThanOrEqual(limits.samples + 10 * added.length);
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

  /** A pod more of a model, which is gone with the test. */
  async function addPod(name: string, suffix: string, conduct: Conduct): Promise<string> {
    const original = chain.pods.find((pod) => pod.name === `${name}-0`);
    if (original === undefined) throw new Error(`no pod of ${name}`);
    const server = await startHostile(conduct, chain.newPlace(original.port));
    plane.run.atEnd(server.stop);
    const pod = { ...original, name: `${name}-${suffix}`, address: server.address };
    await createPod(plane.api, pod);
    await eventually('the pod is scraped', 60_000, async () =>
      (await number(`up{pod="${pod.name}"}`)) === 1 ? undefined : 'it is not',
    );
    return pod.name;
  }

  test('a pod whose clock steps an hour ahead, an hour back and to the right time loses no sample', async () => {
    let clock = 0;
    const pod = await addPod(victim, 'clock', (response) => {
      page(`clock_steps 1 ${Date.now() + clock}\n`)(response);
    });
    const began = Date.now();
    for (const step of [0, hour, -hour, 0]) {
      clock = step;
      await passed(2_500);
    }
    const since = Math.floor((Date.now() - began) / 1_000);
    const counted = (series: string): Promise<number> => number(`count_over_time(${series}[${since}s])`);
    const scrapes = await counted(`up{pod="${pod}"}`);
    expect(scrapes).toBeGreaterThan(since);
    expect(Math.abs((await counted('clock_steps')) - scrapes)).toBeLessThanOrEqual(1);
    expect(await number(`min(up{model_name!="${victim}"})`)).toBe(1);
  }, 120_000);

  test('a job that tells a time of the future is believed when that has come, and other models are as they were', async () => {
    const age = (series: string, name: string): Promise<number> =>
      number(`time() - ${series}{model_name="${name}"}`);
    const judged = 'fraud-scorer';
    const [told, believed] = ['max', 'latest'].map((last) => `model:drift_check_timestamp_seconds:${last}`);
    const ageOf = (name: string | undefined): Promise<number> => age(name ?? '', judged);
    const ageOfOther = (): Promise<number> => age('model:data_timestamp_seconds:latest', 'nightly-scoring');
    await eventually('both are known', 60_000, async () =>
      Number.isFinite((await ageOf(believed)) + (await ageOfOther())) ? undefined : 'they are not',
    );
    // In milliseconds, which nothing but fifty thousand years would show.
    await addPod(judged, 'ahead', (response) => {
      page(`ml_drift_last_run_timestamp_seconds ${Date.now()}\n`)(response);
    });
    await eventually('the future is told', 30_000, async () =>
      (await ageOf(told)) < -hour ? undefined : 'it is not',
    );
    const before = [await ageOf(believed), await ageOfOther()] as const;
    await passed(5_000);
    // What was told last grows old, as if nothing were told.
    expect((await ageOf(believed)) - before[0]).toBeGreaterThan(4);
    expect(await ageOfOther()).toBeLessThanOrEqual(before[1] + 6);
  }, 120_000);

  test('what Prometheus tells by a clock that is ahead is told at once and ends later; by one that is behind the heartbeat stops', async () => {
    const { sink, tell } = await startOtherClock(plane.run, chain.written, pace);
    const heard = (name: string, status: 'firing' | 'resolved'): boolean =>
      sink.notifications.some((one) => one.model === name && one.status === status);
    const ahead = 10_000;
    await tell('ahead', ahead);
    await eventually('somebody is told', 8_000, () => (heard('ahead', 'firing') ? undefined : 'nobody'));
    expect(sink.heartbeat()).toBeDefined();
    const ended = Date.now();
    await tell('ahead', ahead, true);
    await eventually('it is over', 60_000, () => (heard('ahead', 'resolved') ? undefined : 'it is not'));
    expect(Date.now() - ended).toBeGreaterThan(ahead - 1_000);

    await tell('behind', -hour);
    await passed(2_000);
    const last = sink.heartbeat();
    for (let tells = 0; tells < 5; tells++) {
      await tell('behind', -hour);
      await passed(1_000);
    }
    expect(heard('behind', 'firing')).toBe(false);
    // Whoever waits for it outside the cluster knows.
    expect(sink.heartbeat()).toBe(last);
  }, 120_000);

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
    await passed(5 * resend.milliseconds);
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

  test('a Prometheus whose clock steps back stores nothing until that time has come, says so, and goes on then', async () => {
    const owner = 'platform-ticket';
    const toldOfIt = (status: 'firing' | 'resolved', after: number): boolean =>
      chain.sink.notifications.some(
        (one) =>
          one.alert === 'PlatformSharedRuleFailing' &&
          one.status === status &&
          one.at >= after &&
          one.receiver === owner,
      );
    const stepped = Date.now();
    // Three quarters of an hour, as time runs here.
    const comes = stepped + 45_000;
    await chain.restartPrometheus((data) => {
      plantFuture(data, Math.ceil(comes / 1_000));
    });
    await eventually('the owner is told', 40_000, () => (toldOfIt('firing', stepped) ? undefined : 'nobody'));
    expect(Date.now()).toBeLessThan(comes);
    expect(await query(chain.prometheus, 'up')).toEqual([]);
    await eventually('it is over', 90_000, () => (toldOfIt('resolved', comes) ? undefined : 'it is not'));
    expect(await number('min(up)')).toBe(1);
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
    const began = Date.now();
    await plane.restart();
    const away = Math.ceil((Date.now() - began) / 1_000);
    expect(await number(`min_over_time((${targets})[${away}s:1s])`)).toBe(before);
    await addPod(victim, 'late', page('late 1\n'));
  }, 240_000);
});
