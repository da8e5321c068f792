import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyAll } from '../../../scripts/deployment/apply';
import { planStack } from '../../../scripts/deployment/plan';
import type { PlannedStack } from '../../../scripts/deployment/sealed';
import type { Stack } from '../../../scripts/deployment/stacks';
import { hasTerraform, stackOf, writeStack } from './real-terraform';

const planOf = (stack: Stack): PlannedStack => {
  const planned = planStack(stack, true);
  if (!('planned' in planned)) throw new Error(planned.problem);
  return planned.planned;
};

const stateOf = ({ folder }: Stack): string =>
  existsSync(join(folder, 'state.tfstate')) ? readFileSync(join(folder, 'state.tfstate'), 'utf8') : '';

const told: string[] = [];
const apply = (stacks: readonly Stack[], plans: readonly PlannedStack[]) =>
  applyAll(stacks, plans, (line) => told.push(line));

const inTerraform = (): void => {
  test('a plan is told by resource and attribute without values, applied as it was made, and then nothing differs', () => {
    const stack = stackOf('dev-platform', { first: 'a-value' });
    const made = planStack(stack, true);
    expect(made).toMatchObject({
      differs: true,
      changes: [{ address: 'terraform_data.first', does: 'create', attributes: [] }],
    });
    expect(JSON.stringify(made.changes)).not.toContain('a-value');
    // What the files have become since is no part of the plan.
    const plan = planOf(stack);
    writeStack(stack.folder, { first: 'another', second: 'later' });
    expect(apply([stack], [plan])).toEqual([{ name: 'dev-platform', is: 'applied' }]);
    expect(stateOf(stack)).toContain('a-value');
    expect(stateOf(stack)).not.toContain('later');
    writeStack(stack.folder, { first: 'another' });
    expect(planStack(stack, false).changes).toEqual([
      { address: 'terraform_data.first', does: 'change', attributes: ['input', 'output'] },
    ]);
    writeStack(stack.folder, { first: 'a-value' });
    expect(planOf(stack).differs).toBe(false);
    expect(apply([stack], [planOf(stack)])).toEqual([{ name: 'dev-platform', is: 'unchanged' }]);
  }, 120_000);

  test('a plan of a state that has moved since is refused; what comes after is left out, and the others go on', () => {
    const platform = stackOf('dev-eu-1-platform', { one: 'first' });
    const models = stackOf('dev-eu-1-models', { two: 'first' }, ['dev-eu-1-platform']);
    const elastic = stackOf('dev-elastic', { four: 'first' }, ['dev-eu-1-models']);
    const other = stackOf('dev-us-1-platform', { three: 'first' });
    const stacks = [platform, models, elastic, other];
    const stale = planOf(platform);
    writeStack(platform.folder, { one: 'meanwhile' });
    expect(apply([platform], [planOf(platform)])).toMatchObject([{ is: 'applied' }]);
    expect(apply(stacks, [stale, ...[models, elastic, other].map(planOf)])).toMatchObject([
      { name: 'dev-eu-1-platform', is: 'failed', problem: expect.stringContaining('stale') as unknown },
      { name: 'dev-eu-1-models', is: 'left out', after: 'dev-eu-1-platform' },
      { name: 'dev-elastic', is: 'left out', after: 'dev-eu-1-models' },
      { name: 'dev-us-1-platform', is: 'applied' },
    ]);
    expect(stateOf(platform)).toContain('meanwhile');
    expect(stateOf(models)).toBe('');
    for (const { folder } of stacks)
      expect(readdirSync(folder).filter((file) => file.endsWith('.tfplan'))).toEqual([]);
  }, 120_000);

  test('a plan that fails says what Terraform said', () => {
    const stack = stackOf('dev-platform', {});
    writeFileSync(
      join(stack.folder, 'cdk.tf.json'),
      '{ "resource": { "unheard_of": { "x": {} } }, "output": 1 }',
    );
    expect(planStack(stack, true)).toMatchObject({
      differs: false,
      problem: expect.stringMatching(/^terraform init:\n[^]*cdk\.tf\.json/) as unknown,
    });
  }, 60_000);
};

if (hasTerraform) describe('saved plans in a real Terraform', inTerraform);
else console.warn('no terraform on PATH: plans are saved and applied by a stand-in only');

test('without Terraform the program that is missing is named', () => {
  process.env['TERRAFORM_BINARY_NAME'] = 'no-such-terraform';
  try {
    expect(() =>
      planStack(
        { name: 'dev-platform', folder: mkdtempSync(join(tmpdir(), 'deployment-')), after: [] },
        true,
      ),
    ).toThrow(/^no-such-terraform could not be run \(.*\): install it$/);
  } finally {
    delete process.env['TERRAFORM_BINARY_NAME'];
  }
});
