import { dependencies, leaks, metricNames, versions } from './contents';
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
import type { Rule } from './tree';

type Files = Readonly<Record<string, string>>;
const lines = (count: number): string => 'x;\n'.repeat(count);

/** Each rule, a made-up repository that breaks it, and the files that it must name. */
export const broken: readonly (readonly [
  mistake: string,
  rule: Rule,
  files: Files,
  found: readonly string[],
])[] = [
  ['a folder beside the rooms', topLevel, { 'charts/a.ts': '' }, ['charts']],
  [
    'a file beside the rooms',
    topLevel,
    { 'notes.txt': '', 'README.md': '', 'jest.config.ts': '' },
    ['notes.txt'],
  ],
  [
    'a folder named utils',
    folderNames,
    { 'models/utils/a.ts': '', 'models/utils/b.ts': '' },
    ['models/utils'],
  ],
  ['a folder named lib', folderNames, { 'preview/page/lib/a.js': '' }, ['preview/page/lib']],
  [
    'a name in camel case',
    fileNames,
    { 'models/logKey.ts': '', 'models/log-key.ts': '' },
    ['models/logKey.ts'],
  ],
  ['a name with an underscore', fileNames, { 'test/models/a_b.test.ts': '' }, ['test/models/a_b.test.ts']],
  ['a folder in capitals', fileNames, { 'rules/Alerts/a.ts': '' }, ['rules/Alerts/a.ts']],
  ['a file of 301 lines', fileLengths, { 'a/b.ts': lines(301), 'a/c.ts': lines(300) }, ['a/b.ts']],
  [
    'a snapshot of 301 lines',
    fileLengths,
    { 'test/__snapshots__/b.snap': lines(301) },
    ['test/__snapshots__/b.snap'],
  ],
  [
    'a median of 121 lines',
    medianLength,
    { 'a/b.ts': lines(121), 'a/c.ts': lines(9), 'a/d.ts': lines(130) },
    ['the median'],
  ],
  [
    'an import against the direction',
    importDirection,
    { 'models/a.ts': "import { b } from '../rules/b';" },
    ['models/a.ts:1'],
  ],
  [
    'a type imported against the direction',
    importDirection,
    { 'environments/a.ts': "\nimport type { B } from '../stacks/b';" },
    ['environments/a.ts:2'],
  ],
  [
    'an output that imports another',
    importDirection,
    { 'rules/a.ts': "export * from '../scrape';" },
    ['rules/a.ts:1'],
  ],
  [
    'a dynamic import against the direction',
    importDirection,
    { 'logs/a.ts': "const b = import('../constructs/b');" },
    ['logs/a.ts:1'],
  ],
  [
    'a type that is imported in place',
    importDirection,
    { 'models/a.ts': "type B = import('../rules/b').B;" },
    ['models/a.ts:1'],
  ],
  [
    'product code that imports a script',
    importDirection,
    { 'stacks/a.ts': "import '../scripts/b';" },
    ['stacks/a.ts:1'],
  ],
  [
    'product code that imports a test',
    importDirection,
    { 'rules/a.ts': "const b = require('../test/b');" },
    ['rules/a.ts:1'],
  ],
  [
    'two files in a circle',
    importCycles,
    {
      'rules/a.ts': "import { b } from './b';",
      'rules/b.ts': "import { a } from '.';",
      'rules/index.ts': "export * from './a';",
    },
    ['rules/a.ts -> rules/b.ts -> rules/index.ts -> rules/a.ts'],
  ],
  ['cdktf in an output', cdktfImports, { 'rules/a.ts': "import { Fn } from 'cdktf';" }, ['rules/a.ts:1']],
  [
    'constructs in a script',
    cdktfImports,
    { 'scripts/a.ts': "import { Construct } from 'constructs';" },
    ['scripts/a.ts:1'],
  ],
  [
    'generated bindings in models',
    cdktfImports,
    { 'models/a.ts': "import { x } from '../.gen/providers/grafana/folder';" },
    ['models/a.ts:1'],
  ],
  [
    'a provider by its root',
    providerSubPaths,
    { 'constructs/a.ts': "import * as k from '@cdktf/provider-kubernetes';" },
    ['constructs/a.ts:1'],
  ],
  [
    'a provider by its only folder',
    providerSubPaths,
    { 'test/a.ts': "import * as k from '@cdktf/provider-helm/lib';" },
    ['test/a.ts:1'],
  ],
  [
    'generated bindings by their root',
    providerSubPaths,
    { 'constructs/a.ts': "import * as g from '../.gen/providers/grafana';" },
    ['constructs/a.ts:1'],
  ],
  [
    'a construct that reads files',
    fileSystem,
    { 'constructs/a.ts': "import { readFileSync } from 'node:fs';" },
    ['constructs/a.ts:1'],
  ],
  [
    'an output that reads files',
    fileSystem,
    { 'rules/a.ts': "import fs from 'fs/promises';" },
    ['rules/a.ts:1'],
  ],
  ['a clock', purity, { 'rules/a.ts': 'const now = Date.now();' }, ['rules/a.ts:1']],
  ['the present moment', purity, { 'models/a.ts': 'const now = new Date();' }, ['models/a.ts:1']],
  ['randomness', purity, { 'logs/a.ts': 'const x = Math.random();' }, ['logs/a.ts:1']],
  ['the process', purity, { 'dashboards/a.ts': "const x = process.env['HOME'];" }, ['dashboards/a.ts:1']],
  ['any', typeSystem, { 'rules/a.ts': 'const a: readonly any[] = [];' }, ['rules/a.ts:1']],
  ['a non-null assertion', typeSystem, { 'test/a.ts': 'const a = b!.c;' }, ['test/a.ts:1']],
  ['a definite assignment', typeSystem, { 'test/a.ts': 'class A {\n  b!: string;\n}' }, ['test/a.ts:2']],
  ['an enum', typeSystem, { 'rules/a.ts': '\nconst enum A { b }' }, ['rules/a.ts:2']],
  [
    'something left for later',
    unfinishedComments,
    { 'rules/a.ts': `const a = 1; // ${'TO'}DO` },
    ['rules/a.ts:1'],
  ],
  [
    'something to be mended',
    unfinishedComments,
    { 'scripts/a.mjs': `/*\n ${'FIX'}ME */ f();` },
    ['scripts/a.mjs:1'],
  ],
  [
    'a test that switches off the others',
    disabledTests,
    { 'test/a.test.ts': "test.only('a', f);" },
    ['test/a.test.ts:1'],
  ],
  [
    'a test that is switched off',
    disabledTests,
    { 'test/a.test.ts': "\ndescribe.skip('a', f);" },
    ['test/a.test.ts:2'],
  ],
  [
    'a table of tests that is switched off',
    disabledTests,
    { 'test/a.test.ts': "it.skip.each([1])('a', f);" },
    ['test/a.test.ts:1'],
  ],
  ['a test under its other name', disabledTests, { 'test/a.test.ts': "xit('a', f);" }, ['test/a.test.ts:1']],
  [
    'an index that does something',
    folderIndexes,
    { 'rules/index.ts': 'export const a = (b: string): string => b;' },
    ['rules/index.ts:1'],
  ],
  ['an index with a class', folderIndexes, { 'rules/index.ts': '\nexport class A {}' }, ['rules/index.ts:2']],
  [
    'a long inline snapshot',
    inlineSnapshots,
    { 'test/a.test.ts': `expect(a).toMatchInlineSnapshot(\`\n${lines(31)}\`);` },
    ['test/a.test.ts:1'],
  ],
  [
    'a recorded series by name',
    metricNames,
    { 'rules/a.ts': "const a = 'sum(model:requests:rate5m)';" },
    ['rules/a.ts:1'],
  ],
  [
    'a server’s metric in a template',
    metricNames,
    { 'dashboards/a.ts': 'const a = `${b} + ${c} / vllm:num_requests{${d}}`;' },
    ['dashboards/a.ts:1'],
  ],
  [
    'a GPU metric by name',
    metricNames,
    { 'scrape/a.ts': "const a = { keep: 'DCGM_FI_DEV_GPU_TEMP' };" },
    ['scrape/a.ts:1'],
  ],
  [
    'a version in a stack',
    versions,
    { 'stacks/a.ts': "const a = { version: '88.5.3' };" },
    ['stacks/a.ts:1'],
  ],
  [
    'a constraint in a construct',
    versions,
    { 'constructs/a.ts': "const a = '~> 2.38';" },
    ['constructs/a.ts:1'],
  ],
  [
    'a dependency without a decision',
    dependencies,
    {
      'package.json': '{"dependencies":{"zod":"4","left":"1"},"devDependencies":{"right":"2"}}',
      'docs/decisions/0001-a.md': 'We use right.',
    },
    ['package.json: the dependency left'],
  ],
  [
    'a package host',
    leaks,
    { 'docs/a.md': `from https://${['registry', 'npmjs'].join('.')}.org` },
    ['docs/a.md'],
  ],
  [
    'a path of one machine',
    leaks,
    { 'docs/a.md': `see ${['', 'root', 'x'].join('/')}`, 'docs/b.md': '/metrics, https://a/root/x' },
    ['docs/a.md'],
  ],
];
