import { entryNotation, milliseconds, minutes, printDuration } from '../../models/duration';
import { printPercentage as percent } from '../../models/fields';
import type { Model, TimeObjective } from '../../models/model';
import type { ThresholdName } from '../../models/names';

/** What a threshold says of a model, and what an entry without it leaves out. */
export interface Meaning {
  readonly means: (value: number, model: Model) => string;
  readonly without: string;
}

const span = (seconds: number): string => entryNotation(milliseconds(Math.round(seconds * 1_000)));
const long = (seconds: number): string => printDuration(milliseconds(seconds * 1_000));
const perSecond = (rate: number): string => `${Number(rate.toFixed(4))}/s`;
const number = (value: number): string => String(Number(value.toFixed(6)));

const unset = (field: string): string => `the entry sets no ${field}`;

/** The bound, the budget and the mean of a time that an objective is about. */
const timeMeanings = <Bound extends ThresholdName, Budget extends ThresholdName>(
  bound: Bound,
  budget: Budget,
  field: string,
  events: string,
  objective: (model: Model) => TimeObjective | undefined,
): Readonly<Record<Bound | Budget, Meaning>> => {
  const without = unset(`objectives.${field} with p95 or p99`);
  return {
    [bound]: { means: (value: number) => `slow is above ${span(value)}`, without },
    [budget]: {
      means: (value: number, model: Model) =>
        `at most ${percent(value)} of ${events} take longer than ${span(objective(model)?.seconds ?? 0)}`,
      without,
    },
  } as Record<Bound | Budget, Meaning>;
};

/** What each threshold means, in words. */
export const meanings: Readonly<Record<ThresholdName, Meaning>> = {
  errorBudget: {
    means: (value, { window }) =>
      `at most ${percent(value)} of requests fail within ${printDuration(window)}`,
    without: 'the server does not tell which requests fail',
  },
  ...timeMeanings('latency', 'latencyBudget', 'latency', 'requests', ({ latency }) => latency),
  latencyMean: {
    means: (value) => `requests take at most ${span(value)} on average`,
    without: unset('objectives.latency with mean'),
  },
  ...timeMeanings(
    'firstToken',
    'firstTokenBudget',
    'timeToFirstToken',
    'first tokens',
    ({ timeToFirstToken }) => timeToFirstToken,
  ),
  ...timeMeanings(
    'interToken',
    'interTokenBudget',
    'interTokenLatency',
    'gaps between tokens',
    ({ interTokenLatency }) => interTokenLatency,
  ),
  ...timeMeanings('queueWait', 'queueWaitBudget', 'queueWait', 'waits', ({ queueWait }) => queueWait),
  queueWaitMean: {
    means: (value) => `requests wait at most ${span(value)} on average`,
    without: unset('objectives.queueWait with mean'),
  },
  minimumRate: {
    means: (value, { traffic }) =>
      [
        'requests arrive',
        ...(value === 0 ? [] : [`at least ${perSecond(value)}`]),
        ...(traffic.pattern === 'business-hours' ? ["within the team's hours"] : []),
      ].join(', '),
    without: 'no steady stream of requests is expected',
  },
  trafficShare: {
    means: (value) => `an hour has at least ${percent(value)} of the requests of the same hour a week ago`,
    without: 'no requests are expected that keep to a calendar',
  },
  sources: {
    means: (value) => `${value} metrics ${value === 1 ? 'endpoint is' : 'endpoints are'} found`,
    without: 'a model that scales to zero may be without pods',
  },
  logLines: {
    means: (value, { logs }) =>
      `at least one log line comes within ${printDuration(minutes(15))} in which ${value} are usual${logs.described ? '' : '; none is missed while there were none, because the entry says nothing under logs'}`,
    without: 'its lines are not counted',
  },
  logRequests: {
    means: (value) => `${value} requests of an hour leave a log line`,
    without: 'the entry says nothing under logs',
  },
  probe: { means: () => 'calls from outside are answered', without: unset('serving.probe') },
  accuracyFloor: {
    means: (value) => `accuracy is at least ${value}`,
    without: unset('quality.accuracy.floor'),
  },
  accuracyDrop: {
    means: (value) => `accuracy is at most ${value} below its mean of two weeks`,
    without: unset('quality.accuracy.drop'),
  },
  evaluationAge: {
    means: (value) => `an evaluation is at most ${long(value)} old`,
    without: unset('quality.accuracy.every'),
  },
  segmentFloor: {
    means: (value) => `accuracy of every segment is at least ${value}`,
    without: unset('quality.segments'),
  },
  driftShare: {
    means: (value) => `at most ${percent(value)} of the features drift`,
    without: unset('quality.drift'),
  },
  driftScore: {
    means: (value, { drift }) => `the ${drift?.score?.test ?? ''} of a feature is at most ${value}`,
    without: unset('quality.drift.test'),
  },
  driftCheckAge: {
    means: (value) => `a drift check is at most ${long(value)} old`,
    without: unset('quality.drift.every'),
  },
  dataAge: {
    means: (value) => `the newest input is at most ${long(value)} old`,
    without: unset('quality.data.freshness'),
  },
  missingShare: {
    means: (value) => `at most ${percent(value)} of a feature's values are missing`,
    without: unset('quality.data.missing'),
  },
  outlierShare: {
    means: (value) => `at most ${percent(value)} of a feature's values are out of range`,
    without: unset('quality.data.outliers'),
  },
  dataRows: {
    means: (value) => `at least ${perSecond(value)} rows arrive`,
    without: unset('quality.data.volume'),
  },
  lowConfidence: {
    means: (value) => `unsure is a confidence of at most ${value}`,
    without: unset('quality.confidence'),
  },
  lowConfidenceShare: {
    means: (value, { confidence }) =>
      `at most ${percent(value)} of predictions have a confidence of ${confidence?.low ?? 0} or less`,
    without: unset('quality.confidence'),
  },
  classShift: {
    means: (value) => `the share of a class moves by at most ${percent(value)}`,
    without: unset('quality.classes'),
  },
  answerFloor: {
    means: (value) => `answers score at least ${value}`,
    without: unset('quality.answers'),
  },
  refusalCeiling: {
    means: (value) => `at most ${percent(value)} of answers are refused`,
    without: unset('quality.refusals'),
  },
  feedbackFloor: {
    means: (value) => `at least ${percent(value)} of users are content`,
    without: unset('quality.feedback'),
  },
  businessFloor: {
    means: (value) => `a business metric is at least ${number(value)}`,
    without: 'no business metric of the entry has a floor',
  },
  businessCeiling: {
    means: (value) => `a business metric is at most ${number(value)}`,
    without: 'no business metric of the entry has a ceiling',
  },
  batchSilence: {
    means: (value) => `a run succeeds at least every ${long(value)}`,
    without: unset('batch'),
  },
  batchDeadline: {
    means: (value) => `a run takes at most ${long(value)}`,
    without: unset('batch'),
  },
  batchStart: {
    means: (value) => `a run starts at least every ${long(value)}`,
    without: unset('batch.cronJob'),
  },
  batchRowsMin: {
    means: (value) => `a run scores at least ${value} rows`,
    without: unset('batch.rows.min'),
  },
  batchRowsMax: {
    means: (value) => `a run scores at most ${value} rows`,
    without: unset('batch.rows.max'),
  },
  completion: {
    means: (value) => `at least ${percent(value)} of the rows of a run are scored`,
    without: unset('objectives.completion'),
  },
  seriesBudget: {
    means: (value) => `at most ${value} time series are stored`,
    without: 'the environment sets no budget',
  },
};
