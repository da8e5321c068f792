import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { checkNewEntry, InvalidConfig, loadEnvironments, loadWithFiles } from '../../environments';
import type { Model } from '../../models/model';
import { runtimeIds } from '../../models/runtimes';
import { entryText } from '../../scripts/new-entry';
import { projectRoot } from '../../scripts/project-root';
import { runProject } from './run-project';

const folder = mkdtempSync(join(tmpdir(), 'new-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A fresh copy of the repository's environments. */
function copied(name: string): string {
  const copy = join(folder, name);
  cpSync('environments', copy, { recursive: true });
  return copy;
}

const run = (...args: readonly string[]) => runProject(['new-model', ...args]);

const entries = (environments: string, env = 'dev'): readonly string[] =>
  readdirSync(join(environments, env, 'models'));

describe('npm run new-model', () => {
  test('writes an entry for every runtime that loads, formatted as the repository is', () => {
    const environments = copied('every');
    for (const runtime of runtimeIds) {
      const args = [`a-${runtime}`, '--runtime', runtime, '--team', 'risk', '--environments', environments];
      const { status, stdout } = run(...args);
      expect(status).toBe(0);
      const file = relative('', join(environments, 'dev', 'models', `a-${runtime}.yaml`));
      expect(stdout.split('\n')[0]).toBe(file);
      expect(stdout).toContain(`npm run validate -- dev --environments ${environments}`);
      expect(stdout).toContain(`npm run explain -- a-${runtime} dev --environments ${environments}`);
    }
    const [dev] = loadEnvironments(environments, 'dev');
    const written = dev?.models.filter(({ name }) => name.startsWith('a-')) ?? [];
    expect(written.map(({ runtime }) => runtime)).toEqual([...runtimeIds].sort());
    const prettier = join('node_modules', '.bin', 'prettier');
    const check = ['--config', '.prettierrc.json', '--check', join(environments, 'dev', 'models')];
    expect(spawnSync(prettier, check, { cwd: projectRoot, encoding: 'utf8' }).stderr).not.toContain('a-');
  });

  test('writes into the environment that is named', () => {
    const environments = copied('named');
    const args = ['scorer', '--runtime', 'custom', '--team', 'risk', '--environments', environments];
    expect(run(...args, '--env', 'prod').status).toBe(0);
    expect(entries(environments, 'prod')).toContain('scorer.yaml');
    expect(entries(environments)).not.toContain('scorer.yaml');
  });

  test('leaves an entry alone that exists', () => {
    const environments = copied('existing');
    const file = join(environments, 'dev', 'models', 'fraud-scorer.yaml');
    const before = readFileSync(file, 'utf8');
    const args = ['fraud-scorer', '--runtime', 'vllm', '--team', 'risk', '--environments', environments];
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('fraud-scorer.yaml:1:1\n  exists already, and stays as it is');
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test.each([
    ['Bad_Name', 'custom', 'risk', "name: 'Bad_Name'\n    |       ^^^^^^^^^^ a name consists of lower-case"],
    ['../../escape', 'custom', 'risk', 'a name consists of lower-case letters, digits and hyphens'],
    ['two\nlines: 1', 'custom', 'risk', 'a name consists of lower-case letters, digits and hyphens'],
    ['a'.repeat(31), 'custom', 'risk', 'a name has at most 30 characters'],
    ['new', 'mlservr', 'risk', 'unknown serving runtime "mlservr"; did you mean "mlserver"?'],
    ['new', 'custom', 'rsk', 'environment.yaml declares no team "rsk"; did you mean "risk"?'],
    ['new', 'batch', 'constructor', 'environment.yaml declares no team "constructor"'],
    ['dcgm-exporter', 'custom', 'risk', 'the name "dcgm-exporter" is taken by the platform'],
    ['churn-classifier-quality', 'custom', 'risk', 'is taken by the quality source of the model'],
  ])('%j on %s of team %s: the report of the loader, and nothing is written', (name, runtime, team, said) => {
    const environments = copied('wrong');
    const before = entries(environments);
    const args = [name, '--runtime', runtime, '--team', team, '--environments', environments];
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(said);
    expect(stderr).toContain('nothing was written');
    expect(entries(environments)).toEqual(before);
    expect(existsSync(join(environments, 'escape.yaml'))).toBe(false);
  });

  test('writes nothing beside an entry that is wrong', () => {
    const environments = copied('spoiled');
    writeFileSync(join(environments, 'dev', 'models', 'broken.yaml'), 'name: broken\nteam: risk\n');
    const args = ['new', '--runtime', 'custom', '--team', 'risk', '--environments', environments];
    expect(run(...args)).toMatchObject({ status: 1, stdout: '' });
    expect(entries(environments)).not.toContain('new.yaml');
  });

  test.each([
    ['no name', ['--runtime', 'custom', '--team', 'risk'], 'name one model'],
    ['no runtime', ['new', '--team', 'risk'], '--runtime is missing: one of batch, bentoml'],
    ['no team', ['new', '--runtime', 'custom'], '--team is missing'],
    ['an unknown option', ['new', '--tier', 'critical'], '--tier'],
  ])('%s is wrong usage: exit status 2, with the usage', (_name, args, problem) => {
    const { status, stdout, stderr } = run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(problem);
    expect(stderr).toContain('npm run new-model -- NAME');
  });
});

const all = [...loadWithFiles('environments'), ...loadWithFiles(join('test', 'fixtures', 'company'))];

describe('the text of a new entry', () => {
  test.each(
    runtimeIds.flatMap((runtime) => all.map((one) => [runtime, one.settings.source.file, one] as const)),
  )(
    'on %s is valid in %s for every team, also under a name that YAML reads as something else',
    (runtime, _file, loaded) => {
      for (const team of Object.keys(loaded.environment.teams)) {
        for (const name of ['new', 'true', 'null', 'a'.repeat(30)]) {
          const text = entryText({ name, team, runtime }, loaded.environment);
          const path = join(loaded.settings.source.file, '..', 'models', `${name}.yaml`);
          expect(() => checkNewEntry(path, text, loaded)).not.toThrow(InvalidConfig);
        }
      }
    },
  );

  /** The entry as it is loaded in one of the repository's environments. */
  function resolved(runtime: (typeof runtimeIds)[number], env: string): Model {
    const environments = join(folder, `resolved-${env}`);
    cpSync('environments', environments, { recursive: true });
    const [environment] = loadEnvironments(environments, env);
    if (environment === undefined) throw new Error(`no ${env}`);
    const file = join(environments, env, 'models', 'new.yaml');
    writeFileSync(file, entryText({ name: 'new', team: 'risk', runtime }, environment));
    const model = loadEnvironments(environments, env)[0]?.models.find(({ name }) => name === 'new');
    if (model === undefined) throw new Error('the new model is not there');
    return model;
  }

  test('gives a batch job a schedule by the clock of its team, and no objectives', () => {
    const model = resolved('batch', 'dev');
    expect(model.batch).toMatchObject({ schedule: '0 2 * * *', zone: 'Europe/Berlin' });
    expect(model.availability).toBeUndefined();
  });

  test('names the model on a server that carries several, and asks for a mean where there is no histogram', () => {
    const model = resolved('triton', 'dev');
    expect(model.sources[0]?.served).toBe('new');
    expect(model.latency).toEqual({ kind: 'mean', seconds: 0.5 });
  });

  test('names a GPU pool for a language model where there is one, and none where the user has to choose', () => {
    expect(resolved('vllm', 'dev').gpu).toEqual({ pool: 'a100', count: 1 });
    expect(resolved('vllm', 'prod').gpu).toBeUndefined();
    expect(resolved('custom', 'dev').gpu).toBeUndefined();
  });

  test.each(['bentoml', 'custom', 'fastapi', 'mlserver', 'tensorflow-serving'] as const)(
    'on %s promises a p95 where its histogram has a bound that can be written',
    (runtime) => {
      const model = resolved(runtime, 'dev');
      expect(model.availability).toBe(0.99);
      expect(model.latency).toBeDefined();
    },
  );

  test.each(['vllm', 'sglang', 'tensorrt-llm', 'nim', 'dynamo'] as const)(
    'on %s promises the times that readers of a generated answer notice',
    (runtime) => {
      expect(resolved(runtime, 'dev')).toMatchObject({
        availability: 0.99,
        timeToFirstToken: { quantile: 'p95' },
        interTokenLatency: { quantile: 'p95' },
      });
    },
  );

  test('promises nothing that a server does not tell', () => {
    const model = resolved('llamacpp', 'dev');
    expect(model.availability).toBeUndefined();
    expect(model.latency).toBeUndefined();
  });

  test.each(runtimeIds)('on %s is at most twelve lines that say something', (runtime) => {
    const [loaded] = all;
    if (loaded === undefined) throw new Error('no environment');
    const lines = entryText({ name: 'new', team: 'risk', runtime }, loaded.environment)
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'));
    expect(lines.length).toBeLessThanOrEqual(12);
  });
});
