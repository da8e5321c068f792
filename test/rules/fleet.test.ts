import { alerts, rulesFor, sharedRules } from '../../rules';
import type { Model } from '../../models/model';
import type { SignalName } from '../../models/signals';
import type { Alert } from '../../rules/alert';
import type { PrintedGroup } from '../../rules/rule';
import { isOfShards } from '../../rules/shard-rules';
import { durationIn } from '../../scripts/mutation/reading';
import { ofRuntimes } from '../../scripts/mutation/runtime-branches';
import { bareGroupsOf, closureOf } from './scenario';
import { company } from './company';
import { seriesOf } from './life';
import { metricsIn } from './metrics-in';
import { objectionsOfPromtool, type RuleTest } from './promtool';
import { batchesOf, troublesAmong, type Batch } from './troubles';

const environment = company();
const runtimesOfFleet: ReadonlySet<string> = new Set(
  environment.models.flatMap(({ sources }) => sources.map(({ runtime }) => runtime)),
);
/** Series that are the same whatever happens. */
const constants: ReadonlySet<string> = new Set(
  groupsOf(environment.models).flatMap(({ rules }) =>
    rules.flatMap(({ record, expr }) =>
      record !== undefined &&
      (record.startsWith('model:threshold:') || expr.startsWith('vector(') || !Number.isNaN(Number(expr)))
        ? [record]
        : [],
    ),
  ),
);
/** Alerts that are there only where several Prometheus share the models: the company has one. */
const ofShards: ReadonlySet<string> = new Set(alerts.filter(isOfShards).map(({ name }) => name));
const troubles = troublesAmong(environment.models, constants).filter(({ alert }) => !ofShards.has(alert));
const batches = batchesOf(troubles);

function groupsOf(models: readonly Model[]): readonly PrintedGroup[] {
  return bareGroupsOf([sharedRules(environment), ...models.map((model) => rulesFor(model, environment))]);
}

/** Every alert, or where a batch takes thousands of looks, those that read no other signals than its alerts. */
function alertsBeside({ isLong, troubles: own }: Batch): ReadonlySet<string> {
  const all = alerts.map(({ name }) => name);
  if (!isLong) return new Set(all);
  const names = new Set(own.map(({ alert }) => alert));
  const signalsOf = ({ needs, oneOf = [] }: Alert): readonly SignalName[] => [...needs, ...oneOf];
  const read = new Set(alerts.filter(({ name }) => names.has(name)).flatMap(signalsOf));
  const related = alerts.filter((alert) => {
    const needed = signalsOf(alert);
    return needed.length > 0 && needed.every((signal) => read.has(signal));
  });
  return new Set([...names, ...related.map(({ name }) => name)]);
}

/** What the alerts need, for the company and for whoever is in trouble beside it. */
const rulesOf = (batch: Batch): readonly PrintedGroup[] =>
  ofRuntimes(
    closureOf(
      alertsBeside(batch),
      groupsOf([...environment.models, ...batch.troubles.flatMap(({ models }) => models)]),
    ),
    runtimesOfFleet,
  );

const firing = (matchers: string, end: number): string =>
  `count_over_time(ALERTS{alertstate="firing", ${matchers}}[${end + 1}s])`;

/** At the end it is asked whether each alert has fired for whom it should, and whether any has for the company. */
function testOf(batch: Batch, groups: readonly PrintedGroup[]): RuleTest {
  const step = (durationIn(batch.interval)?.milliseconds ?? Number.NaN) / 1_000;
  const end = Math.max(...batch.troubles.map((one) => one.end));
  const clock = {
    start: batch.start === undefined ? 0 : Date.parse(batch.start) / 1_000,
    step,
    count: Math.floor(end / step) + 1,
  };
  const read = metricsIn(groups);
  const names = environment.models.map(({ name }) => name).join('|');
  return {
    interval: batch.interval,
    ...(batch.start === undefined ? {} : { start_timestamp: batch.start }),
    input_series: [
      ...batch.troubles.flatMap(({ series }) => series),
      ...environment.models.flatMap((model) => seriesOf(model, clock, { read })),
    ],
    promql_expr_test: [
      ...batch.troubles.map(({ alert, models }) => {
        const of = models.length === 0 ? '' : `, model_name=~"${models.map(({ name }) => name).join('|')}"`;
        return {
          expr: `count(${firing(`alertname="${alert}"${of}`, end)}) > bool 0`,
          eval_time: `${end}s`,
          exp_samples: [{ labels: '{}', value: 1 }],
        };
      }),
      { expr: firing(`model_name=~"${names}"`, end), eval_time: `${end}s`, exp_samples: [] },
    ],
  };
}

describe('whoever is in trouble, beside a company in good health', () => {
  test('whoever can be in trouble is: all but what watches over constants, of which there is one for all', () => {
    const known = new Set(troubles.map(({ alert }) => alert));
    const without = alerts.filter(({ name }) => !known.has(name));
    expect(without.filter(({ scope }) => scope === 'model')).toEqual([]);
    expect(without.map(({ name }) => name)).toEqual([
      'LogsElasticsearchNodesMissing',
      // About servers that models share, of which the company has none.
      'LogsServerSilent',
      'PlatformModelDuplicate',
      'PlatformModelInventoryMismatch',
      'PlatformThresholdSeriesMissing',
      ...ofShards,
    ]);
  });

  test('the company has models of every kind', () => {
    expect(new Set(environment.models.map(({ kind }) => kind))).toEqual(new Set(['online', 'llm', 'batch']));
  });

  const objections = (batch: Batch, groups: readonly PrintedGroup[]): Promise<string> =>
    objectionsOfPromtool(groups, [testOf(batch, groups)]);

  test.concurrent.each(batches)(
    'alerts fire for whom they should and none for the company: $title',
    async (batch) => {
      expect(await objections(batch, rulesOf(batch))).toBe('');
    },
    300_000,
  );

  test('a rule that takes the trouble of a neighbour for its own is found', async () => {
    const [batch] = batchesOf(troubles.filter(({ alert }) => alert === 'ModelAccuracyBelowFloor'));
    if (batch === undefined) throw new Error('nobody is in trouble');
    const rule = {
      alert: 'ModelLeak',
      expr: 'model:info and on (namespace) (model:accuracy:min < 0.9)',
    };
    const leak = { name: 'leak', interval: '30s', rules: [rule] };
    const outcome = await objections(batch, [...rulesOf(batch), leak]);
    expect(outcome).toContain('ModelLeak');
    expect(outcome).toContain('model_name="churn"');
  }, 300_000);
});
