import { fastWindows, slowWindows } from '../../models/burn';
import { records, recordedQuantiles, type RecordedQuantile } from '../../models/records';
import { signalNames, signals, type SignalName } from '../../models/signals';
import { alerts } from '../../rules';
import { printExpression } from '../../rules/promql';

/** Every recorded series with the signals that it is made of. */
const origins = new Map<string, readonly SignalName[]>([
  ...signalNames.map((name) => [signals[name].series, [name]] as const),
  ...[...fastWindows, ...slowWindows].flatMap((window) => [
    [records.errorRatio(window), ['requests', 'errors']] as const,
    [records.slowRatio(window), ['requests', 'latency']] as const,
  ]),
  [records.slowRate, ['requests', 'latency']],
  ...(Object.keys(recordedQuantiles) as RecordedQuantile[]).map(
    (name) => [records.latencyQuantile(name), ['latency']] as const,
  ),
]);

/** Every series of ours that an expression names. */
const named = (text: string): readonly string[] => text.match(/model:[a-z_]+:[a-z0-9_]+/g) ?? [];

describe('the catalogue of alerts', () => {
  test.each(alerts)('$name needs exactly the signals that its expressions read', ({ conditions, needs }) => {
    const texts = conditions.map(({ expression }) => printExpression(expression));
    const read = texts.flatMap(named).flatMap((series) => origins.get(series) ?? []);
    expect([...new Set(read)].sort()).toEqual([...needs].sort());
  });

  test.each(alerts)(
    '$name says what it means in at most 200 characters and one line',
    ({ summary, description }) => {
      expect(description.length).toBeLessThanOrEqual(200);
      expect(`${summary}${description}`).not.toContain('\n');
    },
  );

  test('every name is taken once and begins with what it is about', () => {
    const names = alerts.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^(?:Model|Data|Gpu|Logs|Platform)[A-Z]/);
  });

  test('alerts on absence wait for at least two scrapes', () => {
    const absences = alerts.filter(({ conditions }) =>
      conditions.some(({ expression }) => printExpression(expression).includes('unless')),
    );
    expect(absences.length).toBeGreaterThan(0);
    for (const { conditions } of absences) {
      for (const condition of conditions) expect(condition.for.milliseconds).toBeGreaterThanOrEqual(60_000);
    }
  });
});
