import { inSeconds, minutes } from '../../models/duration';
import type { Model, Source } from '../../models/model';
import { runtimeIds, runtimes } from '../../models/runtimes';
import type { Environment } from '../../environments';
import { alerts, rulesFor, sharedRules } from '../../rules';
import { bareGroupsOf, closureOf } from './scenario';
import { everyKind } from './every-kind';
import { metricsIn } from './metrics-in';
import { objectionsOfPromtool } from './promtool';
import { looksAtSignals } from './seen';
import { surroundings } from './surroundings';
import { seriesOf, sinceSuccess, type Biography, type Clock, type Life } from './life';

const environment: Environment = everyKind();

/** A look every two minutes is enough for every rate, and every rule of every runtime at each takes a minute. */
const step = inSeconds(minutes(2));
const clock: Clock = { start: Date.parse('2026-11-03T00:00:00Z') / 1_000, step, count: 24 * 30 };

/** Hour of the day at which something happens, in looks. */
const at = (hour: number): number => hour * 30;

/**
 * A day in a life: at ten a new version comes, whose pod is there before the old one goes; at fifteen the pod's container
 * starts again, with its counters at their beginning; and at eighteen an answer is missed.
 */
const day: Biography = {
  lives({ name, gateway }: Source, { count }): readonly Life[] {
    const life = (pod: string, version: string, from: number, to: number): Life => ({
      pod,
      version,
      from,
      to,
    });
    if (gateway) return [life(`${name}-0`, '2026.11.2', 0, count)];
    return [
      life(`${name}-old`, '2026.11.2', 0, at(10) + 3),
      life(`${name}-new`, '2026.11.3', at(10), at(15)),
      life(`${name}-new`, '2026.11.3', at(15) + 1, count),
    ];
  },
  conduct(healthy, now, model) {
    const hour = (now / 3_600) % 24;
    // From two fifths at four in the morning to all of it at four in the afternoon.
    const tide = 0.7 - 0.3 * Math.cos(((hour - 4) / 24) * 2 * Math.PI);
    return {
      ...healthy,
      load: healthy.load * tide,
      // Errors come in small waves, and in the mean as few as the objective allows.
      errorRatio: healthy.errorRatio * (1 + Math.sin(now / 1_000)),
      batchAge: model.batch === undefined ? 0 : sinceSuccess(model, now),
    };
  },
  missed: new Set([at(18)]),
};

const seriesOfDay = (model: Model, read: ReadonlySet<string>) =>
  seriesOf(model, clock, { read, biography: day });

describe('a healthy day', () => {
  test('is one of every runtime and every kind of model', () => {
    const sources = environment.models.flatMap((model) => model.sources);
    expect(new Set(sources.map(({ runtime }) => runtime))).toEqual(new Set(runtimeIds));
    expect(new Set(environment.models.map(({ kind }) => kind))).toEqual(
      new Set(runtimeIds.map((id) => runtimes[id].kind)),
    );
  });

  test('fires nothing, from midnight to midnight', async () => {
    const groups = closureOf(
      new Set(alerts.map(({ name }) => name)),
      bareGroupsOf([
        sharedRules(environment),
        ...environment.models.map((model) => rulesFor(model, environment)),
      ]),
    );
    const read = metricsIn(groups);
    const end = (clock.count - 1) * step;
    const test = {
      interval: `${step}s`,
      start_timestamp: new Date(clock.start * 1_000).toISOString(),
      input_series: [
        ...environment.models.flatMap((model) => seriesOfDay(model, read)),
        ...surroundings(clock, { read, pod: { namespace: 'vision', pod: 'tagger-new' } }),
      ],
      promql_expr_test: [
        { expr: 'count_over_time(ALERTS{alertstate="firing"}[1d])', eval_time: `${end}s`, exp_samples: [] },
        // The day is one that the rules see, and every model that counts requests is recorded all day.
        ...looksAtSignals(environment.models, groups, end),
        {
          expr: 'count(count_over_time(model:requests:rate5m[1d]) > 700)',
          eval_time: `${end}s`,
          exp_samples: [
            {
              labels: '{}',
              value: environment.models.filter(({ signals }) => signals.includes('requests')).length,
            },
          ],
        },
      ],
    };
    expect(await objectionsOfPromtool(groups, [test])).toBe('');
  }, 900_000);
});
