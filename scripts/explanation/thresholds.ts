import type { Environment } from '../../environments';
import type { Model } from '../../models/model';
import { thresholds, type ThresholdName } from '../../models/names';
import { sharedRules, type PrometheusRule } from '../../rules';
import { thresholdsOf, type Threshold as DeclaredThreshold } from '../../rules/model-thresholds';
import { printExpression } from '../../rules/promql';
import type { PrintedRule } from '../../rules/rule';
import { onceFor, onceForText } from '../../models/once-for';

const names = Object.keys(thresholds) as readonly ThresholdName[];

/** One threshold series of a model; those of business metrics say of which. */
export interface Threshold {
  readonly value: number;
  readonly metric?: string;
}

/** The thresholds of a model by name, as its own rule declares them. */
export function emittedBy(model: Model): ReadonlyMap<ThresholdName, readonly Threshold[]> {
  const all = thresholdsOf(model);
  return new Map(
    names.flatMap((name) => {
      const own = all.filter(({ record }) => record === thresholds[name]);
      return own.length === 0 ? [] : [[name, own.map(thresholdOf)] as const];
    }),
  );
}

function thresholdOf({ value, labels }: DeclaredThreshold): Threshold {
  const metric = labels?.['metric'];
  return { value: Number(printExpression(value)), ...(metric === undefined ? {} : { metric }) };
}

/** Expressions of the series that all models share, by name. */
export const sharedRecords = onceFor(
  (environment: Environment): ReadonlyMap<string, string> =>
    new Map(
      rulesIn(sharedRules(environment)).flatMap(({ record, expr }) =>
        record === undefined ? [] : [[record, expr] as const],
      ),
    ),
);

/** Every rule of an object, in its order. */
export const rulesIn = ({ spec }: PrometheusRule): readonly PrintedRule[] =>
  spec.groups.flatMap(({ rules }) => rules);

/** Thresholds that an expression names itself, each once. */
const thresholdsIn = onceForText((expression): readonly ThresholdName[] => {
  const words = wordsOf(expression);
  return names.filter((name) => words.has(thresholds[name]));
});

/**
 * Thresholds with which something is compared: those that an expression names, and where it names none, those of the
 * recorded series that it reads, each once. No deeper: further down they say for whom something is recorded.
 */
export const comparedWith =
  (records: ReadonlyMap<string, string>) =>
  (expression: string): readonly ThresholdName[] => {
    const named = thresholdsIn(expression);
    if (named.length > 0) return named;
    return [...new Set([...wordsOf(expression)].flatMap((word) => thresholdsIn(records.get(word) ?? '')))];
  };

/**
 * Finds the threshold for want of which an expression can have no result; `undefined` where it can. It is sought in every
 * alternative, and through the recorded series that one reads: a series made from a missing threshold is missing too.
 */
export function missingThresholds(
  emitted: ReadonlyMap<ThresholdName, unknown>,
  records: ReadonlyMap<string, string>,
): (expression: string) => ThresholdName | undefined {
  const known = new Map<string, ThresholdName | undefined>();
  const ofRecord = (record: string): ThresholdName | undefined => {
    const expression = records.get(record);
    if (expression === undefined || known.has(record)) return known.get(record);
    // Entered before it is known: a record may read its own past, which cannot be what it lacks.
    known.set(record, undefined);
    const missing = find(expression);
    known.set(record, missing);
    return missing;
  };
  const find = (expression: string): ThresholdName | undefined => {
    const missing = alternativesOf(expression).map((alternative) => {
      const absent = thresholdsIn(alternative).find((name) => !emitted.has(name));
      if (absent !== undefined) return absent;
      for (const word of wordsOf(alternative)) {
        const beneath = ofRecord(word);
        if (beneath !== undefined) return beneath;
      }
      return undefined;
    });
    return missing.includes(undefined) ? undefined : missing[0];
  };
  return find;
}

/** `or` binds loosest and stands alone on its line; what follows `unless` may be missing. */
const alternativesOf = onceForText((expression): readonly string[] =>
  expression.split(/^or$/m).map((text) => text.split(/\bunless\b/)[0] ?? ''),
);

/** By whole words: one series' name may be the beginning of another's. */
const wordsOf = onceForText((expression): ReadonlySet<string> => new Set(expression.split(/[^\w:]+/)));
