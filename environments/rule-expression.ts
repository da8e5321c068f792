import { scrapeInterval } from '../models/scrape-interval';
import {
  checkExpression,
  knownRecords,
  knownTypes,
  recordOf,
  typesToldIn,
  type Knowledge,
  type KnownSeries,
  type Purpose,
  type Verdict,
} from '../models/promql';
import { printPath, type Checked } from './check';
import type { Diagnostic } from './diagnostic';
import type { EnvironmentFile } from './environment';
import type { RuleFile } from './rule-file';
import { placeInScalar } from './scalar-place';
import { diagnosticAt } from './source-text';
import { nodeAt } from './yaml';

/**
 * What is known when the rules of a company are checked: our series and metrics, the types that the files tell, and what
 * the files record themselves.
 */
export function knowledgeOf(files: readonly Checked<RuleFile>[], settings: EnvironmentFile): Knowledge {
  const types = new Map([...knownTypes, ...files.flatMap(({ source }) => [...typesToldIn(source.text)])]);
  const recorded = new Map<string, KnownSeries>(knownRecords);
  const knowledge = {
    types,
    recorded,
    scrapeInterval: scrapeInterval.milliseconds,
    retention: settings.retention.metrics.milliseconds,
  };
  const rules = files.flatMap(({ value }) => value.groups).flatMap((group) => group.rules);
  const seen = new Set<string>();
  for (const { record, expr, labels } of rules) {
    if (record === undefined || knownRecords.has(record)) continue;
    const { series } = checkExpression(expr, 'record', knowledge);
    // Of what several rules record under one name nothing is said.
    if (seen.has(record) || series === undefined) recorded.delete(record);
    else recorded.set(record, recordOf(series, labels));
    seen.add(record);
  }
  return knowledge;
}

/** Checks one expression and reports its problems where they stand in the file. */
export function checkRuleExpression(
  file: Checked<RuleFile>,
  path: readonly (string | number)[],
  purpose: Purpose,
  knowledge: Knowledge,
  found: Diagnostic[],
): Verdict {
  const node = nodeAt(file.node, path);
  if (node?.kind !== 'scalar') throw new Error(`${file.source.file} has nothing at ${printPath(path)}`);
  const verdict = checkExpression(String(node.value), purpose, knowledge);
  for (const problem of verdict.problems) {
    const { start, end } = placeInScalar(file.source.text, node, problem);
    found.push(diagnosticAt(file.source, start, end, printPath(path), problem.message));
  }
  return verdict;
}
