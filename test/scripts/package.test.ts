import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { git } from '../../scripts/git';
import { projectRoot } from '../../scripts/project-root';
import { commitAll } from './commit-all';
import { packed } from './packed';

const name = 'model-observatory';
const folder = mkdtempSync(join(tmpdir(), 'package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (cwd: string, command: string, ...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
};

const { packages } = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly dev?: boolean }>>;
};

/**
 * Puts a package below node_modules, with what the lock file installs for it and nothing for development. How npm itself
 * places it, test/live/installed-package.test.ts shows.
 */
function installed(archive: string): string {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, name), { recursive: true });
  const unpacked = run(folder, 'tar', 'xzf', archive, '--strip-components=1', '-C', join(modules, name));
  expect(unpacked).toEqual({ status: 0, stdout: '', stderr: '' });
  for (const [path, { dev }] of Object.entries(packages)) {
    const own = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)?.[1];
    if (own === undefined || dev === true || !existsSync(join(projectRoot, path))) continue;
    mkdirSync(dirname(join(modules, own)), { recursive: true });
    symlinkSync(join(projectRoot, path), join(modules, own), 'dir');
  }
  return modules;
}

const archive = packed(folder);
const paths = archive.files.map(({ path }) => path);

describe('the package', () => {
  test('holds what its commands read, and what a company reads', () => {
    for (const path of [
      'scripts/run.mjs',
      'dist/scripts/init.js',
      'dist/stacks/main.js',
      'dist/.gen/providers/grafana/dashboard/index.js',
      'cdktf.json',
      'constructs/objects-chart/Chart.yaml',
      'preview/page/index.html',
      'schemas/model.schema.json',
      '.github/workflows/pull-request.yml',
      '.github/actions/project/action.yml',
      'docs/upgrading.md',
      'runbooks/ModelAbsent.md',
      'test/rules/cases/ModelAbsent.yaml',
      'tools/prometheus/go.mod',
    ])
      expect(paths).toContain(path);
  });

  test('holds no sources, no tests of the project and nothing of its own environments', () => {
    const superfluous = paths.filter(
      (path) =>
        /(?<!\.d)\.ts$|\.map$|\.tsbuildinfo$|\.test\./.test(path) ||
        /^(?:environments|\.gen|provider-schemas|docs\/pictures)\//.test(path) ||
        (path.startsWith('test/') && !/^test\/(?:rules\/cases|fixtures\/(?:company|metrics))\//.test(path)),
    );
    expect(superfluous).toEqual([]);
  });

  test('has one copy of what its parts must share, in the version of its own tests', () => {
    const { peerDependencies } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
      readonly peerDependencies: Readonly<Record<string, string>>;
    };
    const shared = ['cdktf', 'constructs'];
    const copies = Object.entries(packages).flatMap(([path, { version = '' }]) => {
      const own = path.split('node_modules/').at(-1) ?? '';
      return shared.includes(own) ? [[own, version]] : [];
    });
    expect(copies).toEqual(Object.entries(peerDependencies));
    expect(Object.keys(peerDependencies)).toEqual(shared);
  });

  test('is small', () => {
    expect(archive.size).toBeLessThan(3 * 1024 * 1024);
  });
});

describe('a repository that depends on it', () => {
  const company = join(folder, 'company');
  const observatory = (...args: readonly string[]) =>
    run(company, process.execPath, join('node_modules', name, 'scripts', 'run.mjs'), ...args);

  beforeAll(() => {
    const modules = installed(join(folder, archive.filename));
    const made = run(
      folder,
      process.execPath,
      join(modules, name, 'scripts', 'run.mjs'),
      'init',
      company,
      '--team',
      'risk',
    );
    expect({ status: made.status, stderr: made.stderr }).toEqual({ status: 0, stderr: '' });
    symlinkSync(modules, join(company, 'node_modules'), 'dir');
  });

  test('is valid, and its own tests pass at once', () => {
    const { scripts } = JSON.parse(readFileSync(join(company, 'package.json'), 'utf8')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    expect(scripts['test']).toBe('observatory test');
    expect(observatory('validate').stdout).toBe(
      'dev: 1 model valid\nprod: 0 models valid\nstaging: 0 models valid\n',
    );
    const { status, stdout, stderr } = observatory('test');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('dev: alerts and rules of 1 model proved\n');
    expect(stdout).toContain('stacks synthesised\n');
  }, 300_000);

  test('is synthesised into its own folder, and rendered', () => {
    expect(observatory('synth').status).toBe(0);
    expect(readdirSync(join(company, 'cdktf.out', 'stacks'))).toContain('dev-models');
    expect(existsSync(join(folder, 'node_modules', name, 'cdktf.out'))).toBe(false);
    expect(observatory('render', 'dev', '--out', 'render').status).toBe(0);
    expect(readdirSync(join(company, 'render'))).toContain('alertmanager.yaml');
  }, 120_000);

  test('sees in a diff what a change of an entry does', () => {
    git(company, ['init', '-q']);
    commitAll(company, 'begun');
    const entry = join(company, 'environments', 'dev', 'models', 'example-model.yaml');
    writeFileSync(entry, readFileSync(entry, 'utf8').replace('availability: 99%', 'availability: 99.9%'));
    const { status, stdout } = observatory('diff', '--base', 'HEAD', 'dev');
    expect(status).toBe(0);
    expect(stdout).toMatch(/example-model[^]*99(?:\.0)?%[^]*99\.9%/);
  }, 120_000);

  test('fails its tests where an environment differs in what its policy does not allow', () => {
    rmSync(join(company, 'environments', 'dev', 'models', 'example-model.yaml'));
    const staging = join(company, 'environments', 'staging', 'environment.yaml');
    const settings = readFileSync(staging, 'utf8');
    writeFileSync(
      staging,
      settings.replace('promotion: { from: dev }', 'promotion: { from: dev, sameSettings: [retention] }'),
    );
    const { status, stdout, stderr } = observatory('test');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^dev -> staging: .*retention/m);
    expect(stdout).toContain('stacks synthesised\n');
  }, 120_000);
});
