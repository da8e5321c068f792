import { blackbox, cadvisor, kubeState } from '../../models/exporters';
import { scrapeInterval } from '../../models/scrape-interval';
import { signals, type SignalName } from '../../models/signals';
import { gpuRecordingRules } from '../../rules/gpu-records';
import { printGroup } from '../../rules/rule';
import { systemRecords } from '../../rules/system-records';
import { objectionsOfPromtool } from './promtool';

export type Labels = Readonly<Record<string, string>>;
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

export const printed = (labels: Labels): string =>
  `{${Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(', ')}}`;

/** In promtool's notation, one value every 30 s: `0+15x40` rises by 15 each time. */
export const series = (metric: string, labels: Labels, values: string): InputSeries => ({
  series: `${metric}${printed(labels)}`,
  values,
});

export const steady = (value: number): string => `${value}x300`;

/** A pod that is scraped for a model. */
export const target = (model: string, pod: string, values = steady(1), more: Labels = {}): InputSeries =>
  series(
    'up',
    { namespace: 'serving', pod, model_name: model, job: `model-observatory/${model}`, ...more },
    values,
  );

export const inPod = (pod: string, container: string, more: Labels = {}): Labels => ({
  namespace: 'serving',
  pod,
  container,
  ...more,
});
/** Half a core is 15 seconds in 30. */
export const cpu = (pod: string, container: string, cores: number, more: Labels = {}): InputSeries =>
  series(cadvisor.cpu, { ...inPod(pod, container), cpu: 'total', ...more }, `0+${cores * 30}x300`);
export const memory = (pod: string, container: string, bytes: number, more: Labels = {}): InputSeries =>
  series(cadvisor.memory, inPod(pod, container, more), steady(bytes));
export const limit = (pod: string, container: string, bytes: number): InputSeries =>
  series(kubeState.limits, inPod(pod, container, { resource: 'memory', unit: 'byte' }), steady(bytes));
export const restarts = (pod: string, container: string, values: string, more: Labels = {}): InputSeries =>
  series(kubeState.restarts, inPod(pod, container, { uid: pod, ...more }), values);
export const gpu = (metric: string, id: string, pod: string, value: number): InputSeries =>
  series(
    metric,
    { node: 'n1', gpu: id, UUID: `GPU-${id}`, namespace: pod === '' ? '' : 'serving', pod },
    steady(value),
  );
export const called = (model: string, values: string): InputSeries =>
  series(
    blackbox.success,
    {
      namespace: 'serving',
      model_name: model,
      job: `probe/model-observatory/${model}`,
      instance: 'http://x/health',
    },
    values,
  );

/** The recorded values of a signal, by model, at a time. */
export interface Expectation {
  readonly signal: SignalName;
  readonly at?: string;
  readonly of: Readonly<Record<string, number>>;
}

/** What Prometheus' own rule engine objects to; empty where the records are as expected. */
export function objectionsToSystem(
  input: readonly InputSeries[],
  expectations: readonly Expectation[],
): Promise<string> {
  const group = { name: 'system', interval: scrapeInterval, rules: [...gpuRecordingRules, ...systemRecords] };
  const test = {
    interval: '30s',
    input_series: input,
    promql_expr_test: expectations.map(({ signal, at = '70m', of }) => ({
      expr: signals[signal].series,
      eval_time: at,
      exp_samples: Object.entries(of).map(([model_name, value]) => ({
        labels: `${signals[signal].series}${printed({ model_name, namespace: 'serving' })}`,
        value,
      })),
    })),
  };
  return objectionsOfPromtool([printGroup(group, 1)], [test], { isFuzzy: true });
}
