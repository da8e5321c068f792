import { summariesPerModel } from '../../models/sizing';
import { summarySeries } from '../../models/summary-series';
import { thresholds } from '../../models/names';
import { signals } from '../../models/signals';
import { timingNames, timingOf } from '../../models/timings';
import { rulesFor, sharedRules } from '../../rules';
import { company } from '../rules/company';

const recorded = (rules: ReturnType<typeof sharedRules>): readonly string[] =>
  rules.spec.groups.flatMap(({ rules: all }) =>
    all.flatMap((rule) => ('record' in rule && rule.record !== undefined ? [rule.record] : [])),
  );

describe('the series that are kept for long', () => {
  const environment = company();
  const shared = new Set(recorded(sharedRules(environment)));
  const ofModels = new Set(environment.models.flatMap((model) => recorded(rulesFor(model, environment))));

  test('are each recorded by a rule, so that nothing is fetched in vain', () => {
    // Thresholds are recorded beside the models that have them.
    const constants = new Set<string>(Object.values(thresholds));
    const nowhere = summarySeries.filter((name) => !shared.has(name) && !ofModels.has(name));
    expect(nowhere.filter((name) => !constants.has(name))).toEqual([]);
  });

  test('are each listed once', () => {
    expect(new Set(summarySeries).size).toBe(summarySeries.length);
  });

  test('hold what a report over months is about', () => {
    expect(summarySeries).toEqual(
      expect.arrayContaining([
        ...['model:info', 'model:requests:rate5m', 'model:errors:ratio_objective'],
        ...['model:latency_seconds:p99_5m', 'model:accuracy:min', 'model:drift_detected:max'],
        ...['model:business:rate1h', 'model:gpu_busy:ratio', 'node:gpu_capacity:max'],
      ]),
    );
  });

  test('are no buckets, which are most of all series', () => {
    expect(summarySeries.filter((name) => /_bucket/.test(name))).toEqual([]);
  });

  test('are at most as many of a model as is planned for', () => {
    const errorRatios = 2;
    const counts = environment.models.map((model) => {
      const own = recorded(rulesFor(model, environment)).filter((name) => summarySeries.includes(name));
      const told = model.signals.filter((name) => summarySeries.includes(signals[name].series));
      const timed = timingNames.filter((name) => model.signals.includes(timingOf(name).signal));
      return own.length + told.length + 5 * timed.length + errorRatios;
    });
    expect(Math.max(...counts)).toBeLessThanOrEqual(summariesPerModel);
    expect(Math.max(...counts)).toBeGreaterThan(summariesPerModel / 4);
  });
});
