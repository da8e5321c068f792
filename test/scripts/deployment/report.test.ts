import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changesIn } from '../../../scripts/deployment/changes';
import { planReport } from '../../../scripts/deployment/report';
import { stacksIn } from '../../../scripts/deployment/stacks';

const change = (
  address: string,
  actions: readonly string[],
  before: unknown,
  after: unknown,
  mode = 'managed',
) => ({
  address,
  mode,
  change: { actions, before, after },
});

describe('what a plan does', () => {
  test('is told by resource, with what differs and not how', () => {
    const found = changesIn(
      JSON.stringify({
        resource_changes: [
          change('helm_release.a', ['update'], { values: ['x'], name: 'a' }, { values: ['y'], name: 'a' }),
          change('helm_release.b', ['delete', 'create'], { name: 'b' }, { name: 'c' }),
          change('helm_release.c', ['delete'], { name: 'c' }, null),
          change('helm_release.d', ['no-op'], { name: 'd' }, { name: 'd' }),
          change('data.kubernetes_nodes.e', ['read'], null, { id: 'x' }, 'data'),
        ],
      }),
    );
    expect(found).toEqual([
      { address: 'helm_release.a', does: 'change', attributes: ['values'] },
      { address: 'helm_release.b', does: 'replace', attributes: ['name'] },
      { address: 'helm_release.c', does: 'destroy', attributes: [] },
    ]);
    const report = planReport(
      'prod',
      'c0ffee',
      [
        { name: 'prod-platform', differs: true, changes: found },
        { name: 'prod-models', differs: false, changes: [] },
        { name: 'prod-elastic', differs: false, changes: [], problem: 'terraform plan:\nno route to host\n' },
      ],
      [],
    );
    expect(report).toContain(
      '| prod-platform | 1 changed, 1 replaced, 1 destroyed |\n| prod-models | no changes |',
    );
    expect(report).toContain('| prod-elastic | **failed** |');
    expect(report).toContain('```\nterraform plan:\nno route to host\n```');
    // What takes something away comes first.
    expect(report.indexOf('helm_release.c')).toBeLessThan(report.indexOf('helm_release.b'));
    expect(report).toContain('| change | `helm_release.a` | `values` |');
  });

  test('of very many resources is counted and fits an issue', () => {
    const changes = Array.from({ length: 500 }, (_, index) => ({
      address: `kubernetes_manifest.object-with-a-long-name-of-some-model-${index}`,
      does: 'create' as const,
      attributes: [],
    }));
    const report = planReport('dev', 'c0ffee', [{ name: 'dev-models', differs: true, changes }], []);
    expect(report).toContain('500 created');
    expect(report).toContain('and 300 more, which are counted above.');
    expect(report.length).toBeLessThan(65_536);
  });
});

test('stacks stand in the order in which they are deployed, whatever their names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'manifest-'));
  const stack = (name: string, ...dependencies: readonly string[]) => ({
    [name]: { name, workingDirectory: `stacks/${name}`, dependencies },
  });
  writeFileSync(
    join(folder, 'manifest.json'),
    JSON.stringify({
      stacks: {
        ...stack('dev-elastic', 'dev-z-logging', 'dev-z-models'),
        ...stack('dev-a-platform'),
        ...stack('dev-z-models', 'dev-z-logging'),
        ...stack('dev-z-logging', 'dev-z-platform'),
        ...stack('dev-z-platform'),
      },
    }),
  );
  const stacks = stacksIn(folder);
  expect(stacks.map(({ name }) => name)).toEqual([
    'dev-a-platform',
    'dev-z-platform',
    'dev-z-logging',
    'dev-z-models',
    'dev-elastic',
  ]);
  expect(stacks[2]).toEqual({
    name: 'dev-z-logging',
    folder: join(folder, 'stacks', 'dev-z-logging'),
    after: ['dev-z-platform'],
  });
});
