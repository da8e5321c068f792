import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWithFiles } from '../../../environments';
import { historyOf } from '../../../scripts/governance/history';
import { ownershipOf } from '../../../scripts/governance/ownership';
import { unheardInPrometheus } from '../../../scripts/governance/reach';
import { ownershipReport, type Ownership } from '../../../scripts/governance/report';
import { edited, settings } from '../../environments/bad-case';
import { goodRules } from '../../environments/bad-input/rules';
import { Workspace } from '../../environments/workspace';

const day = 86_400;
const now = Date.parse('2026-11-30T00:00:00Z') / 1_000;
const workspace = new Workspace();
const clone = mkdtempSync(join(tmpdir(), 'shallow-'));
afterAll(() => {
  workspace.dispose();
  rmSync(clone, { recursive: true, force: true });
});

/** Commits all that is there, as of some days before. */
function commit(author: string, daysAgo: number): void {
  const date = `${now - daysAgo * day} +0000`;
  const git = (...args: readonly string[]) =>
    execFileSync(
      'git',
      ['-C', workspace.folder, '-c', `user.name=${author}`, '-c', 'user.email=x@shop.example', ...args],
      {
        env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      },
    );
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'x');
}

const report = async (): Promise<Ownership> => {
  const [shop] = loadWithFiles(workspace.folder, 'shop');
  if (shop === undefined) throw new Error('no environment');
  return ownershipOf(shop, workspace.folder, now);
};

const said = ({ findings }: Ownership, question: string): readonly string[] =>
  findings.filter((one) => one.question === question).map(({ about, says }) => `${about}: ${says}`);

test('outside a repository the report says that nobody knows when files were changed', async () => {
  const { notes, unasked } = await report();
  expect(notes).toEqual([expect.stringContaining('is in no git repository')]);
  expect(unasked).toEqual(['notLoaded', 'neverFired', 'alwaysFiring']);
});

describe('in a repository', () => {
  beforeAll(() => {
    workspace.write('shop/rules/checkout.yaml', goodRules);
    commit('Ada', 400);
    edited(
      'shop/models/churn.yaml',
      'drift: { features: [tenure, charges] }',
      'drift: { features: [tenure] }',
    )(workspace);
    edited(
      settings,
      'owner: platform\n',
      'owner: platform\nmayBeDestroyed:\n  - { resource: helm_release.eck-stack, until: 2026-06-30, why: it moves }\n',
    )(workspace);
    commit('Grace', 364);
  });

  test('entries unchanged for a year are told with who changed them last, and those of a day less are not', async () => {
    const { notes, findings } = await report();
    expect(notes).toEqual([]);
    const unchanged = findings.filter(({ question }) => question === 'unchanged');
    expect(unchanged.map(({ about }) => about)).toEqual(['ranker', 'rebuild', 'tagger']);
    expect(unchanged[0]).toMatchObject({
      says: 'last changed on 2025-10-26 by Ada',
      place: expect.stringMatching(/shop\/models\/ranker\.yaml$/) as unknown,
    });
  });

  test('models without reviewers, idle teams, and exceptions past their end are told with their place', async () => {
    const found = await report();
    expect(said(found, 'unowned')).toContain(
      'churn: nobody reviews its entry: the team pricing has no codeowners',
    );
    expect(said(found, 'passed')).toEqual([
      'mayBeDestroyed[0].until: helm_release.eck-stack may still be destroyed, which was meant until 2026-06-30; take this out',
    ]);
    expect(found.ruleFiles).toMatchObject([
      { alerts: expect.any(Number) as unknown, author: 'Ada', last: '2025-10-26 by Ada' },
    ]);
    expect(ownershipReport([found])).toContain('## Entries unchanged for a year (3)');
  });

  test('a shallow clone says where its history begins', () => {
    execFileSync('git', ['clone', '--quiet', '--depth=1', `file://${workspace.folder}`, clone]);
    const { note, of } = historyOf(clone);
    expect(note).toContain('begins on 2025-12-01');
    expect(of(join(clone, 'shop/models/ranker.yaml'))?.last.by).toBe('Grace');
  });
});

test('alerts that others brought reach a team, a fallback, or nobody', () => {
  const [shop] = loadWithFiles(workspace.folder, 'shop');
  if (shop === undefined) throw new Error('no environment');
  const alerts = [
    { name: 'KubeNodeNotReady', labels: { severity: 'warning' } },
    { name: 'TeamQueueLong', labels: { severity: 'warning', team: 'pricing' } },
    { name: 'OldTeamQueueLong', labels: { severity: 'critical', team: 'sales' } },
    { name: 'JustSoYouKnow', labels: { severity: 'info' } },
    { name: 'OurOwn', labels: { severity: 'warning' } },
  ];
  expect(
    unheardInPrometheus(shop, alerts, new Set(['OurOwn'])).map(({ about, says }) => `${about}: ${says}`),
  ).toEqual([
    'KubeNodeNotReady: only the fallback is told (platform-ticket): it has no label team',
    'OldTeamQueueLong: only the fallback is told (platform-page): no team is called sales',
  ]);
});
