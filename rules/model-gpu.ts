import { minutes, seconds } from '../models/duration';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { promql } from './promql';

/**
 * Hardware under a model. The owner of the environment is told of the GPU; who owns the model learns that it is not the
 * model, and whether results may be wrong.
 */
export const modelGpuAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelGpuFaulty',
    scope: 'model',
    needs: ['gpuFault'],
    summary: `${theModel} runs on a GPU whose hardware is not well`,
    description:
      'A GPU of the model is broken (critical) or slowed down (warning). While it is, slow answers are no news; results may be wrong.',
    panel: { board: 'model', panel: 'gpu-fault' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        expression: promql`${signals.gpuFault.series} >= 2`,
        for: seconds(0),
        keepFiringFor: minutes(15),
      },
      {
        severity: 'warning',
        expression: promql`${signals.gpuFault.series} >= 1`,
        for: minutes(10),
        keepFiringFor: minutes(15),
      },
    ],
  },
];
