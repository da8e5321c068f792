import { dcgm } from '../models/dcgm';
import { gpuLimits } from '../models/gpu-limits';
import { G, gpuPodKey, gpuRecords } from '../models/gpu-records';
import { boardUids } from '../models/links';
import { records } from '../models/records';
import { linkTo } from './link-to';
import { table } from './panel-table';
import { lines } from './queries';
import { busyWithinHour } from './queries-gpu';
import { gpuStates, useStates } from './states';
import { badFrom } from './thresholds';
import { units } from './units';

const row = gpuPodKey.join(', ');
const perRow = (expr: string): string => `max by (${row}) (${expr})`;
const known = perRow(dcgm.temperature);

/** Of the GPU, for each pod that it has a row for. */
const ofGpu = (record: string): string => lines(`${known} * 0`, `+ on (${G}) group_left () ${record}`);

/** Every GPU: where it is, who holds it, how it is used, and how it is. */
export const gpuTable = table({
  key: 'gpu',
  title: 'GPUs',
  description: `Every GPU that dcgm-exporter sees, those whose hardware fails first (${gpuRecords.fault}). The model is that of the pod, where the pod serves one model and no other (${records.podOfModel}). Idle means that it worked for less than ${gpuLimits.idle * 100}% of the last hour while a pod held it. XID errors are those that the driver reported within the last minutes, the program's own included. Memory is the used share; servers that reserve it all look full and are fine.`,
  noValue: 'No GPU reports',
  rows: lines(
    known,
    '* on (namespace, pod) group_left (model_name)',
    records.podOfModel,
    `or on (${row})`,
    known,
  ),
  labels: [
    { label: 'node', title: 'Node' },
    { label: 'gpu', title: 'GPU' },
    { label: 'pod', title: 'Used by pod' },
    {
      label: 'model_name',
      title: 'Model',
      links: [linkTo({ title: 'Open board', uid: boardUids.model('${__value.raw}') })],
    },
  ],
  hidden: ['UUID', 'namespace'],
  values: [
    {
      title: 'Hardware',
      expr: ofGpu(gpuRecords.fault),
      unit: units.state,
      steps: badFrom({ warning: 1, critical: 2 }),
      states: gpuStates,
    },
    {
      title: 'XID errors',
      expr: `sum by (${row}) (${gpuRecords.xids})`,
      unit: units.count,
      steps: badFrom({ warning: 1 }),
    },
    {
      title: 'Use',
      expr: perRow(`${busyWithinHour} < bool ${gpuLimits.idle}`),
      unit: units.state,
      states: useStates,
    },
    { title: 'Busy', expr: perRow(gpuRecords.busy), unit: units.ratio },
    { title: 'Memory', expr: perRow(gpuRecords.memory), unit: units.ratio },
    {
      title: 'Temperature',
      expr: ofGpu(gpuRecords.temperature),
      unit: units.celsius,
      steps: badFrom({ warning: gpuLimits.warm, critical: gpuLimits.hot }),
    },
    { title: 'Power', expr: ofGpu(gpuRecords.power), unit: units.watts },
  ],
  worst: 'Hardware',
});
