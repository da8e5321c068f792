import { InvalidConfig } from '../../../environments';
import {
  objectionsToLife,
  objectionsToRules,
  objectionsToScenarios,
  unprovedAlerts,
} from '../../../scripts/promotion/proofs';
import { promotionOf } from '../../../scripts/promotion/promotion';
import { Refused } from '../../../scripts/promotion/refused';
import { writeChanges } from '../../../scripts/promotion/write';
import { cases } from '../../rules/cases';
import { Copy } from './copy';

let copy: Copy;
beforeEach(() => (copy = new Copy()));
afterEach(() => copy.dispose());

const refusal = (work: () => unknown): readonly string[] => {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error.reasons;
    throw error;
  }
  return [];
};
const promotion = (models: readonly string[] | 'all', from = 'staging', to = 'prod') =>
  promotionOf(copy.folder, models, from, to);

describe('promoting', () => {
  test('copies an entry byte for byte, comments included', () => {
    const text = `# as agreed\n${copy.read('staging/models/sentiment.yaml')}`;
    copy.write('staging/models/sentiment.yaml', text);
    const { entries, changes } = promotion(['sentiment']);
    expect(entries).toMatchObject([{ model: 'sentiment', isNew: true, kept: [] }]);
    writeChanges(changes);
    expect(copy.read('prod/models/sentiment.yaml')).toBe(text);
    expect(Object.keys(copy.files()).filter((path) => path.includes('sentiment.yaml.'))).toEqual([]);
  });

  test('keeps the value that may differ, and takes all else', () => {
    copy.replace('staging/models/support-assistant.yaml', '2.5s', '1s');
    const { entries, changes } = promotion(['support-assistant']);
    expect(entries).toMatchObject([{ isNew: false, kept: ['gpu.pool'] }]);
    expect([...changes.values()]).toEqual([
      copy.read('staging/models/support-assistant.yaml').replace('a100', 'h100'),
    ]);
  });

  test('leaves it to a person where the value that may differ is not one word in both', () => {
    copy.replace('staging/models/support-assistant.yaml', 'gpu: { pool: a100, count: 2 }\n', '');
    expect(refusal(() => promotion(['support-assistant']))).toEqual([
      expect.stringMatching(/^support-assistant: gpu\.pool may differ, and prod has a value of its own/),
    ]);
  });

  test('all takes what is missing or differs, and nothing that is the same', () => {
    copy.replace('staging/models/image-tagger.yaml', 'mean: 50ms', 'mean: 40ms');
    expect(promotion('all').entries.map(({ model }) => model)).toEqual(['image-tagger', 'sentiment']);
  });

  test('all leaves models where they are that live there alone', () => {
    copy.replace(
      'staging/environment.yaml',
      'from: dev,',
      'from: dev, onlyHere: [{ model: sentiment, why: a trial }],',
    );
    expect(promotion('all').entries).toEqual([]);
    expect(promotion(['sentiment']).entries).toHaveLength(1);
  });

  test('reports every problem that the entries would have where they go', () => {
    copy.replace('prod/environment.yaml', '  commerce:\n', '  shop:\n');
    copy.replace('prod/models/image-tagger.yaml', 'team: commerce', 'team: shop');
    copy.replace('staging/models/image-tagger.yaml', 'pool: a100', 'pool: b200');
    copy.replace(
      'staging/environment.yaml',
      '  a100: {',
      '  b200: { accelerator: nvidia-a100-80gb, selector: { pool: b } }\n  a100: {',
    );
    const before = copy.files();
    expect(() => promotion('all')).toThrow(InvalidConfig);
    expect(() => promotion('all')).toThrow(
      /image-tagger\.yaml[^]*no team "commerce"[^]*gpu pool "b200"[^]*sentiment\.yaml[^]*no team "commerce"[^]*nothing was written/i,
    );
    expect(copy.files()).toEqual(before);
  });

  test('takes no step out of order, and no model that is not there', () => {
    expect(refusal(() => promotion(['offer-ranker'], 'dev'))).toEqual([
      expect.stringMatching(
        /^prod takes its models from staging and not from dev \(.*environment\.yaml:\d+\)/,
      ),
    ]);
    expect(refusal(() => promotion(['sentimnt']))).toEqual([
      'staging has no model "sentimnt"; did you mean "sentiment"?',
    ]);
  });

  test('is refused where pages would reach nobody, but not where the model does not page', () => {
    copy.replace('prod/environment.yaml', '    page: { pagerduty: { secret: pagerduty-commerce } }\n', '');
    copy.replace('prod/models/image-tagger.yaml', 'runtime:', 'tier: experimental\nruntime:');
    expect(() => promotion(['sentiment'])).toThrow(
      /prod\/models\/sentiment\.yaml:3:7[^]*the team "commerce" has no page receiver/,
    );
    copy.replace('staging/models/sentiment.yaml', 'runtime:', 'tier: experimental\nruntime:');
    expect(promotion(['sentiment']).entries).toHaveLength(1);
  });

  test('holds the rules of each model against Prometheus’ own engine', async () => {
    const ready = promotion(['sentiment']);
    const model = ready.after.environment.models.find(({ name }) => name === 'sentiment');
    if (model === undefined) throw new Error('not promoted');
    const { environment } = ready.after;
    expect(unprovedAlerts(model, environment)).toEqual([]);
    expect(await objectionsToRules(environment)).toBe('');
    // A model that has more series than it may have is not well.
    const budget = { ...model, seriesBudget: 1 };
    expect(await objectionsToLife(budget, environment)).toContain('ModelCardinalityBudget');
  }, 300_000);

  test('runs the scenarios of the alerts that a model keeps under the rules of the environment', async () => {
    const { after } = promotion(['sentiment']);
    const { environment } = after;
    const batch = environment.models.filter(({ kind }) => kind === 'batch');
    const otherwise = cases
      .filter(({ alert }) => alert === 'ModelBatchOverdue' || alert === 'ModelProbeFailing')
      .map(({ alert, scenarios }) => ({
        alert,
        scenarios: scenarios.map((scenario) => ({
          ...scenario,
          alert_rule_test: scenario.alert_rule_test.map((check) => ({ ...check, eval_time: '20h' })),
        })),
      }));
    // A batch job has no probe, so what scenarios say of one is not asked.
    expect(await objectionsToScenarios(batch, environment, otherwise)).toEqual([
      expect.stringMatching(/^ModelBatchOverdue does not do in prod what its scenarios say:\n[^]*exp:/),
    ]);
  }, 120_000);
});

describe('npm run promote', () => {
  test('writes nothing in a dry run, then the entry, then has nothing to do', () => {
    const before = copy.files();
    const dry = copy.run('promote', 'sentiment', 'staging', 'prod', '--dry-run');
    expect({ status: dry.status, stderr: dry.stderr }).toEqual({ status: 0, stderr: '' });
    expect(dry.stdout).toMatch(/^would write .*prod\/models\/sentiment\.yaml \(new\)\n\n# staging and prod/);
    expect(copy.files()).toEqual(before);
    expect(copy.run('promote', 'sentiment', 'staging', 'prod').status).toBe(0);
    expect(copy.read('prod/models/sentiment.yaml')).toBe(before['staging/models/sentiment.yaml']);
    expect(copy.run('promote', '--all', 'staging', 'prod').stdout).toBe(
      'every model of staging is the same in prod\n',
    );
  }, 300_000);

  test('a refusal has exit status 1 and no stack, wrong usage 2', () => {
    const { status, stdout, stderr } = copy.run('promote', 'offer-ranker', 'dev', 'prod');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/promote to staging first\n\nrefused for this reason; nothing was written\.\n$/);
    expect(copy.run('promote', 'dev', 'prod').status).toBe(2);
    expect(copy.run('promote', 'a', 'dev', 'dev').status).toBe(2);
  });
});
