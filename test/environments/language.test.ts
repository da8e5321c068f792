import {
  inNewestLanguage,
  languageLine,
  languageNotes,
  migrations,
  type Migration,
} from '../../environments/language';
import { check } from '../../environments/check';
import { parseYaml, valueOf, type Node } from '../../environments/yaml';
import { languageVersion } from '../../models/versions';
import { environmentFile } from '../../environments/environment';
import { modelEntry } from '../../models/entry';
import { inWorkspace } from './workspace';

const sourceOf = (text: string) => ({ file: 'a.yaml', text, lines: text.split('\n') });

function nodeOf(text: string): Node {
  const parsed = parseYaml(sourceOf(text));
  if ('diagnostics' in parsed) throw new Error('the example is wrong');
  return parsed.node;
}

/** As the next versions could be: a field of entries gets another name, then another notation. */
const steps: readonly Migration[] = [
  {
    note: 'owner: is called team:',
    rewrite: {
      model: (file) =>
        file.kind === 'mapping'
          ? {
              ...file,
              entries: file.entries.map((one) => (one.key === 'owner' ? { ...one, key: 'team' } : one)),
            }
          : file,
    },
  },
  { note: 'environments have no region:', rewrite: { environment: (file) => file } },
];

const newest = (text: string, known = steps) =>
  inNewestLanguage(sourceOf(text), nodeOf(text), 'model', known);
const valueIn = (text: string): unknown => {
  const read = newest(text);
  return 'node' in read ? valueOf(read.node) : read.diagnostics;
};

describe('the version of the language', () => {
  test('counts its changes, and the newest is that of models/versions.ts', () => {
    expect(languageVersion).toBe(migrations.length + 1);
  });

  test('a file without one is in the first, and is read as if it were in the newest', () => {
    expect(valueIn('name: a\nowner: risk\n')).toEqual({ name: 'a', team: 'risk' });
    expect(valueIn('version: 1\nowner: risk\n')).toEqual({ version: 1, team: 'risk' });
  });

  test('a file in a later one is not changed by what came before', () => {
    expect(valueIn('version: 2\nowner: risk\n')).toEqual({ version: 2, owner: 'risk' });
  });

  test('problems are shown where somebody wrote them, under the name that the field has now', () => {
    const text = 'name: a\nowner: 7\nruntime: mlserver\n';
    const read = newest(text);
    if (!('node' in read)) throw new Error('not read');
    const checked = check(sourceOf(text), read.node, modelEntry);
    expect('diagnostics' in checked ? checked.diagnostics : []).toMatchObject([
      { line: 2, column: 8, path: 'team', source: 'owner: 7' },
    ]);
  });

  test('a file from the future says which release it needs, and nothing that might be right there', () => {
    expect(newest('name: a\nversion: 4\nunheardOf: 1\n')).toEqual({
      diagnostics: [
        expect.objectContaining({
          line: 2,
          column: 10,
          message: 'this release knows the language up to version 3; install one that knows version 4',
        }),
      ],
    });
  });

  test.each(['0', '1.5', 'two', "'1'", '{}', '', '-1'])(
    '%j is no version, and is left to the schema',
    (version) => {
      const text = `version: ${version}\nowner: risk\n`;
      expect(valueIn(text)).toEqual(valueOf(nodeOf(text)));
    },
  );

  test('an older file is told, and only of what concerns its kind', () => {
    const text = 'name: a\nversion: 1\n';
    const [note, ...more] = languageNotes({ source: sourceOf(text), node: nodeOf(text) }, 'model', steps);
    expect(more).toEqual([]);
    expect(note).toMatchObject({ line: 2, column: 10 });
    expect(note?.message).toBe(
      'version 1 of the language goes on working; newer is version 2: owner: is called team:',
    );
    const later = 'version: 3\n';
    expect(languageNotes({ source: sourceOf(later), node: nodeOf(later) }, 'model', steps)).toEqual([]);
    expect(languageNotes({ source: sourceOf(text), node: nodeOf(text) }, 'model')).toEqual([]);
  });

  test('new files say it once it is not the first', () => {
    expect(languageLine(1)).toBe('');
    expect(languageLine(2)).toBe('version: 2\n');
  });
});

describe('a repository', () => {
  test('may give the version in entries and in environments, and nothing follows from it', () => {
    inWorkspace((workspace) => {
      const without = workspace.load();
      workspace.write('shop/environment.yaml', `version: 1\n${workspace.read('shop/environment.yaml')}`);
      const [entry] = without[0]?.models ?? [];
      const path = `shop/models/${entry?.name ?? ''}.yaml`;
      workspace.write(path, `version: 1\n${workspace.read(path)}`);
      expect(workspace.load()).toEqual(without);
    });
  });

  test('is told of a version from the future with its place', () => {
    inWorkspace((workspace) => {
      workspace.write('shop/environment.yaml', `version: 99\n${workspace.read('shop/environment.yaml')}`);
      expect(workspace.report()).toContain('shop/environment.yaml:1:10  version\n  1 | version: 99\n');
    });
  });

  test('editors know the field', () => {
    for (const schema of [modelEntry, environmentFile])
      expect(Object.keys(schema.shape)).toContain('version');
  });
});
