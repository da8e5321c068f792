import { broken } from './broken';
import { dependencies, leaks, metricNames, runbooks, versions } from './contents';
import { cdktfImports, fileSystem, importCycles, importDirection, providerSubPaths } from './imports';
import { fileLengths, fileNames, folderNames, medianLength, topLevel } from './layout';
import {
  disabledTests,
  folderIndexes,
  inlineSnapshots,
  purity,
  typeSystem,
  unfinishedComments,
} from './syntax';
import type { Tree } from './tree';

const treeOf = (files: Readonly<Record<string, string>>): Tree => new Map(Object.entries(files));

describe('the checker reports', () => {
  test.each(broken)('%s', (_mistake, rule, files, found) => {
    const violations = rule(treeOf(files));
    expect(violations).toHaveLength(found.length);
    for (const [index, violation] of violations.entries()) expect(violation).toContain(found[index]);
  });
});

test('the checker reports an alert without a page, and a page without an alert', () => {
  const tree = treeOf({
    'runbooks/ModelDown.md': '',
    'runbooks/Old.md': '',
    'runbooks/README.md': '',
    'docs/Any.md': '',
  });
  expect(runbooks(tree, ['ModelDown', 'ModelSlow'])).toEqual([
    'ModelSlow: has no page in runbooks/',
    'runbooks/Old.md: there is no such alert',
  ]);
});

test('the checker is content with code that keeps the rules', () => {
  const tree = treeOf({
    'package.json': '{"dependencies":{"zod":"4","@cdktf/provider-helm":"1"}}',
    'models/names.ts': "export const info = 'model:info';\n",
    'models/clock.ts': "export const start = new Date('2026-01-01T00:00:00Z');\n",
    'environments/load.ts':
      "import { readFileSync } from 'node:fs';\nimport { info } from '../models/names';\n",
    'rules/index.ts':
      "import { a } from './a';\nexport { b } from './b';\nexport const catalogue = [a] as const;\n",
    'rules/a.ts': `import type { E } from '../environments';\n// A string may say anything!\nexport const a = 'any enum ${'TO'}DO';\n`,
    'constructs/a.ts':
      "import { Release } from '@cdktf/provider-helm/lib/release';\nimport { b } from '../rules';\n",
    'stacks/a.ts': "import { App } from 'cdktf';\nimport { g } from '../.gen/providers/grafana/folder';\n",
    'test/rules/a.test.ts': "test('a.only', () => expect(['x'].skip).toBe(undefined));\n",
  });
  const all = [
    ...[
      topLevel,
      folderNames,
      fileNames,
      fileLengths,
      medianLength,
      importDirection,
      importCycles,
      cdktfImports,
    ],
    ...[providerSubPaths, fileSystem, purity, typeSystem, unfinishedComments, disabledTests, folderIndexes],
    ...[inlineSnapshots, metricNames, versions, dependencies, leaks],
  ];
  expect(all.flatMap((rule) => rule(tree))).toEqual([]);
});
