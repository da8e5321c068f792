import { hours, minutes } from '../models/duration';
import { gpuLimits } from '../models/gpu-limits';
import { gpuPodKey, gpuRecords } from '../models/gpu-records';
import { K } from '../models/names';
import { preallocating } from '../models/preallocating';
import { records } from '../models/records';
import { timingNames, timingOf } from '../models/timings';
import { theGpu, type CommonAlert } from './alert';
import { joined, numberOfSeconds, promql } from './promql';

const pod = 'namespace, pod';
const whose = `${theGpu}, used by {{ $labels.namespace }}/{{ $labels.pod }},`;

/** Servers that take all memory when they start are always full, and their memory never grows. */
const onDemand = `up{model_name!="", runtime!~"${preallocating.join('|')}"}`;

const slow = joined(
  timingNames.map(
    (timing) =>
      promql`${records.slowRatio(timing, hours(1))} > on (${K}) max by (${K}) (${timingOf(timing).budget})`,
  ),
  'or',
);

/** How GPUs are used: for nothing, for more than they can do, or until their memory is full. */
export const gpuUseAlerts: readonly CommonAlert[] = [
  {
    name: 'GpuIdleAllocated',
    scope: 'gpu',
    subject: gpuPodKey,
    needs: [],
    summary: `${whose} does nothing`,
    description: 'A pod holds this GPU and has hardly used it for hours; it costs as much as one that works.',
    panel: { board: 'gpu', panel: 'gpu-idle' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'info',
        expression: promql`avg_over_time(${gpuRecords.busy}{pod!=""}[${hours(1)}]) < ${gpuLimits.idle}`,
        for: hours(6),
      },
    ],
  },
  {
    name: 'GpuSaturated',
    scope: 'gpu',
    subject: gpuPodKey,
    needs: [],
    oneOf: timingNames.map((timing) => timingOf(timing).signal),
    summary: `${whose} is at its limit, and {{ $labels.model_name }} is too slow`,
    description:
      'The GPU works all the time while more requests are slow than the objective allows: add replicas.',
    panel: { board: 'gpu', panel: 'gpu-busy' },
    overModels: true,
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // A GPU that works all the time is well used, as long as nobody waits for it.
        expression: promql`
          (avg_over_time(${gpuRecords.busy}[${minutes(5)}]) > ${gpuLimits.saturated})
          * on (${pod}) group_left (model_name)
          ${records.podOfModel}
          and on (${K})
          (
            ${slow}
          )
        `,
        for: minutes(15),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'GpuMemoryNearLimit',
    scope: 'gpu',
    subject: gpuPodKey,
    needs: [],
    summary: `${whose} has hardly any memory left`,
    description:
      '{{ $value | humanizePercentage }} of its memory are used by a server that asks for more as it needs it.',
    panel: { board: 'gpu', panel: 'gpu-memory' },
    overModels: true,
    inhibitedBy: [],
    conditions: [
      {
        severity: 'info',
        expression: promql`
          ${gpuRecords.memory} > ${gpuLimits.full}
          and on (${pod})
          ${onDemand}
        `,
        for: minutes(15),
        keepFiringFor: minutes(15),
      },
    ],
  },
  {
    name: 'GpuMemoryLeak',
    scope: 'gpu',
    subject: gpuPodKey,
    needs: [],
    summary: `Memory of ${whose} runs out within hours`,
    description:
      'Used memory has grown for hours and still does; at this pace it is full in less than four hours.',
    panel: { board: 'gpu', panel: 'gpu-memory' },
    overModels: true,
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // A server that has just loaded its model has grown fast and then stops: it must be some hours old, and grow now.
        expression: promql`
          predict_linear(${gpuRecords.memory}[${hours(6)}], ${numberOfSeconds(hours(4))}) > 1
          and
          deriv(${gpuRecords.memory}[${minutes(30)}]) > 0
          and
          ${gpuRecords.memory} offset ${hours(3)}
          and on (${pod})
          ${onDemand}
        `,
        for: hours(1),
        keepFiringFor: minutes(30),
      },
    ],
  },
];
