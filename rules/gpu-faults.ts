import { hours, minutes, seconds } from '../models/duration';
import { clockEvents, dcgm } from '../models/dcgm';
import { gpuLimits } from '../models/gpu-limits';
import { G, gpuKey, gpuRecords } from '../models/gpu-records';
import { theGpu, type CommonAlert } from './alert';
import { promql } from './promql';

const memoryAlerts: readonly CommonAlert[] = [
  {
    name: 'GpuRowRemapFailure',
    scope: 'gpu',
    subject: gpuKey,
    needs: [],
    summary: `${theGpu} has no memory left to repair itself`,
    description:
      'A row of memory failed and there is no spare one to take its place; the GPU must be replaced.',
    panel: { board: 'gpu', panel: 'gpu-rows' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        expression: promql`max by (${G}) (${dcgm.remapFailure}) > 0`,
        for: seconds(0),
        keepFiringFor: minutes(15),
      },
    ],
  },
  {
    name: 'GpuUncorrectableMemory',
    scope: 'gpu',
    subject: gpuKey,
    needs: [],
    summary: `Memory of ${theGpu} had errors that could not be corrected`,
    description:
      'A row of memory failed within the last hour, or waits for a reset to be replaced by a spare one.',
    panel: { board: 'gpu', panel: 'gpu-rows' },
    inhibitedBy: ['GpuRowRemapFailure'],
    conditions: [
      {
        severity: 'warning',
        // Cards before Ampere replace no rows and count double-bit errors only.
        expression: promql`
          ${gpuRecords.uncorrectableRows} > 0
          or
          ${gpuRecords.doubleBitErrors} > 0
          or
          max by (${G}) (${dcgm.remapPending}) > 0
        `,
        for: seconds(0),
        keepFiringFor: minutes(15),
      },
    ],
  },
];

const throttleAlerts: readonly CommonAlert[] = [
  {
    name: 'GpuThermalThrottle',
    scope: 'gpu',
    subject: gpuKey,
    needs: [],
    summary: `${theGpu} is too hot and works more slowly`,
    description: 'The GPU lowers its clocks because of heat, or is as hot as where it would.',
    panel: { board: 'gpu', panel: 'gpu-throttle' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // Where a GPU does not count the time, its reasons of the moment and its temperature say as much.
        expression: promql`
          ${gpuRecords.thermalThrottle} > ${gpuLimits.heatThrottled}
          or
          (
            max by (${G}) (${dcgm.clockEvents}{clock_event=~"${clockEvents.thermal}"}) > 0
            or
            ${gpuRecords.temperature} >= ${gpuLimits.hot}
          )
          unless on (${G})
          ${gpuRecords.thermalThrottle}
        `,
        for: minutes(10),
        keepFiringFor: minutes(10),
      },
    ],
  },
  {
    name: 'GpuPowerThrottle',
    scope: 'gpu',
    subject: gpuKey,
    needs: [],
    summary: `${theGpu} gets too little power and works more slowly`,
    description:
      'A warning means that the power supply called for lower clocks; an info that the GPU works at its power limit.',
    panel: { board: 'gpu', panel: 'gpu-throttle' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`max by (${G}) (${dcgm.clockEvents}{clock_event="${clockEvents.powerBrake}"}) > 0`,
        for: minutes(10),
        keepFiringFor: minutes(10),
      },
      {
        severity: 'info',
        expression: promql`${gpuRecords.powerThrottle} > ${gpuLimits.powerThrottled}`,
        for: hours(1),
        keepFiringFor: minutes(10),
      },
    ],
  },
];

const linkAlerts: readonly CommonAlert[] = [
  {
    name: 'GpuPcieReplay',
    scope: 'gpu',
    subject: gpuKey,
    needs: [],
    summary: `${theGpu} sends packets again over PCIe`,
    description: 'A PCIe link loses packets: a riser, a slot or the card may be loose or worn.',
    panel: { board: 'gpu', panel: 'gpu-links' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'info',
        expression: promql`${gpuRecords.pcieReplays} > ${gpuLimits.pcieReplays}`,
        for: minutes(30),
        keepFiringFor: minutes(15),
      },
    ],
  },
  {
    name: 'GpuNvlinkErrors',
    scope: 'gpu',
    subject: gpuKey,
    needs: [],
    summary: `Links of ${theGpu} to other GPUs have errors`,
    description: 'NVLink had to recover a lane, or sends more than one packet a minute again.',
    panel: { board: 'gpu', panel: 'gpu-links' },
    inhibitedBy: ['GpuXidHardwareError'],
    conditions: [
      { severity: 'critical', ...nvlinkErrors('> 1') },
      { severity: 'warning', ...nvlinkErrors('<= 1') },
    ],
  },
];

/** Where a pod holds several GPUs its work goes over these links; elsewhere they can wait. */
function nvlinkErrors(spans: string) {
  return {
    expression: promql`
      (
        ${gpuRecords.nvlinkRecoveries} > 0
        or
        ${gpuRecords.nvlinkErrors} > ${gpuLimits.nvlinkErrors}
      )
      and on (${G})
      ${gpuRecords.podGpus} ${spans}
    `,
    for: minutes(10),
    keepFiringFor: minutes(15),
  };
}

/** Parts of a GPU that fail or hold it back. */
export const gpuFaultAlerts: readonly CommonAlert[] = [...memoryAlerts, ...throttleAlerts, ...linkAlerts];
