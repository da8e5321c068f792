import { minutes, seconds } from '../models/duration';
import { G, gpuKey, gpuRecords } from '../models/gpu-records';
import { brokenClasses, containedClasses, xidPattern } from '../models/xids';
import { theGpu, type CommonAlert } from './alert';
import { promql, type Expression } from './promql';

/** GPUs with errors of some codes. The record is a count over the last minutes: no rate, no increase. */
const withXid = (pattern: string): Expression =>
  promql`max by (${G}, xid) (${gpuRecords.xids}{xid=~"${pattern}"}) > 0`;

/** Work that spans several GPUs fails with the link between them. */
const linkXid = (spans: string): Expression =>
  promql`${withXid(xidPattern('link'))} and on (${G}) ${gpuRecords.podGpus} ${spans}`;

/** Errors that the driver reports, by what they mean for whoever uses the GPU. */
export const gpuXidAlerts: readonly CommonAlert[] = [
  {
    name: 'GpuXidHardwareError',
    scope: 'gpu',
    subject: gpuKey,
    needs: [],
    summary: `${theGpu} is broken (XID {{ $labels.xid }})`,
    description: 'The driver reported an XID that means failed hardware; work on this GPU fails or is wrong.',
    panel: { board: 'gpu', panel: 'gpu-xid' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        expression: promql`
          ${withXid(xidPattern(...brokenClasses))}
          or
          (${linkXid('> 1')})
        `,
        for: seconds(0),
        keepFiringFor: minutes(15),
      },
      { severity: 'warning', expression: linkXid('<= 1'), for: seconds(0), keepFiringFor: minutes(15) },
    ],
  },
  {
    name: 'GpuXidContained',
    scope: 'gpu',
    subject: gpuKey,
    needs: [],
    summary: `${theGpu} needs a reset or power (XID {{ $labels.xid }})`,
    description:
      'Memory failed and was contained, or the power supply is wrong. Reset the GPU at the next chance.',
    panel: { board: 'gpu', panel: 'gpu-xid' },
    inhibitedBy: ['GpuXidHardwareError'],
    conditions: [
      {
        severity: 'warning',
        expression: withXid(xidPattern(...containedClasses)),
        for: seconds(0),
        keepFiringFor: minutes(15),
      },
    ],
  },
  {
    name: 'GpuXidApplicationError',
    scope: 'gpu',
    subject: gpuKey,
    needs: [],
    summary: `A program on ${theGpu} fails (XID {{ $labels.xid }})`,
    description:
      'The driver stopped work of pod {{ $labels.pod }} that did something wrong, such as reading outside its memory.',
    panel: { board: 'gpu', panel: 'gpu-xid' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'info',
        // With the pod, whose owner is the one to look.
        expression: promql`${gpuRecords.xids}{xid=~"${xidPattern('application')}"} > 0`,
        for: seconds(0),
        keepFiringFor: minutes(15),
      },
    ],
  },
];
