import { inSeconds, minutes, times } from '../../models/duration';
import { routedAlerts } from '../../preview/api';
import { receiverNames } from '../../rules';
import { clusterObjects, type ClusterObjects } from './control-plane/cluster-objects';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { installDefinitions } from './manifests/install';
import { bearablePace } from './scale/bearable-pace';
import { measureScale, printed, ratio, type MeasuredScale } from './scale/measured-scale';
import type { ObservedScale } from './scale/observed-scale';
import { everythingDown, expectedOf, many, namedIn, subjectOf } from './scale/storm';
import { toldIn, type Told } from './scale/told';

/** How many models, and how much faster than real time; a thousand are watched as fast as this machine can. */
const scales = [
  { count: 10, pace: 30 },
  { count: 100, pace: 20 },
  { count: 1_000, pace: undefined },
] as const;
/** What a Secret may hold. Unit: bytes. */
const largestSecret = 1024 * 1024;
/** How many models a notification names one by one. */
const named = 10;
/** What the slowest machine may need for a storm or its end. Unit: milliseconds. */
const longest = 1_800_000;
/** Texts of ten alerts with their links. Unit: characters. */
const longestText = 6_000;

describe('with ten, a hundred and a thousand models', () => {
  let plane: ControlPlane;
  let cluster: ClusterObjects;
  let observed: ObservedScale | undefined;
  const measured: MeasuredScale[] = [];

  beforeAll(async () => {
    plane = await startControlPlane();
    cluster = clusterObjects(plane.api, true);
    await installDefinitions(cluster);
  });
  afterAll(async () => {
    await plane.stop();
    expect(plane.run.deaths).toEqual([]);
  });

  const paceOf = (count: number): number => {
    const last = measured.at(-1);
    if (last === undefined) throw new Error('nothing was measured');
    return bearablePace(count, last);
  };

  test.each(scales)(
    '$count: all are applied, written down by the operator, found by Prometheus and judged',
    async ({ count, pace }) => {
      await observed?.stop();
      // Where this one fails, no later test is about the one before.
      observed = undefined;
      const [running, costs] = await measureScale(plane, cluster, count, pace ?? paceOf(count));
      observed = running;
      measured.push(costs);
      expect(costs.complaints).toEqual([]);
    },
    900_000,
  );

  // Times by the clock are printed and not judged: what else the machine does lengthens them many times.
  test('one of a thousand costs no more than one of a hundred, and all fit into a Secret', () => {
    process.stdout.write(printed(measured));
    const [, hundred, thousand] = measured;
    if (hundred === undefined || thousand === undefined) throw new Error('not all was measured');
    const relative = (key: Parameters<typeof ratio>[0]): number => ratio(key, thousand, hundred);
    expect(thousand.packed).toBeLessThan(largestSecret);
    const beyond = (limit: number, ...keys: readonly Parameters<typeof ratio>[0][]): readonly string[] =>
      keys.filter((key) => relative(key) > limit).map((key) => `${key}: ${relative(key)}`);
    expect(beyond(1, 'packed', 'ruleFiles', 'jobs', 'rules')).toEqual([]);
    // Some series come a little later than others, and other work on the machine lengthens all work, if by less.
    expect(beyond(1.1, 'series')).toEqual([]);
    expect(beyond(1.5, 'memory', 'processor', 'validate', 'synth')).toEqual([]);
  });

  /** What people were told since the storm began, oldest first. */
  let told = (): readonly Told[] => [];
  let heartbeats = (): readonly number[] => [];
  const running = (): ObservedScale => {
    if (observed === undefined) throw new Error('nothing runs');
    return observed;
  };
  const time = (duration: ReturnType<typeof minutes>): number =>
    inSeconds(times(duration, 1 / running().pace)) * 1_000;
  const allSubjects = (isOver: boolean): readonly string[] =>
    told()
      .filter((one) => one.isOver === isOver)
      .map(subjectOf);
  const untold = (isOver: boolean): string | undefined => {
    const subjects = allSubjects(isOver);
    const missing = [...expectedOf(running().environment).keys()].filter((one) => !subjects.includes(one));
    return missing.length === 0 ? undefined : `nobody was told: ${missing.join('; ')}`;
  };

  test(
    'when all of them fail at once, each team is told once of each thing, in words that one can read',
    async () => {
      const { environment, received, setFault, alertmanager } = running();
      const expected = expectedOf(environment);
      const before = received.length;
      // The owner of the platform is told that this machine is slow, where it is.
      told = () =>
        toldIn(received.slice(before)).filter(
          ({ receiver }) => receiver !== receiverNames.ticket('platform'),
        );
      heartbeats = () =>
        received
          .slice(before)
          .filter(({ path }) => path === `/${receiverNames.heartbeat}`)
          .map(({ at }) => at);
      for (const { name } of environment.models) setFault(name, everythingDown, true);
      await eventually('all are told', time(minutes(30)) + 60_000, () => untold(false));
      const shown = await routedAlerts(alertmanager);

      // A model that fails before nine others do is a page of its own.
      const alone = told().filter((one) => !expected.has(subjectOf(one)));
      const pagers = [...expected.keys()].filter((subject) => subject.includes('-page: '));
      expect(alone.filter(({ receiver }) => !receiver.endsWith('-page'))).toEqual([]);
      expect(alone.length).toBeLessThan(many * pagers.length);
      // One when it begins and one for those that are late.
      expect(told().length - alone.length).toBeLessThanOrEqual(2 * expected.size);
      for (const one of told()) {
        expect(one.text.length).toBeLessThan(longestText);
        const most = expected.get(subjectOf(one)) ?? 1;
        // A page is about one thing.
        if (most === 1) continue;
        expect(one.alerts).toBeLessThanOrEqual(most);
        expect(namedIn(one, environment)).toHaveLength(Math.min(one.alerts, named));
        if (one.alerts > named) expect(one.text).toContain(`and more, ${one.alerts} in all`);
      }

      // Nobody reads what is inhibited, and nothing that matters is read by nobody.
      const pages = shown.filter(
        ({ labels }) => labels['scope'] === 'model' && labels['severity'] === 'critical',
      );
      expect(pages.length).toBeGreaterThanOrEqual(many);
      expect(pages.filter(({ status }) => status.inhibitedBy.length === 0)).toEqual([]);
      const unread = shown.filter(({ receivers }) =>
        receivers.every(({ name }) => name === receiverNames.nobody),
      );
      expect(unread.filter(({ labels }) => !['info', 'none'].includes(labels['severity'] ?? ''))).toEqual([]);
    },
    longest,
  );

  test(
    'when it is over each of them is told so, and the heartbeat has not missed a beat',
    async () => {
      const { environment, setFault } = running();
      for (const { name } of environment.models) setFault(name, everythingDown, false);
      await eventually('all are told of the end', time(minutes(40)) + 60_000, () => untold(true));
      const expected = expectedOf(environment);
      const known = told().filter((one) => expected.has(subjectOf(one)));
      process.stdout.write(
        `${environment.models.length} models failed and recovered at ${running().pace.toFixed(1)} times the speed; ${told().length - known.length} notifications of one model, and\n${known
          .map(({ receiver, title, text }) => `  ${receiver}: ${title} [${text.length} characters]\n`)
          .join('')}`,
      );
      // One when it begins, one for those that are late, and the same when it ends.
      expect(known.length).toBeLessThanOrEqual(4 * expected.size);
      const beats = heartbeats();
      const gaps = beats.slice(1).map((at, index) => at - (beats[index] ?? at));
      expect(gaps.length).toBeGreaterThan(0);
      expect(Math.max(...gaps)).toBeLessThan(3 * time(minutes(1)));
    },
    longest,
  );
});
