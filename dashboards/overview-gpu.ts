import { dcgm } from '../models/exporters';
import type { Section } from './layout';
import { table } from './panel-table';
import { timeSeries } from './panel-timeseries';
import { gpuKey, gpuMemoryShare, gpuName } from './queries-gpu';
import { badFrom } from './thresholds';
import { units } from './units';

const perGpu = (expr: string): string => `max by (${gpuKey}) (${expr})`;

/** From this temperature on, data-centre GPUs are close to slowing themselves down. */
const hot = { warning: 80, critical: 85 };

/** The GPUs of the environment, which belong to nodes and only then to models. */
export const gpuSection: Section = {
  key: 'gpu',
  title: 'GPUs',
  collapsed: false,
  bands: [
    {
      height: 8,
      perLine: 1,
      panels: [
        table({
          key: 'gpu',
          title: 'GPUs',
          description: `Every GPU that dcgm-exporter sees, the ones with errors first. XID errors are those the driver reported in the exporter's last window (${dcgm.xidCount}); a hardware code means that the node should be drained. Memory is the used share of used and free; servers that reserve it all look full and are fine.`,
          noValue: '–',
          rows: perGpu(dcgm.temperature),
          labels: [
            { label: 'node', title: 'Node' },
            { label: 'gpu', title: 'GPU' },
            { label: 'pod', title: 'Used by pod' },
          ],
          hidden: ['UUID', 'namespace'],
          values: [
            {
              title: 'XID errors',
              expr: `sum by (${gpuKey}) (${dcgm.xidCount})`,
              unit: units.count,
              steps: badFrom({ critical: 1 }),
            },
            { title: 'Busy', expr: perGpu(dcgm.engineActive), unit: units.ratio },
            { title: 'Memory', expr: perGpu(gpuMemoryShare), unit: units.ratio },
            {
              title: 'Temperature',
              expr: perGpu(dcgm.temperature),
              unit: units.celsius,
              steps: badFrom(hot),
            },
          ],
          worst: 'XID errors',
        }),
      ],
    },
    {
      height: 8,
      perLine: 3,
      panels: [
        timeSeries({
          key: 'gpu-busy',
          title: 'GPU busy',
          description: `Share of time in which the graphics or compute engine worked (${dcgm.engineActive}).`,
          unit: units.ratio,
          noValue: 'No GPU reports',
          series: [{ expr: dcgm.engineActive, legend: gpuName }],
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'gpu-memory',
          title: 'GPU memory',
          description: `Used share of used and free GPU memory (${dcgm.memoryUsed}, ${dcgm.memoryFree}).`,
          unit: units.ratio,
          noValue: 'No GPU reports',
          series: [{ expr: gpuMemoryShare, legend: gpuName }],
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'gpu-temperature',
          title: 'GPU temperature',
          description: `Temperature of the chip (${dcgm.temperature}); lines at ${hot.warning} and ${hot.critical} °C.`,
          unit: units.celsius,
          noValue: 'No GPU reports',
          series: [{ expr: dcgm.temperature, legend: gpuName }],
          lines: badFrom(hot),
        }),
      ],
    },
  ],
};
