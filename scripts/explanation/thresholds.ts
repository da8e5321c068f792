import type { Environment } from '../../environments';
import { entryNotation, milliseconds, printDuration } from '../../models/duration';
import type { Model } from '../../models/model';
import { thresholds, type ThresholdName } from '../../models/names';
import { rulesFor, sharedRules, type PrometheusRule } from '../../rules';

/** What a threshold says of a model, and what an entry without it leaves out. */
export interface Meaning {
  readonly means: (value: number, model: Model) => string;
  readonly without: string;
}

const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(7))}%`;
const span = (seconds: number): string => entryNotation(milliseconds(Math.round(seconds * 1_000)));

/** What each threshold means, in words. */
export const meanings: Readonly<Record<ThresholdName, Meaning>> = {
  errorBudget: {
    means: (value) => `at most ${percent(value)} of requests fail`,
    without: 'the entry sets no objectives.availability',
  },
  latency: {
    means: (value) => `slow is above ${span(value)}`,
    without: 'the entry sets no objectives.latency with p95 or p99',
  },
  latencyBudget: {
    means: (value, { latency }) =>
      `at most ${percent(value)} of requests take longer than ${span(latency?.seconds ?? 0)}`,
    without: 'the entry sets no objectives.latency with p95 or p99',
  },
  latencyMean: {
    means: (value) => `requests take at most ${span(value)} on average`,
    without: 'the entry sets no objectives.latency with mean',
  },
  minimumRate: {
    means: (value) =>
      value === 0 ? 'requests arrive' : `requests arrive, at least ${Number(value.toFixed(4))}/s`,
    without: 'no steady stream of requests is expected',
  },
  sources: {
    means: (value) => `${value} metrics ${value === 1 ? 'endpoint is' : 'endpoints are'} found`,
    without: 'a model that scales to zero may be without pods',
  },
  accuracyFloor: {
    means: (value) => `accuracy is at least ${value}`,
    without: 'the entry sets no quality.accuracy',
  },
  driftShare: {
    means: (value) => `at most ${percent(value)} of the features drift`,
    without: 'the entry sets no quality.drift',
  },
  batchSilence: {
    means: (value) => `a run succeeds at least every ${printDuration(milliseconds(value * 1_000))}`,
    without: 'the entry sets no batch',
  },
};

const names = Object.keys(thresholds) as readonly ThresholdName[];

/** The thresholds of a model by name, from the very rules that are deployed. */
export const emittedBy = (model: Model): ReadonlyMap<ThresholdName, number> => {
  const rules = recordingRulesOf(rulesFor(model));
  return new Map(
    names.flatMap((name) => {
      const rule = rules.find(({ record }) => record === thresholds[name]);
      return rule === undefined ? [] : [[name, Number(/^vector\((.+)\)$/.exec(rule.expr)?.[1])] as const];
    }),
  );
};

/** Expressions of the series that all models share, by name. */
export const sharedRecords = (environment: Environment): ReadonlyMap<string, string> =>
  new Map(recordingRulesOf(sharedRules(environment)).map(({ record, expr }) => [record, expr]));

const recordingRulesOf = ({ spec }: PrometheusRule): readonly { record: string; expr: string }[] =>
  spec.groups
    .flatMap(({ rules }) => rules)
    .flatMap(({ record, expr }) => (record === undefined ? [] : [{ record, expr }]));

/** Thresholds that an expression names itself, each once. */
export const thresholdsIn = (expression: string): readonly ThresholdName[] => {
  const words = wordsOf(expression);
  return names.filter((name) => words.has(thresholds[name]));
};

/**
 * The threshold for want of which an expression can have no result; `undefined` where it can. It is sought in every
 * alternative, and through the recorded series that one reads: a series made from a missing threshold is missing too.
 */
export function missingThreshold(
  expression: string,
  emitted: ReadonlyMap<ThresholdName, number>,
  records: ReadonlyMap<string, string>,
): ThresholdName | undefined {
  const missing = alternativesOf(expression).map((alternative) => {
    const absent = thresholdsIn(alternative).find((name) => !emitted.has(name));
    if (absent !== undefined) return absent;
    for (const word of wordsOf(alternative)) {
      const record = records.get(word);
      const beneath = record === undefined ? undefined : missingThreshold(record, emitted, records);
      if (beneath !== undefined) return beneath;
    }
    return undefined;
  });
  return missing.includes(undefined) ? undefined : missing[0];
}

/** `or` binds loosest and stands alone on its line; what follows `unless` may be missing. */
const alternativesOf = (expression: string): readonly string[] =>
  expression.split(/^or$/m).map((text) => text.split(/\bunless\b/)[0] ?? '');

/** By whole words: one series' name may be the beginning of another's. */
const wordsOf = (expression: string): ReadonlySet<string> => new Set(expression.split(/[^\w:]+/));
