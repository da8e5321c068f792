import { alerts } from '../rules';
import { dependencies, leaks, metricNames, runbooks, versions } from './architecture/contents';
import {
  cdktfImports,
  fileSystem,
  importCycles,
  importDirection,
  providerSubPaths,
} from './architecture/imports';
import { fileLengths, fileNames, folderNames, medianLength, topLevel } from './architecture/layout';
import {
  disabledTests,
  folderIndexes,
  inlineSnapshots,
  purity,
  typeSystem,
  unfinishedComments,
} from './architecture/syntax';
import { repositoryTree, type Rule } from './architecture/tree';

const repository = repositoryTree();

const rules: readonly (readonly [sentence: string, rule: Rule])[] = [
  ['the top level holds the rooms of the design and nothing else', topLevel],
  ['no folder is named utils, common, helpers, lib or src', folderNames],
  ['source files have kebab-case names', fileNames],
  ['no source file or snapshot is longer than 300 lines', fileLengths],
  ['the median source file is at most 120 lines long', medianLength],
  ['imports go one way, and outputs never import each other', importDirection],
  ['no files import each other in a circle', importCycles],
  ['only constructs and stacks import cdktf', cdktfImports],
  ['providers are imported by sub-path', providerSubPaths],
  ['files are read by the loader, the preview and the scripts only', fileSystem],
  ['models and outputs use no clock, no randomness and no process', purity],
  ['there is no any, no non-null assertion and no enum', typeSystem],
  ['no comment leaves something unfinished', unfinishedComments],
  ['no test is switched off', disabledTests],
  ['a folder’s index only re-exports or lists a catalogue', folderIndexes],
  ['inline snapshots are at most 30 lines long', inlineSnapshots],
  ['metrics are named in models', metricNames],
  ['versions of what is deployed are in models/versions.ts', versions],
  ['every dependency beyond the design’s has a decision', dependencies],
  ['no committed file names a package host or a path of one machine', leaks],
];

test.each(rules)('%s', (_sentence, rule) => {
  expect(rule(repository)).toEqual([]);
});

test('every alert has a runbook and every runbook an alert', () => {
  const names = alerts.map(({ name }) => name);
  expect(names.length).toBeGreaterThan(0);
  expect(runbooks(repository, names)).toEqual([]);
});
