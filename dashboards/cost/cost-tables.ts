import type { Environment } from '../../environments';
import { costRecords } from '../../models/cost-records';
import { gpuKey, gpuPodKey } from '../../models/gpu-records';
import { boardUids } from '../../models/links';
import { K, modelInfo } from '../../models/names';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import type { UnplacedPanel } from '../grafana';
import { linkTo } from '../link-to';
import { table, type ValueColumn } from '../panel-table';
import { lines } from '../queries';
import { costUseStates } from '../states';
import { badFrom } from '../thresholds';
import { units } from '../units';
import { moneyOf, ofSevenDays } from './money';

const { ofModel, ofTeam, ofPod, ofGpu } = costRecords;
const modelLink = linkTo({ title: 'Open board', uid: boardUids.model('${__value.raw}') });

/** What each key costs now and has cost, and for how much of it nothing was done. */
const costColumns = (
  environment: Environment,
  { of, by }: { readonly of: string; readonly by: string },
): readonly ValueColumn[] => {
  const { amount, perHour } = moneyOf(environment);
  const all = `sum by (${by}) (${ofSevenDays(of)})`;
  return [
    { title: 'Cost', expr: `sum by (${by}) (${of})`, unit: perHour },
    {
      title: 'Of it idle',
      expr: `sum by (${by}) (${of}{use="idle"})`,
      unit: perHour,
      steps: badFrom({ warning: 1e-6 }),
    },
    { title: '7 days', expr: all, unit: amount },
    {
      title: 'Idle share, 7 days',
      expr: lines(`sum by (${by}) (${ofSevenDays(`${of}{use="idle"}`)})`, `/ (${all} > 0)`),
      unit: units.ratio,
    },
  ];
};

const idleMeaning =
  'Idle is what is paid for GPUs that did nothing for most of the hour before. A dash means none.';

/** Every model with GPUs of its own, the dearest first. */
export const costOfModels = (environment: Environment): UnplacedPanel =>
  table({
    key: 'cost-by-model',
    title: 'Models',
    description: `What the GPUs of each model's pods cost (${ofModel}), of pods that serve one model and no other. ${idleMeaning} The cost of a thousand requests is that of the last hour.`,
    noValue: 'No model has a GPU of its own',
    rows: lines(`max by (${K}, team) (`, `  ${modelInfo} and on (${K}) sum by (${K}) (${ofModel})`, ')'),
    labels: [
      { label: 'model_name', title: 'Model', links: [modelLink] },
      { label: 'team', title: 'Team' },
    ],
    hidden: ['namespace'],
    values: [
      ...costColumns(environment, { of: ofModel, by: K }),
      { title: 'GPU busy', expr: `max by (${K}) (${signals.gpuBusy.series})`, unit: units.ratio },
      {
        title: 'Thousand requests',
        expr: lines(
          `sum by (${K}) (${ofModel})`,
          // 3.6 thousand seconds are an hour, and a thousand requests are asked for.
          `/ (3.6 * max by (${K}) (${records.hourly(signals.requests.series)}) > 0)`,
        ),
        unit: moneyOf(environment).amount,
      },
    ],
    worst: 'Cost',
  });

/** The same by team. */
export const costOfTeams = (environment: Environment): UnplacedPanel =>
  table({
    key: 'cost-by-team',
    title: 'Teams',
    description: `What the GPUs of each team's models cost (${ofTeam}). ${idleMeaning}`,
    noValue: 'No team has a GPU of its own',
    rows: `sum by (team) (${ofTeam})`,
    labels: [{ label: 'team', title: 'Team' }],
    hidden: [],
    values: costColumns(environment, { of: ofTeam, by: 'team' }),
    worst: 'Cost',
  });

const row = [...gpuPodKey, 'pool'].join(', ');
const idleHeld = `max by (${row}) (${ofPod}{use="idle"})`;
const free = `max by (${[...gpuKey, 'pool'].join(', ')}) (${ofGpu}{use="free"})`;

/** Every GPU that is paid for and does nothing, with whom to ask. */
export const idleGpus = (environment: Environment): UnplacedPanel =>
  table({
    key: 'idle-gpus',
    title: 'Idle GPUs',
    description: `GPUs that are paid for and do nothing: those that a pod holds and hardly uses (${ofPod}), and those that no pod holds (${ofGpu}). The dearest come first. The model is that of the pod, where it serves one and no other (${records.podOfModel}).`,
    noValue: 'No GPU is idle',
    rows: lines(
      `(${idleHeld} * on (namespace, pod) group_left (model_name) ${records.podOfModel})`,
      `or on (${row}) ${idleHeld}`,
      `or ${free}`,
    ),
    labels: [
      { label: 'node', title: 'Node' },
      { label: 'gpu', title: 'GPU' },
      { label: 'pool', title: 'Pool' },
      { label: 'pod', title: 'Held by pod' },
      { label: 'model_name', title: 'Model', links: [modelLink] },
    ],
    hidden: ['UUID', 'namespace'],
    values: [
      {
        title: 'State',
        expr: lines(`clamp_max(${idleHeld}, 0) + 1`, `or clamp_max(${free}, 0)`),
        unit: units.state,
        states: costUseStates,
      },
      { title: 'Cost', expr: lines(idleHeld, `or ${free}`), unit: moneyOf(environment).perHour },
    ],
    worst: 'Cost',
  });
