import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesise } from '../../stacks/main';

describe('the cdktf app', () => {
  const root = join(__dirname, '../..');
  let folder = '';
  let told = '';
  const outdir = (): string => join(folder, 'out');
  const run = (context: object, variables: NodeJS.ProcessEnv = {}): number => {
    told = '';
    process.env['CDKTF_OUTDIR'] = outdir();
    try {
      return synthesise({ CDKTF_CONTEXT_JSON: JSON.stringify(context), ...variables }, (text) => {
        told += text;
      });
    } finally {
      delete process.env['CDKTF_OUTDIR'];
    }
  };
  const stacks = (): readonly string[] => readdirSync(join(outdir(), 'stacks')).sort();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'app-'));
    for (const name of readdirSync(join(root, 'environments'), { withFileTypes: true })) {
      if (name.isDirectory()) {
        cpSync(join(root, 'environments', name.name), join(folder, 'environments', name.name), {
          recursive: true,
        });
      }
    }
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const environments = (): string => join(folder, 'environments');

  it('builds every environment of the folder that the context names', () => {
    expect(run({ environments: environments() })).toBe(0);
    expect(stacks()).toHaveLength(15);
    expect(told).toBe('');
  });

  it.each([
    { context: { environment: 'staging' }, variables: {} },
    { context: { environment: 'prod' }, variables: { OBS_ENV: 'staging' } },
  ])('builds one environment: $context $variables', ({ context, variables }) => {
    expect(run({ environments: environments(), ...context }, variables)).toBe(0);
    expect(stacks()).toEqual([
      'staging-elastic',
      'staging-grafana',
      'staging-logging',
      'staging-models',
      'staging-platform',
    ]);
  });

  it('tells every mistake, ends with 1 and writes nothing', () => {
    for (const name of ['churn-classifier', 'fraud-scorer']) {
      writeFileSync(
        join(environments(), 'dev', 'models', `${name}.yaml`),
        `name: ${name}\nteam: risk\nruntime: tritn\n`,
      );
    }
    expect(run({ environments: environments() })).toBe(1);
    expect(told).toContain('churn-classifier.yaml:3:10  runtime');
    expect(told).toContain('fraud-scorer.yaml:3:10  runtime');
    expect(told).toContain('did you mean "triton"?');
    expect(existsSync(outdir())).toBe(false);
  });

  it('says which environments there are when the one asked for is not', () => {
    expect(run({ environments: environments() }, { OBS_ENV: 'stagin' })).toBe(1);
    expect(told).toContain('has no environment "stagin"; there is dev, prod, staging');
  });
});
