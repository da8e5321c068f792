import { withShards } from '../../environments/shards';
import { expected, thresholds } from '../../models/names';
import { partLabel, shardLabel } from '../../models/shards';
import { alerts, companyRules, rulesFor, sharedRules } from '../../rules';
import { manyOfShard } from '../../rules/many-models';
import { thresholdsOf } from '../../rules/model-thresholds';
import { printExpression } from '../../rules/promql';
import type { PrometheusRule } from '../../rules/rule';
import { company } from './company';
import { bareGroupsOf, objections } from './scenario';

const one = company();
const several = withShards(one, 3);
const objects = [0, 1, 2].map((shard) => sharedRules(several, 1, shard));

const rulesIn = ({ spec }: PrometheusRule) => spec.groups.flatMap(({ rules }) => rules);
const namesIn = (object: PrometheusRule, kind: 'alert' | 'record'): ReadonlySet<string> =>
  new Set(rulesIn(object).flatMap((rule) => rule[kind] ?? []));
const recordIn = (object: PrometheusRule, name: string) =>
  rulesIn(object).filter(({ record }) => record === name);

describe('rules where several Prometheus share the models', () => {
  test('are as they were where there is one', () => {
    expect(JSON.stringify(sharedRules(withShards(several, 1)))).toBe(JSON.stringify(sharedRules(one)));
    expect(JSON.stringify(sharedRules(one))).not.toMatch(new RegExp(`${shardLabel}|${partLabel}`));
  });

  test('about models are in each, and about anything else in the first', () => {
    const [first = objects[0], ...others] = objects;
    if (first === undefined) throw new Error('there are no rules');
    expect(namesIn(first, 'alert')).toEqual(new Set(alerts.map(({ name }) => name)));
    const judged = alerts.filter((alert) => alert.scope === 'model' || alert.overModels === true);
    for (const other of others)
      expect(namesIn(other, 'alert')).toEqual(new Set(judged.map(({ name }) => name)));
  });

  /** What a Prometheus knows of its own models only. */
  const ofModels = /\bmodel:|\bmodel_name\b|ALERTS|pod:model|absent\(up\)|log_service/;
  test('read models where each judges its own, and nowhere else', () => {
    for (const alert of alerts) {
      if (alert.scope === 'model') continue;
      const text = alert.conditions.map(({ expression }) => printExpression(expression)).join('\n');
      const reads = ofModels.test(text);
      if (reads) expect([alert.name, alert.overModels]).toEqual([alert.name, true]);
    }
  });

  test('read nothing that their Prometheus does not record, but what others record of other things', () => {
    const [first, other] = objects;
    if (first === undefined || other === undefined) throw new Error('there are no rules');
    const recorded = namesIn(other, 'record');
    const missing = [...namesIn(first, 'record')].filter((name) => !recorded.has(name));
    const texts = rulesIn(other).map(({ expr }) => expr);
    const read = missing.filter((name) =>
      texts.some((text) => new RegExp(`(?<![\\w:])${name}(?![\\w:])`).test(text)),
    );
    expect(read).toEqual([]);
  });

  test('expect the models of their own, which are all of them together', () => {
    const counts = objects.flatMap((object) =>
      recordIn(object, expected.models).map(({ expr, labels }) => [Number(/\d+/.exec(expr)?.[0]), labels]),
    );
    expect(counts.reduce((sum, [count]) => sum + Number(count), 0)).toBe(one.models.length);
    expect(counts.map(([, labels]) => labels)).toEqual(
      [0, 1, 2]
        .filter((shard) => several.models.some((model) => model.shard === shard))
        .map((shard) => ({ [partLabel]: String(shard) })),
    );
  });

  test('of a Prometheus without models expect nothing, or nothing would be missed for ever', () => {
    const models = several.models.filter(({ shard }) => shard !== 2);
    expect(recordIn(sharedRules({ ...several, models }, 1, 2), expected.models)).toEqual([]);
  });

  test('take fewer failing models for a storm: of ten at once one Prometheus has its share', () => {
    expect([1, 2, 3, 4, 5, 20].map(manyOfShard)).toEqual([10, 5, 4, 3, 3, 3]);
    const [storm] = rulesIn(objects[1] ?? sharedRules(one)).filter(
      ({ alert }) => alert === 'PlatformManyModelsFailing',
    );
    expect(storm?.expr).toContain('>= 4');
  });

  test('say whose number of models is wrong', () => {
    const texts = [one, several].map((environment) =>
      rulesIn(sharedRules(environment)).find(({ alert }) => alert === 'PlatformModelInventoryMismatch'),
    );
    expect(texts.map((rule) => rule?.annotations?.['description'])).toEqual([
      'The environment has {{ $value }} entries; rules of another number of models are loaded.',
      'Of the entries of the environment {{ $value }} are for one of its Prometheus, and rules of another number of models are loaded there.',
    ]);
  });

  test('of a model are taken by one', () => {
    const [alone] = one.models;
    if (alone === undefined) throw new Error('there is no model');
    for (const model of several.models) {
      const { labels } = rulesFor(model, several).metadata;
      expect(labels?.['model-observatory/shard']).toBe(String(model.shard));
    }
    expect(rulesFor(alone, one).metadata.labels).not.toHaveProperty('model-observatory/shard');
  });

  test('of a company are where what they look at is, each in one object of its own', () => {
    const all = [0, 1, 2].flatMap((shard) => companyRules(several, 1, shard));
    expect(new Set(all.map(({ file }) => file)).size).toBe(all.length);
    const namesOf = (shard: number) =>
      companyRules(several, 1, shard).flatMap(({ object }) => rulesIn(object));
    const whole = companyRules(one).flatMap(({ object }) => rulesIn(object));
    const placed = several.rules.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules));
    placed.forEach((rule) => {
      const name = 'record' in rule ? rule.record : rule.alert;
      const where = [0, 1, 2].filter((shard) =>
        namesOf(shard).some((found) => (found.record ?? found.alert) === name),
      );
      const each = 'record' in rule ? rule.perModel : rule.concern.kind === 'models';
      const concern = 'record' in rule ? undefined : rule.concern;
      const own =
        concern?.kind === 'model' && !name.startsWith('PaymentRetries')
          ? [several.models.find((model) => model.name === concern.model)?.shard]
          : [0];
      expect([name, where]).toEqual([name, each ? [0, 1, 2] : own]);
    });
    expect(whole.length).toBeGreaterThan(0);
  });

  test('tell a model that is gone in one Prometheus, and miss none that is another’s', async () => {
    const goneOf = async (shard: number): Promise<readonly string[]> => {
      const own = several.models.filter((model) => model.shard === shard);
      const rules = own.map((model) => rulesFor(model, several));
      const counted = own.filter(
        (model) =>
          thresholdsOf(model).some(({ record }) => record === thresholds.minimumRate) &&
          model.alertChanges.every(({ alert }) => alert !== 'ModelAbsent'),
      );
      const look = (alert: string, models: readonly string[]) => ({
        expr: `group by (model_name) (ALERTS{alertname="${alert}", alertstate="firing"})`,
        eval_time: '50m',
        exp_samples: models.map((name) => ({ labels: `{model_name="${name}"}`, value: 1 })),
      });
      const names = counted.map(({ name }) => name);
      const scenario = {
        name: `Prometheus ${shard}`,
        input_series: [{ series: 'up{job="any", namespace="any", instance="a"}', values: '1x120' }],
        alert_rule_test: [],
        promql_expr_test: [look('ModelAbsent', names), look('PlatformModelInventoryMismatch', [])],
      };
      const shared = objects[shard];
      if (shared === undefined) throw new Error('there are no rules');
      expect(await objections([scenario], bareGroupsOf([shared, ...rules]))).toBe('');
      return names;
    };
    const gone = await Promise.all([0, 1, 2].map(goneOf));
    expect(gone.flat().length).toBeGreaterThan(2);
    expect(gone.filter((names) => names.length > 0).length).toBeGreaterThan(1);
  });
});
