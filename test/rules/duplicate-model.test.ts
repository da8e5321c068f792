import { rulesFor, sharedRules } from '../../rules';
import { cases } from './cases';
import { company } from './company';
import { bareGroupsOf, closureOf, objections, type Scenario } from './scenario';

const environment = company();
const groups = bareGroupsOf([
  sharedRules(environment),
  ...environment.models.map((model) => rulesFor(model, environment)),
]);

/** The same model once more, as an object by hand or the release of a former owner would list it. */
const twin = (model: string): object => ({
  series: `model:info{namespace="serving", model_name="${model}", team="nobody", tier="standard", kind="online", traffic="continuous"}`,
  values: '1x1000',
});

const firing = cases
  .filter(({ alert }) => alert === 'ModelProbeFailing')
  .flatMap(({ scenarios }) => scenarios)
  .filter(({ proves }) => proves?.includes('fires') === true);

const objectionsTo = (scenarios: readonly Scenario[]): Promise<string> =>
  objections(scenarios, closureOf(new Set(['ModelProbeFailing']), groups));

describe('a model that is in the inventory twice', () => {
  test('changes nothing for any other model', async () => {
    expect(firing.length).toBeGreaterThan(0);
    expect(
      await objectionsTo(
        firing.map((one) => ({ ...one, input_series: [...one.input_series, twin('churn')] })),
      ),
    ).toBe('');
  });

  test('is told about once, to one of its owners', async () => {
    const seen = firing.map((one) => ({
      ...one,
      input_series: [...one.input_series, twin('fraud')],
      alert_rule_test: [],
      promql_expr_test: [
        {
          expr: 'count(ALERTS{alertname="ModelProbeFailing", alertstate="firing", model_name="fraud"})',
          eval_time: one.alert_rule_test.find(fires)?.eval_time ?? 'never',
          exp_samples: [{ labels: '{}', value: 1 }],
        },
      ],
    }));
    expect(await objectionsTo(seen)).toBe('');
  });
});

const fires = ({ exp_alerts }: Scenario['alert_rule_test'][number]): boolean => exp_alerts.length > 0;
