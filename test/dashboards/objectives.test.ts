import { dashboardsFor, type Panel } from '../../dashboards';
import { burnPairs } from '../../models/burn';
import { boardUids, panelId } from '../../models/links';
import type { Model } from '../../models/model';
import { thresholds } from '../../models/names';
import { thresholdsOf } from '../../rules/model-thresholds';
import { printExpression } from '../../rules/promql';
import { boardOf, environments, panelsOf } from './boards';

/** Bounds that a panel draws. */
const linesOf = (panel: Panel | undefined): readonly number[] =>
  (
    (panel?.fieldConfig.defaults['thresholds'] as { steps: { value: number | null }[] } | undefined)?.steps ??
    []
  ).flatMap(({ value }) => (value === null ? [] : [value]));

const models = environments.flatMap((environment) =>
  environment.models.map((model) => ({ environment: environment.name, name: model.name, model })),
);

/** The threshold series that alerts compare with what a panel shows. */
const judgedBy: Readonly<Record<string, readonly string[]>> = {
  traffic: [thresholds.minimumRate],
  'error-ratio': [thresholds.errorBudget],
  probe: [thresholds.probe],
  latency: [thresholds.latency],
  'slow-ratio': [thresholds.latencyBudget],
  'latency-mean': [thresholds.latencyMean],
  ttft: [thresholds.firstToken],
  'ttft-slow-ratio': [thresholds.firstTokenBudget],
  itl: [thresholds.interToken],
  'itl-slow-ratio': [thresholds.interTokenBudget],
  'queue-wait': [thresholds.queueWait],
  'queue-slow-ratio': [thresholds.queueWaitBudget],
  'queue-wait-mean': [thresholds.queueWaitMean],
  accuracy: [thresholds.accuracyFloor],
  segments: [thresholds.segmentFloor],
  'evaluation-age': [thresholds.evaluationAge],
  'drift-share': [thresholds.driftShare],
  'drift-score': [thresholds.driftScore],
  'drift-age': [thresholds.driftCheckAge],
  'data-age': [thresholds.dataAge],
  missing: [thresholds.missingShare],
  outliers: [thresholds.outlierShare],
  'data-rows': [thresholds.dataRows],
  confidence: [thresholds.lowConfidenceShare],
  'class-shift': [thresholds.classShift],
  answers: [thresholds.answerFloor],
  refusals: [thresholds.refusalCeiling],
  feedback: [thresholds.feedbackFloor],
  'batch-success': [thresholds.batchSilence],
  'batch-rows': [thresholds.batchRowsMin, thresholds.batchRowsMax],
  'batch-completion': [thresholds.completion],
};

/** Values of the threshold series that rules record of a model. A lowest rate of nothing is no line. */
function recorded(model: Model, names: readonly string[], metric?: string): readonly number[] {
  const values = thresholdsOf(model)
    .filter(({ record, labels }) => names.includes(record) && labels?.['metric'] === metric)
    .map(({ value }) => Number(printExpression(value)))
    .filter((value) => value !== 0);
  return [...new Set(values)].sort((a, b) => a - b);
}

it.each(models)('$environment/$name draws the lines by which alerts judge it', (row) => {
  const panels = panelsOf(boardOf(row.environment, boardUids.model(row.name)));
  const lines = (key: string) => linesOf(panels.find(({ id }) => id === panelId(key)));
  for (const [key, names] of Object.entries(judgedBy)) {
    expect({ key, lines: lines(key) }).toEqual({ key, lines: recorded(row.model, names) });
  }
  for (const { name } of row.model.business) {
    const bounds = recorded(row.model, [thresholds.businessFloor, thresholds.businessCeiling], name);
    expect({ name, lines: lines(`business-${name}`) }).toEqual({ name, lines: bounds });
  }
  const factors = burnPairs(row.model.window).map(({ factor }) => factor);
  expect(lines('error-budget')).toEqual(
    row.model.availability === undefined ? [] : factors.sort((a, b) => a - b),
  );
});

it('is tried with every threshold that a line stands for', () => {
  const all = new Set(models.flatMap(({ model }) => thresholdsOf(model).map(({ record }) => record)));
  expect(
    Object.values(judgedBy)
      .flat()
      .filter((name) => !all.has(name)),
  ).toEqual([]);
});

it('prints budgets as people write them, without the dust of binary fractions', () => {
  for (const environment of environments) {
    expect(JSON.stringify(dashboardsFor(environment)).match(/\d\.\d*(?:0{7}|9{7})\d+/g)).toBeNull();
  }
});
