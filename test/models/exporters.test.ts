import { dcgmExporter, elasticsearchExporter, exporterPages } from '../../models/exporters';
import { alerts } from '../../rules';
import { gpuRecordingRules } from '../../rules/gpu-records';
import { logContentRecords } from '../../rules/log-content-records';
import { logLineRecords } from '../../rules/log-line-records';
import { serverLineRecords } from '../../rules/log-server-records';
import { loggingRecords } from '../../rules/logging-records';
import { platformRecords } from '../../rules/platform-records';
import { printExpression } from '../../rules/promql';
import { cronJobRecords } from '../../rules/cronjob-records';
import { systemRecords } from '../../rules/system-records';
import { exporterMonitors, probesFor } from '../../scrape';
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

const known = new Set(Object.values(exporterPages).flat());

const readsIn = (text: string, labelsAt: (position: number) => readonly string[]): readonly Read[] =>
  [...text.matchAll(/\b([a-zA-Z_][a-zA-Z0-9_]*)(?:\{([^}]*)\}|\[)?/g)]
    .filter(([, metric = '']) => known.has(metric))
    .map(({ 1: metric = '', 2: conditions = '', index }) => ({
      metric,
      matchers: [...conditions.matchAll(/(\w+)(=~|!~|!=|=)"([^"]*)"/g)].map(
        ([, label = '', operator = '', value = '']) => ({ label, operator, value }),
      ),
      labels: labelsAt(index),
    }));

/** Labels of the aggregation whose parentheses hold a place of a text; expressions join series of several pages. */
function groupedAt(text: string, position: number): readonly string[] {
  let depth = 0;
  for (let at = position - 1; at >= 0; at--) {
    if (text[at] === ')') depth++;
    if (text[at] !== '(') continue;
    if (depth > 0) {
      depth--;
      continue;
    }
    const by = /\bby \(([^()]*)\)\s*$/.exec(text.slice(0, at))?.[1];
    if (by !== undefined) return by.split(/,\s*/);
  }
  return [];
}

/** Of the alerts about what is below the models. */
const platformConditions = alerts
  .filter(({ scope }) => scope === 'logging' || scope === 'platform')
  .flatMap(({ conditions }) => conditions);

const linesOfModels = [...logLineRecords, ...serverLineRecords, ...logContentRecords];

/** What the rules read of exporters: those about models, which are joined with nothing else, and all others. */
const reads: readonly Read[] = [
  ...[
    ...[...gpuRecordingRules, ...systemRecords, ...cronJobRecords].map(({ expression }) => expression),
    ...alerts
      .filter(({ scope }) => scope === 'gpu')
      .flatMap(({ conditions }) => conditions.map(({ expression }) => expression)),
  ].flatMap((expression) => {
    const text = printExpression(expression);
    const made = words(text, /label_replace\([^]*"(\w+)", "\$1"/g);
    const labels = words(text, /\b(?:by|on|without) \(([^)]*)\)/g).filter((label) => !made.includes(label));
    return readsIn(text, () => labels);
  }),
  ...[
    ...[...linesOfModels, ...loggingRecords, ...platformRecords].map(({ expression }) => expression),
    ...platformConditions.map(({ expression }) => expression),
  ].flatMap((expression) => {
    const text = printExpression(expression);
    return readsIn(text, (position) => groupedAt(text, position));
  }),
];

/** Labels that Prometheus puts on what it reads of exporters that tell of themselves or of what they ask. */
const ofTarget = ['job', 'pod'];
const attachedTo = (page: string): readonly string[] => {
  if (page === 'blackbox-exporter') return attached;
  if (page === dcgmExporter.fixture) return ['node'];
  return ['cadvisor', 'kube-state-metrics'].includes(page) ? [] : ofTarget;
};

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
        (label) => label !== 'model_name' && !attachedTo(page).includes(label),
      );
      // What no rule selects may lack a label, as the count of a GPU without errors lacks their code.
      const selecting = own.filter((one) => one.metric === metric).flatMap((one) => one.matchers);
      const told = samples.filter(
        ({ name, labels: shown }) =>
          name === metric && selecting.every((one) => one.value !== '' || fits(one, shown[one.label])),
      );
      for (const { labels: shown } of told)
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
  const raw = [...systemRecords, ...linesOfModels, ...loggingRecords, ...platformRecords].flatMap(
    ({ expression }) =>
      [...printExpression(expression).matchAll(/(?<![\w:])([a-zA-Z_][a-zA-Z0-9_]*)(?:\{[^}]*\}|\[)/g)].map(
        ([, metric = '']) => metric,
      ),
  );
  expect(raw.length).toBeGreaterThan(20);
  expect(raw.filter((metric) => metric !== 'up' && !known.has(metric))).toEqual([]);
  const foreign = platformConditions.flatMap(
    ({ expression }) =>
      printExpression(expression).match(
        /(?<![\w:])(?:elasticsearch|logstash|prometheus|alertmanager|kube)_\w+/g,
      ) ?? [],
  );
  expect(foreign.length).toBeGreaterThan(20);
  expect(foreign.filter((metric) => !known.has(metric))).toEqual([]);
});

test('no alert has a label that Prometheus gives those it sends: it would keep its own', () => {
  const [endpoint] = exporterMonitors(company()).flatMap(({ metadata, spec }) =>
    metadata.name === elasticsearchExporter.monitor ? spec.podMetricsEndpoints : [],
  );
  const shown = samplesOf(elasticsearchExporter.fixture).filter(({ labels }) => 'cluster' in labels);
  expect(shown.length).toBeGreaterThan(0);
  expect(endpoint?.metricRelabelings).toContainEqual({ action: 'labeldrop', regex: 'cluster' });
});
