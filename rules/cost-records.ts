import { pricedPools } from '../environments/gpu-price';
import type { Environment } from '../environments/environment';
import { costRecords, type gpuUses } from '../models/cost-records';
import { dcgm } from '../models/dcgm';
import { hours } from '../models/duration';
import { gpuLimits } from '../models/gpu-limits';
import { G, gpuKey, gpuRecords } from '../models/gpu-records';
import { K, modelIdentity } from '../models/names';
import { records } from '../models/records';
import { joined, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

/** Prices as the environment declares them. */
export const priceRecords = (environment: Environment): readonly RecordingRule[] =>
  pricedPools(environment).map(({ name, perGpuHour }) => ({
    record: costRecords.price,
    expression: promql`vector(${perGpuHour})`,
    labels: { pool: name },
  }));

/** Every GPU of a pool with a price, while the exporter sees it. */
const cost = promql`
  group by (${[...gpuKey, 'pool'].join(', ')}) (${dcgm.temperature}{pool!=""})
  * on (pool) group_left ()
  ${costRecords.price}
`;

/** As the alert on idle GPUs looks at them; of a GPU that is shared or divided, all that hold a part of it. */
const idle = promql`
  max by (${G}) (avg_over_time(${gpuRecords.busy}{pod!=""}[${hours(1)}])) < ${gpuLimits.idle}
`;
const held = gpuRecords.held;

const usedFor = (use: (typeof gpuUses)[number], which: Expression): Expression => promql`
  label_replace(
    ${cost}
    ${which},
    "use", "${use}", "", ""
  )
`;

const ofGpu = joined(
  [
    usedFor(
      'busy',
      promql`
        and on (${G}) ${held}
        unless on (${G}) (${idle})
      `,
    ),
    usedFor(
      'idle',
      promql`
        and on (${G}) ${held}
        and on (${G}) (${idle})
      `,
    ),
    usedFor('free', promql`unless on (${G}) ${held}`),
  ],
  'or',
);

/** What GPUs cost, and for whom; each reads what those before it record, and the first what is recorded of GPUs. */
export const costRecordingRules: readonly RecordingRule[] = [
  { record: costRecords.ofGpu, expression: ofGpu },
  {
    record: costRecords.ofPod,
    expression: promql`
      ${held}
      * on (${G}) group_left (pool, use) (
        ${costRecords.ofGpu}
        / on (${G}) group_left ()
        count by (${G}) (${held})
      )
    `,
  },
  {
    record: costRecords.ofModel,
    expression: promql`
      sum by (${K}, use) (
        ${costRecords.ofPod}
        * on (namespace, pod) group_left (model_name)
        ${records.podOfModel}
      )
    `,
  },
  {
    record: costRecords.ofTeam,
    expression: promql`
      sum by (team, use) (
        ${costRecords.ofModel}
        * on (${K}) group_left (team)
        ${modelIdentity}
      )
    `,
  },
  { record: costRecords.ofPool, expression: promql`sum by (pool, use) (${costRecords.ofGpu})` },
];
