import { hours, minutes } from '../models/duration';
import { gpuResources, kubeState } from '../models/exporters';
import { gpuRecords } from '../models/gpu-records';
import type { CommonAlert } from './alert';
import { promql } from './promql';

const wholeGpus = `${gpuRecords.capacity}{resource="${gpuResources.whole}"}`;

/** GPUs that nobody sees, and those that are gone. */
export const gpuNodeAlerts: readonly CommonAlert[] = [
  {
    name: 'GpuExporterMissing',
    scope: 'gpu',
    subject: ['node'],
    needs: [],
    summary: 'Nobody watches the GPUs of node {{ $labels.node }}',
    description:
      'A model works on GPUs of this node, but dcgm-exporter reports none; no fault of them is noticed.',
    panel: { board: 'gpu', panel: 'gpu-nodes' },
    overModels: true,
    inhibitedBy: ['KubeNodeNotReady'],
    conditions: [
      {
        severity: 'warning',
        // Of the nodes with GPUs those that a model uses: a cluster may have others, which are not ours to watch.
        expression: promql`
          group by (node) (
            ${kubeState.limits}{resource=~"${gpuResources.any}"}
            and on (namespace, pod)
            up{model_name!=""}
          )
          unless on (node)
          ${gpuRecords.seen}
        `,
        for: minutes(15),
        keepFiringFor: minutes(5),
      },
    ],
  },
  {
    name: 'GpuLost',
    scope: 'gpu',
    subject: ['node'],
    needs: [],
    summary: 'Node {{ $labels.node }} has lost a GPU',
    description: 'GPUs that the kubelet counted can no longer be used or seen: {{ $value }}.',
    panel: { board: 'gpu', panel: 'gpu-nodes' },
    inhibitedBy: ['KubeNodeNotReady'],
    conditions: [
      {
        severity: 'critical',
        // A GPU that is shared counts at least twice with the kubelet; its numbers then say nothing of cards.
        expression: promql`
          (
            max by (node) (${gpuRecords.capacity} - ${gpuRecords.allocatable}) > 0
            or
            ${wholeGpus} - on (node) ${gpuRecords.seen} > 0
            and on (node)
            ${wholeGpus} < on (node) 2 * ${gpuRecords.seen}
          )
          and on (node)
          last_over_time(${gpuRecords.seen}[${hours(1)}])
        `,
        for: minutes(10),
        keepFiringFor: minutes(5),
      },
    ],
  },
];
