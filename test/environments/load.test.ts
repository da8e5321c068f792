import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidConfig, loadWithFiles, type Changes } from '../../environments';
import { edited, entry, settings } from './bad-case';
import { inWorkspace, type Workspace } from './workspace';

const second = (workspace: Workspace, name: string): void => {
  workspace.copy(settings, `${name}/environment.yaml`, (text) =>
    text.replace('name: shop\n', `name: ${name}\n`),
  );
  mkdirSync(join(workspace.folder, name, 'models'));
};

test('a mistake in one environment does not stop the reading of another', () => {
  inWorkspace((workspace) => {
    second(workspace, 'depot');
    second(workspace, 'depot-eu');
    edited('depot/environment.yaml', 'paging: true', 'paging: maybe')(workspace);
    expect(workspace.load('shop').map(({ name }) => name)).toEqual(['shop']);
    expect(workspace.report()).toContain('2 problems in 2 files');
  });
});

test('the environment whose name begins like another’s cannot be read alone either', () => {
  inWorkspace((workspace) => {
    second(workspace, 'shop-eu');
    expect(workspace.report('shop-eu')).toContain('the environment "shop-eu" begins like "shop-"');
  });
});

test('an unknown environment is answered with those that are there', () => {
  inWorkspace((workspace) => {
    expect(workspace.report('prod')).toMatchInlineSnapshot(`
      ".:1:1
        has no environment "prod"; there is shop

      1 problem in 1 file; nothing was written.
      "
    `);
  });
});

test('a folder that does not exist is a mistake of the user', () => {
  inWorkspace((workspace) => {
    workspace.dispose();
    expect(() => workspace.load()).toThrow(InvalidConfig);
  });
});

test('hidden files and folders and a README are left alone', () => {
  inWorkspace((workspace) => {
    workspace.write('.github/workflow.yaml', 'on: push\n');
    workspace.write('README.md', 'Our models\n');
    workspace.write('shop/models/.DS_Store', new Uint8Array([0, 1, 255]));
    workspace.write('shop/models/README.md', 'Our models\n');
    expect(workspace.report()).toBe('no problem\n');
  });
});

test('an environment without models is an environment', () => {
  inWorkspace((workspace) => {
    second(workspace, 'depot');
    expect(workspace.load('depot')[0]?.models).toEqual([]);
  });
});

test('environments and models are sorted by name, whatever the order of files', () => {
  inWorkspace((workspace) => {
    second(workspace, 'depot');
    const [depot, shop] = workspace.load();
    expect([depot?.name, shop?.name]).toEqual(['depot', 'shop']);
    expect(shop?.models.map(({ name }) => name)).toEqual(['churn', 'ranker', 'rebuild', 'tagger']);
  });
});

test('twenty lines of blanks or comments before an entry cost no time', () => {
  inWorkspace((workspace) => {
    for (const name of ['churn', 'ranker']) {
      workspace.write(entry(name), `${'\n# A licence.\n  \n'.repeat(40)}${workspace.read(entry(name))}`);
    }
    const began = performance.now();
    expect(workspace.report()).toBe('no problem\n');
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

test('the same schedule in hundreds of entries is worked out once', () => {
  inWorkspace((workspace) => {
    const count = 300;
    workspace.replace(settings, 'elastic: {', 'elastic: { storage: 200Gi,');
    for (let index = 0; index < count; index++) {
      workspace.copy(entry('rebuild'), entry(`rebuild-${index}`), (text) =>
        text.replace('name: rebuild', `name: rebuild-${index}`),
      );
    }
    const began = performance.now();
    expect(workspace.load()[0]?.models).toHaveLength(4 + count);
    expect(performance.now() - began).toBeLessThan(10 * count);
  });
});

test('a report can be read by programs too: sorted, with positions that count from 1', () => {
  inWorkspace((workspace) => {
    edited(entry('tagger'), 'count: 2', 'count: 0')(workspace);
    edited(entry('churn'), 'team: pricing', 'team: sales')(workspace);
    edited(entry('churn'), '250ms', '250s')(workspace);
    const found: unknown[] = [];
    try {
      workspace.load();
    } catch (error) {
      const { diagnostics } = error as InvalidConfig;
      found.push(
        ...diagnostics.map(({ file, line, column, length }) => [
          file.split('/').at(-1),
          line,
          column,
          length,
        ]),
      );
    }
    expect(found).toEqual([
      ['churn.yaml', 2, 7, 5],
      ['churn.yaml', 6, 19, 4],
      ['tagger.yaml', 5, 27, 1],
    ]);
  });
});

test('a valid file of everything that YAML may look like is read as it is meant', () => {
  inWorkspace((workspace) => {
    workspace.write(
      entry('churn'),
      [
        '%YAML 1.2',
        '---',
        '"name": churn # a comment: with a colon',
        '\'team\': "pricing"',
        '? runtime',
        ': mlserver',
        'title: >-',
        '  Wer geht,',
        '  wer bleibt? ü🤖',
        'objectives: {availability: "99.5%", latency: {p99: 0.25s}}',
        '...',
        '',
      ].join('\n'),
    );
    const churn = workspace.load()[0]?.models.find(({ name }) => name === 'churn');
    expect(churn).toMatchObject({
      team: 'pricing',
      title: 'Wer geht, wer bleibt? ü🤖',
      availability: 0.995,
      latency: { quantile: 'p99', le: '0.25' },
    });
  });
});

test('files are read as they would be: changed, added and gone, with their own places', () => {
  inWorkspace((workspace) => {
    const path = (name: string): string => join(workspace.folder, entry(name));
    const tagger = workspace.read(entry('tagger'));
    const named = (changes: Changes): readonly string[] =>
      loadWithFiles(workspace.folder, undefined, changes).flatMap(({ environment }) =>
        environment.models.map(({ name, title }) => (title === name ? name : `${name}: ${title}`)),
      );
    const whole = named(new Map());
    const without = whole.filter((name) => !name.startsWith('tagger'));
    expect(without.length).toBe(whole.length - 1);
    expect(named(new Map([[path('tagger'), undefined]]))).toEqual(without);
    const moved = tagger.replace('name: tagger', 'name: labeller');
    expect(
      named(
        new Map([
          [path('tagger'), undefined],
          [path('labeller'), moved],
        ]),
      ).filter((name) => !without.includes(name)),
    ).toEqual([expect.stringMatching(/^labeller/)]);
    expect(() => named(new Map([[path('tagger'), 'name: tagger\n']]))).toThrow(/tagger\.yaml:1:1 {2}team/);
    expect(workspace.read(entry('tagger'))).toBe(tagger);
  });
});

test('an environment that is read alone need not lie beside the one that its models come from', () => {
  inWorkspace((workspace) => {
    workspace.write(settings, `${workspace.read(settings)}promotion: { from: depot }\n`);
    expect(workspace.report('shop')).toBe('no problem\n');
    expect(workspace.report()).toContain('there is no environment "depot"');
  });
});
