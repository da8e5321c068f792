import { gpuLimits } from '../models/gpu-limits';
import { G, gpuRecords } from '../models/gpu-records';
import type { UnplacedPanel } from './grafana';
import { stat, valueNow, type Stat } from './panel';
import { countOf } from './queries';
import { heldAndIdle } from './queries-gpu';
import { gpuStates } from './states';
import { badFrom } from './thresholds';
import { units } from './units';

const noValue = 'No GPU reports';

const inUse: Stat = {
  key: 'gpus-held',
  title: 'GPUs held by pods',
  description: `GPUs that a pod holds (${gpuRecords.held}), whether it uses them or not.`,
  unit: units.count,
  noValue: '0',
  query: valueNow(countOf(`group by (${G}) (${gpuRecords.held})`)),
};

const busy: Stat = {
  key: 'gpus-busy',
  title: 'Mean use',
  description: `Share of time in which the GPUs that pods hold worked, their mean (${gpuRecords.busy}).`,
  unit: units.ratio,
  noValue,
  query: valueNow(`avg(max by (${G}) (${gpuRecords.busy}{pod!=""}))`),
};

const idle: Stat = {
  key: 'gpus-idle',
  title: 'Held and idle',
  description: `GPUs that a pod holds and that worked for less than ${gpuLimits.idle * 100}% of the last hour (${gpuRecords.busy}).`,
  unit: units.count,
  noValue: '0',
  query: valueNow(countOf(`group by (${G}) (${heldAndIdle})`)),
  steps: badFrom({ warning: 1 }),
};

const hardware: Stat = {
  key: 'gpus-hardware',
  title: 'Worst hardware',
  description: `State of the worst GPU (${gpuRecords.fault}). Failing means that nobody should go on using it, degraded that it is slowed down or waits for a reset.`,
  unit: units.state,
  noValue,
  query: valueNow(`max(${gpuRecords.fault})`),
  states: gpuStates,
};

/** How the GPUs of the environment are, in few numbers that lead to their board. */
export const gpuSummary: readonly UnplacedPanel[] = [inUse, busy, idle, hardware].map(stat);

/** The same and more, at the head of that board. */
export const gpuStats: readonly UnplacedPanel[] = [
  stat({
    key: 'gpus-seen',
    title: 'GPUs',
    description: `GPUs that dcgm-exporter sees (${gpuRecords.seen}).`,
    unit: units.count,
    noValue,
    query: valueNow(`sum(${gpuRecords.seen})`),
  }),
  stat(inUse),
  stat(busy),
  stat(idle),
  stat(hardware),
  stat({
    key: 'gpus-xid',
    title: 'XID errors',
    description: `Errors that the driver reported within the last minutes, the program's own included (${gpuRecords.xids}).`,
    unit: units.count,
    noValue: '0',
    query: valueNow(`sum(${gpuRecords.xids}) or vector(0)`),
    steps: badFrom({ warning: 1 }),
  }),
  stat({
    key: 'gpus-slowed',
    title: 'Slowed by heat',
    description: `GPUs that had lower clocks because of heat for more than ${gpuLimits.heatThrottled * 100}% of the last minutes (${gpuRecords.thermalThrottle}).`,
    unit: units.count,
    noValue: '0',
    query: valueNow(countOf(`${gpuRecords.thermalThrottle} > ${gpuLimits.heatThrottled}`)),
    steps: badFrom({ warning: 1 }),
  }),
  stat({
    key: 'gpus-power',
    title: 'Power',
    description: `Power that all GPUs draw together (${gpuRecords.power}).`,
    unit: units.watts,
    noValue,
    query: valueNow(`sum(${gpuRecords.power})`),
  }),
];
