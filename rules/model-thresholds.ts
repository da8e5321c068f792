import { missedTwice } from '../models/cadence';
import { keepsToCalendar } from '../models/calendar';
import { plus, printDuration, type Duration } from '../models/duration';
import { quantiles } from '../models/entry';
import type { Model, TimeObjective } from '../models/model';
import { thresholds } from '../models/names';
import { practice } from '../models/practice';
import { timingNames, timingOf, type Timing } from '../models/timings';
import { numberOfSeconds, promql, type Expression } from './promql';

type Labels = Readonly<Record<string, string>>;

/** What a threshold series is to hold, beside the key of its model; none where the entry says nothing of it. */
export interface Threshold {
  readonly record: string;
  readonly value: Expression;
  readonly labels?: Labels;
}

const number = (record: string, value: number | undefined, labels?: Labels): readonly Threshold[] =>
  value === undefined
    ? []
    : [{ record, value: promql`${value}`, ...(labels === undefined ? {} : { labels }) }];

/** Ages are compared with differences of times, so they are compressed with time; times that requests take are not. */
const age = (record: string, span: Duration | undefined): readonly Threshold[] =>
  span === undefined ? [] : [{ record, value: promql`${numberOfSeconds(span)}` }];

/** 1 − ratio without the noise of binary fractions: 0.999 leaves 0.001. */
const complement = (ratio: number): number => Math.round((1 - ratio) * 1e9) / 1e9;

function ofTime(
  { bound, budget, meanBound }: Timing,
  objective: TimeObjective | undefined,
  window: Labels,
): readonly Threshold[] {
  if (objective === undefined) return [];
  if (objective.kind === 'quantile') {
    return [
      ...number(bound, objective.seconds, { le: objective.le }),
      ...number(budget, complement(quantiles[objective.quantile]), window),
    ];
  }
  if (meanBound === undefined) throw new Error(`${bound}: a mean is promised that nobody can compare`);
  return number(meanBound, objective.seconds);
}

/** How many endpoints are there at any time; the pods of a job are gone when its run is done. None where nothing can be said. */
function endpointsAtAnyTime({ name, kind, traffic, sources, probe }: Model): number | undefined {
  if (traffic.pattern === 'scale-to-zero') return undefined;
  const lasting = sources.filter((source) => kind !== 'batch' || source.gateway || source.name !== name);
  // The prober's target carries the model's name as those of its pods do.
  const count = lasting.length + (probe === undefined ? 0 : 1);
  return count === 0 ? undefined : count;
}

function ofServing(model: Model): readonly Threshold[] {
  const { availability, traffic, probe, logs } = model;
  const window = { window: printDuration(model.window) };
  const expectsRequests = keepsToCalendar(model) && model.signals.includes('requests');
  const tellsSilence = (['requests', 'logLines'] as const).every((signal) => model.signals.includes(signal));
  return [
    ...number(
      thresholds.errorBudget,
      availability === undefined ? undefined : complement(availability),
      window,
    ),
    ...timingNames.flatMap((name) => ofTime(timingOf(name), timingOf(name).objective(model), window)),
    ...number(thresholds.minimumRate, expectsRequests ? traffic.minimum : undefined),
    ...number(thresholds.trafficShare, expectsRequests ? practice.shareOfWeekBefore : undefined),
    ...number(thresholds.sources, endpointsAtAnyTime(model)),
    ...number(thresholds.logLines, tellsSilence ? practice.missingLines : undefined),
    ...number(thresholds.logRequests, tellsSilence && logs.described ? practice.loggedRequests : undefined),
    ...number(thresholds.probe, probe === undefined ? undefined : 1),
    ...number(thresholds.seriesBudget, model.seriesBudget),
  ];
}

const ofQuality = ({
  accuracy,
  segments,
  drift,
  data,
  confidence,
  classes,
  answers,
  refusals,
  feedback,
}: Model): readonly Threshold[] => [
  ...number(thresholds.accuracyFloor, accuracy?.floor),
  ...number(thresholds.accuracyDrop, accuracy?.drop),
  ...age(thresholds.evaluationAge, missedTwice(accuracy?.every)),
  ...number(thresholds.segmentFloor, segments?.floor),
  ...number(thresholds.driftShare, drift?.share),
  ...number(thresholds.driftScore, drift?.score?.limit),
  ...age(thresholds.driftCheckAge, missedTwice(drift?.every)),
  ...age(thresholds.dataAge, data?.freshness),
  ...number(thresholds.missingShare, data?.missing),
  ...number(thresholds.outlierShare, data?.outliers),
  ...number(thresholds.dataRows, data?.volume),
  ...(confidence === undefined
    ? []
    : number(thresholds.lowConfidence, confidence.low, { le: confidence.le })),
  ...number(thresholds.lowConfidenceShare, confidence?.share),
  ...number(thresholds.classShift, classes?.shift),
  ...number(thresholds.answerFloor, answers?.floor),
  ...number(thresholds.refusalCeiling, refusals?.ceiling),
  ...number(thresholds.feedbackFloor, feedback?.floor),
];

const ofBusiness = ({ business }: Model): readonly Threshold[] =>
  business.flatMap(({ name, floor, ceiling }) => [
    ...number(thresholds.businessFloor, floor?.value, { metric: name }),
    ...number(thresholds.businessCeiling, ceiling?.value, { metric: name }),
  ]);

/** The longest time since the last start that a schedule explains. */
const latestStart = (gap: Duration): Duration => plus(gap, practice.startGrace);

const ofRuns = ({ batch, completion }: Model): readonly Threshold[] => [
  ...age(thresholds.batchSilence, batch?.silence),
  ...age(thresholds.batchDeadline, batch?.deadline),
  ...age(thresholds.batchStart, batch?.cronJob === undefined ? undefined : latestStart(batch.gap)),
  ...number(thresholds.batchRowsMin, batch?.rows?.min),
  ...number(thresholds.batchRowsMax, batch?.rows?.max),
  ...number(thresholds.completion, completion),
];

/** What shared rules compare one model with: a threshold for everything that its entry asks for, and no other. */
export const thresholdsOf = (model: Model): readonly Threshold[] =>
  [ofServing, ofQuality, ofBusiness, ofRuns].flatMap((of) => of(model));
