import { filesWith, roomOf, sourceFiles, type Rule } from './tree';

const rooms = [
  'models environments scrape rules dashboards logs constructs stacks',
  'runbooks test docs scripts preview tools schemas provider-schemas .ci .github',
].flatMap((line) => line.split(' '));

const topFiles = [
  'package.json package-lock.json cdktf.json eslint.config.mjs .prettierrc.json .prettierignore .npmrc .gitignore',
  'README.md CHANGELOG.md CONTRIBUTING.md LICENSE',
].flatMap((line) => line.split(' '));

const isTopFile = (name: string): boolean =>
  topFiles.includes(name) ||
  /^tsconfig(\.[a-z]+)?\.json$/.test(name) ||
  /^jest\.config\.m?ts$|^jest\.config\.mjs$/.test(name);

/** Nothing at the top level beside the rooms and the files that tools expect there. */
export const topLevel: Rule = (tree) => [
  ...new Set(
    [...tree.keys()]
      .filter((path) => (path.includes('/') ? !rooms.includes(roomOf(path)) : !isTopFile(path)))
      .map((path) => `${roomOf(path)}: does not belong at the top level`),
  ),
];

const vague = ['utils', 'util', 'common', 'helpers', 'helper', 'lib', 'src', 'misc', 'shared'];

/** No folder whose name says nothing about what is in it. */
export const folderNames: Rule = (tree) => [
  ...new Set(
    [...tree.keys()].flatMap((path) =>
      path
        .split('/')
        .slice(0, -1)
        .flatMap((name, index, all) =>
          vague.includes(name)
            ? [`${all.slice(0, index + 1).join('/')}: a folder is named for what is in it`]
            : [],
        ),
    ),
  ),
];

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|d|config))?\.(?:ts|mts|js|mjs)$/;

/** Source files and their folders have kebab-case names, but for a dot before those that a program looks for. */
export const fileNames: Rule = (tree) =>
  filesWith(tree, '.ts', '.mts', '.js', '.mjs').flatMap(([path]) => {
    const names = path.split('/');
    const folders = names.slice(0, -1).every((name) => /^\.?[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name));
    return kebab.test(names.at(-1) ?? '') && folders ? [] : [`${path}: names are kebab-case`];
  });

const longest = 300;
const longestMedian = 120;
const linesIn = (text: string): number => text.replace(/\n$/, '').split('\n').length;

/** No file of code or snapshots is longer than one screenful of scrolling. */
export const fileLengths: Rule = (tree) =>
  filesWith(tree, '.ts', '.mjs', '.js', '.snap')
    .filter(([, text]) => linesIn(text) > longest)
    .map(([path, text]) => `${path}: has ${linesIn(text)} lines; at most ${longest} are allowed`);

/** One concept per file keeps the median short. */
export const medianLength: Rule = (tree) => {
  const lengths = sourceFiles(tree)
    .map(([, text]) => linesIn(text))
    .sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  return median > longestMedian
    ? [`the median of all source files is ${median} lines; at most ${longestMedian} are allowed`]
    : [];
};
