import { exporterPages } from '../../models/exporters';
import { printExpression } from '../../rules/promql';
import { systemRecords } from '../../rules/system-records';
import { probesFor } from '../../scrape';
import { company } from '../rules/company';
import { pageText, samplesOf } from './exposition';

/** Labels that no page shows, because Prometheus knows them of its target: the prober is asked on behalf of a model. */
const [probe] = company().models.flatMap((model) => probesFor(model));
const attached = Object.keys(probe?.spec.targets.staticConfig.labels ?? {});

const words = (text: string, keyword: RegExp): readonly string[] =>
  [...text.matchAll(keyword)].flatMap(([, labels = '']) => labels.split(/,\s*/));

interface Read {
  readonly metric: string;
  readonly matchers: readonly { label: string; operator: string; value: string }[];
  /** Labels by which the expression groups and joins. */
  readonly labels: readonly string[];
}

/** What the rules read of exporters: every selector of a series that is neither recorded nor Prometheus' own. */
const reads: readonly Read[] = systemRecords.flatMap(({ expression }) => {
  const text = printExpression(expression);
  return [...text.matchAll(/\b([a-zA-Z_][a-zA-Z0-9_]*)(?:\{([^}]*)\}|\[)/g)]
    .filter(([, metric]) => metric !== 'up')
    .map(([, metric = '', conditions = '']) => ({
      metric,
      matchers: [...conditions.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)].map(
        ([, label = '', operator = '', value = '']) => ({ label, operator, value }),
      ),
      labels: words(text, /\b(?:by|on|without) \(([^)]*)\)/g),
    }));
});

const fits = ({ operator, value }: Read['matchers'][number], found = ''): boolean =>
  operator.includes('~')
    ? new RegExp(`^(?:${value})$`).test(found) === (operator === '=~')
    : (found === value) === (operator === '=');

describe.each(Object.entries(exporterPages))('the page of %s', (page, metrics) => {
  const samples = samplesOf(page);
  const own = reads.filter(({ metric }) => metrics.includes(metric));

  test('holds every series that is read from the exporter', () => {
    const names = new Set(samples.map(({ name }) => name));
    expect(metrics.filter((metric) => !names.has(metric))).toEqual([]);
  });

  test('shows every label by which rules select, group and join these series', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const { metric, matchers, labels } of own) {
      const needed = [...labels, ...matchers.map(({ label }) => label)].filter(
        (label) => label !== 'model_name' && !(page === 'blackbox-exporter' && attached.includes(label)),
      );
      for (const { name, labels: shown } of samples)
        if (name === metric)
          expect({ metric, missing: needed.filter((label) => !(label in shown)) }).toEqual({
            metric,
            missing: [],
          });
    }
  });

  test('has series that the rules select, and others that they leave out where they select', () => {
    for (const { metric, matchers } of own) {
      const told = samples.filter(({ name }) => name === metric);
      const onPage = matchers.filter(({ label }) => told.some(({ labels }) => label in labels));
      const selected = told.filter(({ labels }) => onPage.every((one) => fits(one, labels[one.label])));
      expect({ metric, selected: selected.length > 0 }).toEqual({ metric, selected: true });
      expect({ metric, leftOut: selected.length < told.length }).toEqual({
        metric,
        leftOut: onPage.length > 0,
      });
    }
  });

  test('says where it comes from', () => {
    expect(pageText(page)).toMatch(/^# (?:Built from (?:documentation|the documented)|Captured: )/);
  });
});

test('rules read nothing of exporters but what a page proves', () => {
  const known = Object.values(exporterPages).flat();
  expect(reads.map(({ metric }) => metric).filter((metric) => !known.includes(metric))).toEqual([]);
});
