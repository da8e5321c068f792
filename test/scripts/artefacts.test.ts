import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { loadEnvironments, type Environment } from '../../environments';
import { sharedRules, templateFile } from '../../rules';
import { artefactsOf, writeArtefacts } from '../../scripts/artefacts';
import { binaryOf } from '../../scripts/tool-binaries';
import { expectGolden } from '../golden';

const environments = loadEnvironments('environments');
const each = test.each(environments.map((environment) => [environment.name, environment] as const));
const temporary = mkdtempSync(join(tmpdir(), 'artefacts-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const sharedOf = (environment: Environment): string =>
  artefactsOf(environment).get('rules/shared.yaml') ?? '';

describe('native artefacts', () => {
  each('of %s are those that were reviewed', (name, environment) => {
    for (const [path, text] of artefactsOf(environment)) {
      // Shared rules and texts are the same in all environments but for links; boards and log files have goldens of their own.
      const reviewed = ['rules/shared.yaml', templateFile].includes(path)
        ? name === 'dev'
        : /^(?:rules|monitors|nodes|alertmanager|observatory)/.test(path);
      if (reviewed) expectGolden(`${name}/${path}`, text);
    }
  });

  each('of %s pass the checks of promtool, warnings included', (name, environment) => {
    const folder = join(temporary, name);
    for (const [path, text] of artefactsOf(environment)) {
      if (!path.startsWith('rules/')) continue;
      const file = join(folder, path.replaceAll('/', '-'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const files = readdirSync(folder).map((file) => join(folder, file));
    expect(files.length).toBe(environment.models.length + 1);
    const args = ['check', 'rules', '--lint=all', '--lint-fatal', ...files];
    const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), args, { encoding: 'utf8' });
    expect(status === 0 ? '' : `${stdout}${stderr}`).toBe('');
  });

  test('a probe lies beside the monitors of its model', () => {
    const [company] = loadEnvironments('test/fixtures/company');
    if (company === undefined) throw new Error('no company');
    const kinds = (model: string): readonly string[] =>
      artefactsOf(company)
        .get(`monitors/${model}.yaml`)
        ?.match(/^kind: .*$/gm) ?? [];
    expect(kinds('fraud')).toEqual(['kind: PodMonitor', 'kind: Probe']);
    expect(kinds('churn')).toEqual(['kind: PodMonitor', 'kind: PodMonitor']);
  });

  test('no environment changes an expression, a duration or a label of the shared rules', () => {
    // What an environment expects are constants, and their only place is the first group.
    const withoutLinks = (environment: Environment): string =>
      sharedOf(environment)
        // Only where somebody is paged can a page last; the rules for that come last and read no series of a model.
        .replace(/^ {2}- name: model-observatory-shared-escalation\n[^]*/m, '')
        .replace(/^ *(?:dashboard|logs|runbook)_url: .*$/gm, '')
        .replace(
          /^ *- record: pool:gpu_price:per_hour\n *expr: vector\([\d.]+\)\n *labels:\n *pool: \w+\n/gm,
          '',
        )
        .replace(/(record: \w+:\w+(?:_expected|_budget):\w+\n *expr: vector)\(\d+\)/g, '$1()');
    const [first, ...others] = environments;
    if (first === undefined) throw new Error('no environments');
    for (const other of others) expect(withoutLinks(other)).toBe(withoutLinks(first));
    expect(environments.filter((one) => sharedOf(one).includes('-shared-escalation'))).toEqual(
      environments.filter(({ paging }) => paging),
    );
  });

  test('compressed time changes durations and numbers of seconds, and nothing else', () => {
    const [environment] = environments;
    if (environment === undefined) throw new Error('no environments');
    const paced = dump(sharedRules(environment, 60).spec, { lineWidth: -1, noRefs: true });
    const real = sharedOf(environment);
    expect(paced.match(/interval: \S+/g)).toEqual(
      ['1s', '1s', '500ms', '3s', '500ms', '3s', '500ms', '1s', '3s'].map(
        (interval) => `interval: ${interval}`,
      ),
    );
    expect(paced).toContain('0.5 * sum_over_time(model:errors:rate5m[1m])');
    expect(real).toContain('30 * sum_over_time(model:errors:rate5m[1h])');
    const withoutTimes = (text: string): string =>
      text
        .replace(/\[[\dmshd:]+\]/g, '[]')
        .replace(/^( *(?:interval|for|keep_firing_for)): .*$/gm, '$1')
        .replace(/offset [\dmshd]+/g, 'offset')
        .replace(/10 \/ (?:300|5)\b/g, '')
        .replace(/(time\(\) \+) (?:300|5)\b/g, '$1')
        .replace(/(:timestamp_seconds > time\(\) -) (?:21600|360)\b/g, '$1')
        .replace(/(> time\(\) -) (?:604800|10080)\b/g, '$1')
        .replace(/(:timestamp_seconds >=) (?:86400|1440)\b/g, '$1')
        .replace(/(record: platform:history_expected:seconds\n *expr: vector)\([\d.]+\)/, '$1()')
        .replace(/(?<=predict_linear\([^()]*, )[\d.]+/g, '')
        .replace(/(predict_linear\(\S+), [\d.]+\)/g, '$1)')
        .replace(
          /[\d.]+ \* (?=sum_over_time|sum by|model:\w+:rate1h offset|max by \([^)]*\) \(count_over_time)/g,
          '',
        );
    expect(withoutTimes(paced)).toBe(withoutTimes(real));
  });

  test('go only into an empty folder, and nothing of a full one is touched', () => {
    const folder = join(temporary, 'full');
    mkdirSync(folder);
    writeFileSync(join(folder, 'mine.txt'), 'mine');
    expect(() => writeArtefacts(folder, new Map([['a.yaml', 'a']]))).toThrow(
      'is not empty; nothing was written',
    );
    expect(readdirSync(folder)).toEqual(['mine.txt']);
  });
});
