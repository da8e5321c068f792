import { modelAlertNames } from '../../models/alert-names';
import { linkedPanels } from '../../models/links';
import { records } from '../../models/records';
import { signalNames, signals, type SignalName } from '../../models/signals';
import { alerts, sharedRules } from '../../rules';
import { printExpression } from '../../rules/promql';
import { company } from './company';

/** Every series of ours that an expression names. */
const named = (text: string): readonly string[] =>
  text.match(/(?<![\w:])(?:model|model_version|log_service):[\w:]+/g) ?? [];

const signalOf = new Map<string, SignalName>(
  signalNames.flatMap((name) => {
    const { series } = signals[name];
    return [
      [series, name],
      [records.ofVersion(series), name],
    ];
  }),
);
const recorded = new Map<string, readonly string[]>(
  sharedRules(company())
    .spec.groups.flatMap(({ rules }) => rules)
    .flatMap(({ record, expr }) => (record === undefined ? [] : [[record, named(expr)]])),
);

/** The signals that a text reads, through any number of recorded series. */
function signalsIn(text: string): ReadonlySet<SignalName> {
  const found = new Set<SignalName>();
  const seen = new Set<string>();
  const visit = (series: string): void => {
    if (seen.has(series)) return;
    seen.add(series);
    const signal = signalOf.get(series);
    if (signal === undefined) recorded.get(series)?.forEach(visit);
    else found.add(signal);
  };
  named(text).forEach(visit);
  return found;
}

describe('the catalogue of alerts', () => {
  test.each(alerts)(
    '$name needs exactly the signals that its expressions read',
    ({ conditions, needs, oneOf = [] }) => {
      const text = conditions.map(({ expression }) => printExpression(expression)).join('\n');
      expect([...signalsIn(text)].sort()).toEqual([...needs, ...oneOf].sort());
    },
  );

  test('has each alert about a model that entries can name, once, and no other', () => {
    const names = alerts.filter(({ scope }) => scope === 'model').map(({ name }) => name);
    expect([...names].sort()).toEqual([...modelAlertNames].sort());
  });

  test.each(alerts)('$name points to a panel that boards are held to have', ({ panel }) => {
    expect(linkedPanels[panel.board]).toContain(panel.panel);
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
