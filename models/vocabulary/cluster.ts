import { everyKind, perSecond, served, type Signal } from '../signal';

const of = { family: 'system', origin: 'cluster', kinds: everyKind, labels: [] } as const;

/** What the cluster's exporters tell, whatever serves the model. */
export const cluster = {
  probe: {
    ...of,
    family: 'interface',
    kinds: served,
    form: 'level',
    unit: 'ratio 0-1',
    meaning: 'whether a call from outside the pods is answered as expected',
    series: 'model:probe_success:min',
  },
  cpu: {
    ...of,
    form: 'rate',
    unit: 'cores',
    meaning: 'processor time that the model’s pods use',
    series: 'model:cpu_cores:rate5m',
  },
  memory: {
    ...of,
    form: 'level',
    unit: 'ratio 0-1',
    meaning: 'memory that the fullest container of the model uses, as a share of its limit',
    series: 'model:memory_limit:ratio',
  },
  restarts: {
    ...of,
    form: 'rate',
    unit: 'restarts per hour',
    meaning: 'restarts of the model’s containers within the last hour',
    series: 'model:restarts:increase1h',
  },
  logLines: {
    ...of,
    form: 'rate',
    unit: perSecond('lines'),
    meaning: 'log lines of the model’s pods that were written to Elasticsearch',
    series: 'model:log_lines:rate5m',
  },
  gpuBusy: {
    ...of,
    form: 'level',
    unit: 'ratio 0-1',
    meaning: 'share of time in which the GPUs of the model’s pods worked; mean over GPUs',
    series: 'model:gpu_busy:ratio',
  },
  gpuMemory: {
    ...of,
    form: 'level',
    unit: 'ratio 0-1',
    meaning: 'used share of the fullest GPU’s memory',
    series: 'model:gpu_memory:ratio',
  },
  gpuFault: {
    ...of,
    form: 'level',
    unit: '0 well, 1 degraded, 2 failing',
    meaning: 'state of the hardware of the model’s GPUs, the worst of them',
    series: 'model:gpu_fault:max',
  },
} as const satisfies Record<string, Signal>;
