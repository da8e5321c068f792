import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaryOf } from '../../scripts/tool-binaries';
import { runProject } from './run-project';

const folder = mkdtempSync(join(tmpdir(), 'binaries-'));
const before = { ...process.env };

/** A program that only tells a version. */
function program(below: string, name: string, says: string): string {
  mkdirSync(join(folder, below), { recursive: true });
  const path = join(folder, below, name);
  writeFileSync(path, `#!/bin/sh\necho '${says}'\n`);
  chmodSync(path, 0o755);
  return path;
}

beforeEach(() => {
  process.env = { ...before, MODEL_OBSERVATORY_CACHE: join(folder, 'cache'), PATH: join(folder, 'path') };
  delete process.env['PROMTOOL_BIN'];
});
afterAll(() => {
  process.env = before;
  rmSync(folder, { recursive: true, force: true });
});

describe('where the real binaries come from', () => {
  test('one on PATH is taken from the version on that the tests rely on, and an older one is passed over', () => {
    program('path', 'promtool', 'promtool, version 2.42.0+ds (branch: debian)');
    expect(() => binaryOf('promtool')).toThrow('promtool is not there yet: run `npm run tools`');
    const path = program('path', 'promtool', 'promtool, version 3.15.0 (branch: HEAD)');
    expect(binaryOf('promtool')).toBe(path);
  });

  test('one that a variable names goes before that on PATH, and may know no version', () => {
    program('path', 'promtool', 'promtool, version 3.15.0 (branch: HEAD)');
    const own = program('own', 'promtool', 'promtool, version  (branch: , revision: unknown)');
    process.env['PROMTOOL_BIN'] = own;
    expect(binaryOf('promtool')).toBe(own);
  });

  test('pint, which tells no name with its version, is known by the form of what it tells', () => {
    program('path', 'pint', '0.79.1 (revision: abc)');
    expect(() => binaryOf('pint')).toThrow('pint is not there yet');
    program('path', 'pint', 'PINT 0.80 a text editor');
    expect(() => binaryOf('pint')).toThrow('pint is not there yet');
    const path = program('path', 'pint', '0.80.0 (revision: abc)');
    expect(binaryOf('pint')).toBe(path);
  });

  test.each([
    ['promtool, version 2.42.0', 'has version 2.42, but 3.9 or later is needed'],
    ['prometheus, version 3.15.0', 'is not promtool'],
  ])('a variable that names "%s" is an error that says so', (says, problem) => {
    process.env['PROMTOOL_BIN'] = program('own', 'promtool', says);
    expect(() => binaryOf('promtool')).toThrow(problem);
  });

  test('a program with a hyphen in its name is named by a variable with an underscore', () => {
    const path = program('own', 'kube-apiserver', 'Kubernetes v1.36.3');
    process.env['KUBE_APISERVER_BIN'] = path;
    expect(binaryOf('kube-apiserver')).toBe(path);
    process.env['KUBE_APISERVER_BIN'] = program('own', 'kube-apiserver', 'Kubernetes v1.20.1');
    expect(() => binaryOf('kube-apiserver')).toThrow('has version 1.20, but 1.33 or later is needed');
  });

  test('OpenTofu, which tells its version behind its name, is measured by it', () => {
    process.env['TOFU_BIN'] = program('own', 'tofu', 'OpenTofu v1.9.4');
    expect(() => binaryOf('tofu')).toThrow('has version 1.9, but 1.10 or later is needed');
    const path = program('path', 'tofu', 'OpenTofu v1.12.6-dev');
    delete process.env['TOFU_BIN'];
    expect(binaryOf('tofu')).toBe(path);
  });

  test('what only the live lane runs says how it is built', () => {
    expect(() => binaryOf('etcd')).toThrow('run `npm run tools -- --live`');
  });

  /** What `npm run tools` says on a machine without Go and without any of the programs. */
  const withoutGo = (
    ...args: readonly string[]
  ): { readonly status: number | null; readonly stderr: string } =>
    runProject(['tools', ...args], {
      env: { HOME: folder, PATH: join(program('only-node', 'unused', ''), '..') },
    });
  const ofTests = ['PROMETHEUS_BIN', 'PROMTOOL_BIN', 'ALERTMANAGER_BIN', 'AMTOOL_BIN', 'PINT_BIN'];
  const ofLiveTests = [
    'ETCD_BIN',
    'KUBE_APISERVER_BIN',
    'PROMETHEUS_OPERATOR_BIN',
    'ECK_OPERATOR_BIN',
    'HELM_BIN',
    'TOFU_BIN',
  ];

  test('without Go and without binaries, the command says everything that could be installed', () => {
    const { status, stderr } = withoutGo();
    expect(status).toBe(1);
    expect(stderr).toContain('Install Go 1.26 or later');
    for (const name of ofTests) expect(stderr).toContain(name);
  });

  test('what only the live lane runs is built when it is asked for, and not otherwise', () => {
    for (const name of ofLiveTests) expect(withoutGo().stderr).not.toContain(name);
    const { stderr } = withoutGo('--live');
    for (const name of [...ofTests, ...ofLiveTests]) expect(stderr).toContain(name);
  });
});
