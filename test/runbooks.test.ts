import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { burnPairs } from '../models/burn';
import { days, printDuration } from '../models/duration';
import { expected, modelCronJob, modelInfo, modelLogService, muted, thresholds } from '../models/names';
import { signals } from '../models/signals';
import { alerts, sharedRules } from '../rules';
import { binaryOf } from '../scripts/tool-binaries';
import { company } from './rules/company';

const folder = join(__dirname, '..', 'runbooks');
const headings = [
  'Meaning',
  'Impact',
  'Diagnosis',
  'Mitigation',
  'Escalation',
  'Prevention',
  'When it is wrong',
];
const longest = 75;

const pages = readdirSync(folder).map((file) => ({
  name: file.replace(/\.md$/, ''),
  text: readFileSync(join(folder, file), 'utf8'),
}));

/** The text between a heading and the next. */
const sectionOf = (text: string, heading: string): string =>
  text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';

/** Code blocks of one language, without the indentation that a list gives them. */
const blocksOf = (text: string, language: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^( *)\`\`\`${language}\n([^]*?)^ *\`\`\`$`, 'gm'))].map(
    ([, indent = '', code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );

/** Every series of ours that a rule records. */
const recorded: ReadonlySet<string> = new Set([
  ...sharedRules(company())
    .spec.groups.flatMap(({ rules }) => rules)
    .flatMap(({ record }) => (record === undefined ? [] : [record])),
  signals.business.series,
  modelInfo,
  modelCronJob,
  modelLogService,
  expected.thresholds,
  ...Object.values(muted),
  ...Object.values(thresholds),
]);

/** Series of ours that a text names, by the levels that they have; alternatives such as `model:x:(p50|p95)_5m` are written out first. */
function ownSeries(text: string): readonly string[] {
  const written = text.replaceAll(/([\w:]+)\(([^()]+)\)([\w:]*)/g, (whole, before: string, names, after) =>
    before.startsWith('model:') && !/\s/.test(String(names))
      ? String(names)
          .split('|')
          .map((name) => `${before}${name}${String(after)}`)
          .join(' ')
      : whole,
  );
  const own =
    /(?<![\w:])(?:model|model_version|model_pod|gpu|gpu_pod|node|logging|log_service|platform):[\w:]+(?![\w:])(?!\.[+*])/g;
  return [...written.matchAll(own)].map(([name]) => name);
}

test('a series in a code span or block is recognised, alternatives included', () => {
  expect(ownSeries('`model:a:b` > on (x) rate(model:c:d{e="f"}[5m])')).toEqual(['model:a:b', 'model:c:d']);
  expect(ownSeries('{__name__=~"model:threshold:.+"}')).toEqual([]);
  expect(ownSeries('{__name__=~"model:l:(p50|p99)_5m"}')).toEqual(['model:l:p50_5m', 'model:l:p99_5m']);
  expect(blocksOf('1. x\n\n   ```promql\n   a\n   + b\n   ```\n', 'promql')).toEqual(['a\n+ b\n']);
});

test('every alert has a page and every page an alert', () => {
  expect(pages.map(({ name }) => name).sort()).toEqual(alerts.map(({ name }) => name).sort());
});

describe.each(pages)('$name', ({ name, text }) => {
  const temporary = mkdtempSync(join(tmpdir(), 'runbook-'));
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  test('has the headings of every page, in their order, and fits on one screen', () => {
    // A comment in a shell block begins like a heading.
    const prose = text.replaceAll(/^ *```[^]*?^ *```$/gm, '');
    const found = [...prose.matchAll(/^#+ .*$/gm)].map(([line]) => line);
    expect(found).toEqual([`# ${name}`, ...headings.map((heading) => `## ${heading}`)]);
    for (const heading of headings) expect(sectionOf(text, heading).trim()).not.toBe('');
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(longest);
  });

  test('names only series that are recorded and alerts that exist', () => {
    expect(ownSeries(text).filter((series) => !recorded.has(series))).toEqual([]);
    const named = [...text.matchAll(/\b(?:Model|Data|Gpu|Logs|Platform)(?:[A-Z][a-z]+){1,}\b/g)];
    const known = new Set(alerts.map((alert) => alert.name));
    expect(named.map(([word]) => word).filter((word) => !known.has(word))).toEqual([]);
  });

  test('says how long its conditions must hold and how severe they are', () => {
    const meaning = sectionOf(text, 'Meaning');
    for (const condition of alerts.find((alert) => alert.name === name)?.conditions ?? []) {
      const times = [condition.for, condition.keepFiringFor].flatMap((time) =>
        time === undefined || time.milliseconds === 0 ? [] : [printDuration(time)],
      );
      expect(times.filter((time) => !meaning.includes(`\`${time}\``))).toEqual([]);
      const severities = condition.severity === 'by-tier' ? ['critical', 'warning'] : [condition.severity];
      expect(severities.filter((severity) => !meaning.includes(severity))).toEqual([]);
    }
  });

  test('has queries that Prometheus can read', () => {
    const queries = blocksOf(text, 'promql').map((query) => query.replaceAll(/<[a-z-]+>/g, 'x'));
    expect(queries.length).toBeGreaterThan(0);
    const rules = queries.map((expr, index) => ({ record: `runbook:query:${index + 1}`, expr }));
    const file = join(temporary, `${name}.yaml`);
    writeFileSync(file, dump({ groups: [{ name, rules }] }));
    const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), ['check', 'rules', file], {
      encoding: 'utf8',
    });
    expect(status === 0 ? '' : `${stdout}${stderr}`).toBe('');
  });
});

describe.each(alerts.map(({ name }) => name as string).filter((name) => name.endsWith('BudgetBurn')))(
  '%s',
  (name) => {
    const meaning = sectionOf(pages.find((page) => page.name === name)?.text ?? '', 'Meaning');

    test('lists the windows and factors of an objective of 30 days', () => {
      const rows = meaning
        .split('\n')
        .filter((line) => /^\| (?:critical|warning)/.test(line))
        .map((line) => line.split('|').map((cell) => cell.trim()));
      expect(rows.map(([, severity, windows, factor, share]) => [severity, windows, factor, share])).toEqual(
        burnPairs(days(30)).map(({ urgency, long, short, factor, share }) => [
          urgency === 'page' ? 'critical' : 'warning',
          `${printDuration(long)}, ${printDuration(short)}`,
          String(factor),
          `${share * 100}%`,
        ]),
      );
    });

    test.each([28, 7])('says what holds for an objective of %d days', (count) => {
      const factors = burnPairs(days(count)).map(({ factor }) => String(Number(factor.toFixed(3))));
      const [first, second, third, last] = factors;
      expect(meaning).toContain(`\`${count}d\` they are ${first}, ${second}, ${third} and ${last}`);
    });
  },
);
