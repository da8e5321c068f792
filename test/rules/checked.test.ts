import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEnvironments, type Environment } from '../../environments';
import { minutes } from '../../models/duration';
import { boundedSignals } from '../../models/entry/alerts';
import {
  checkExpression,
  knownRecords,
  knownTypes,
  recordOf,
  type Knowledge,
  type KnownSeries,
  type Purpose,
} from '../../models/promql';
import { signals } from '../../models/signals';
import { scrapeInterval } from '../../models/scrape-interval';
import { companyRules, rulesFor, sharedRules } from '../../rules';
import type { PrintedRule } from '../../rules/rule';
import { boards, queriesOf } from '../dashboards/boards';
import { company } from './company';

const folders = [
  'environments',
  'test/fixtures/company',
  'test/fixtures/environments',
  'test/fixtures/regions',
  'test/dashboards/environments',
];
const environments = folders.flatMap((folder) => loadEnvironments(folder));

const rulesOf = (environment: Environment): readonly PrintedRule[] =>
  [
    sharedRules(environment),
    ...companyRules(environment).map(({ object }) => object),
    ...environment.models.map((model) => rulesFor(model, environment)),
  ].flatMap(({ spec }) => spec.groups.flatMap(({ rules }) => rules));

/** What is known of our series and metrics, and of what the environment records beside them. */
function knowledgeOf(rules: readonly PrintedRule[]): Knowledge {
  const recorded = new Map<string, KnownSeries>(knownRecords);
  const knowledge = { types: knownTypes, recorded, scrapeInterval: scrapeInterval.milliseconds };
  for (const { record, expr, labels } of rules) {
    if (record === undefined || recorded.has(record)) continue;
    const { series } = checkExpression(expr, 'record', knowledge);
    if (series !== undefined) recorded.set(record, recordOf(series, labels));
  }
  return { ...knowledge, types: new Map([...knownTypes, ['payment_retries_count', 'gauge']]) };
}

/** What the checker has against expressions; empty where they are right. */
const objections = (
  expressions: readonly { readonly text: string; readonly purpose: Purpose }[],
  knowledge: Knowledge,
): readonly string[] =>
  expressions.flatMap(({ text, purpose }) =>
    checkExpression(text, purpose, knowledge).problems.map(
      ({ kind, from, to, message }) => `${kind}: ${message}\n  «${text.slice(from, to)}» in\n${text}`,
    ),
  );

test.each(environments.map((environment) => [environment.name, environment] as const))(
  'every rule of %s is right',
  (_name, environment) => {
    const rules = rulesOf(environment);
    const expressions = rules.map(({ expr, alert }) => ({
      text: expr,
      purpose: alert === undefined ? ('record' as const) : ('alert' as const),
    }));
    expect(expressions.length).toBeGreaterThan(100);
    expect(objections(expressions, knowledgeOf(rules))).toEqual([]);
  },
);

const knowledge = knowledgeOf(rulesOf(company()));

test('every query of every board is right', () => {
  const queries = [...new Set(boards.flatMap(({ dashboard }) => queriesOf(dashboard)))];
  expect(queries.length).toBeGreaterThan(200);
  const expressions = queries.map((query) => ({
    text: query.replaceAll('$__rate_interval', '5m'),
    purpose: 'query' as const,
  }));
  expect(objections(expressions, knowledge)).toEqual([]);
});

test('every query of every runbook is right', () => {
  const folder = join(__dirname, '..', '..', 'runbooks');
  const blocks = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^( *)```promql\n([^]*?)^ *```$/gm)].map(
      ([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    ),
  );
  expect(blocks.length).toBeGreaterThan(50);
  const expressions = blocks.map((text) => ({ text, purpose: 'query' as const }));
  expect(objections(expressions, knowledge)).toEqual([]);
});

test('alerts that entries make of signals are right, whatever the signal', () => {
  const environment = company();
  const [model] = environment.models;
  if (model === undefined) throw new Error('no model');
  const extraAlerts = boundedSignals.flatMap((signal) =>
    (['above', 'below'] as const).map((compare) => ({
      name: `ModelOwn${signal}${compare}`,
      signal,
      compare,
      // In the unit of the signal: events per second, or a share.
      bound: signals[signal].form === 'rate' ? 2 : 0.05,
      for: minutes(5),
      severity: 'warning' as const,
      summary: 'it is so',
      runbook: 'https://wiki.test/own',
    })),
  );
  const rules = rulesFor({ ...model, extraAlerts }, environment)
    .spec.groups.flatMap((group) => group.rules)
    .filter(({ alert }) => alert?.startsWith('ModelOwn') === true);
  expect(rules).toHaveLength(2 * boundedSignals.length);
  const expressions = rules.map(({ expr }) => ({ text: expr, purpose: 'alert' as const }));
  expect(objections(expressions, knowledge)).toEqual([]);
});

describe('what is known of our recorded series is what their rules record', () => {
  const rules = rulesOf(company()).filter(({ record }) => record?.startsWith('model:') === true);

  test('every one of them is known', () => {
    const names = new Set(rules.map(({ record }) => record ?? ''));
    expect([...names].filter((name) => !knownRecords.has(name))).toEqual([]);
  });

  test.each(
    [...new Map(rules.map((rule) => [rule.record, rule])).values()].map((rule) => [rule.record, rule]),
  )('%s', (name, rule) => {
    if (typeof rule !== 'object' || typeof name !== 'string') throw new Error('no rule');
    const known = knownRecords.get(name);
    const { series } = checkExpression(rule.expr, 'record', knowledge);
    if (series === undefined || known === undefined) throw new Error(`${name} cannot be inferred`);
    const inferred = recordOf(series, rule.labels);
    const { only = new Set() } = known.labels;
    // Thresholds have some of the labels that they may have.
    for (const label of inferred.labels.only ?? []) expect(only).toContain(label);
    for (const label of known.labels.has.keys()) expect([...inferred.labels.has.keys()]).toContain(label);
    if (inferred.unit !== 'unknown') expect(inferred.unit).toBe(known.unit);
  });
});
