import { textsOf } from './syntax-tree';
import { filesWith, roomOf, sourceFiles, type Rule, type Tree, type Violations } from './tree';

const metricName =
  /(?<![\w:-])(?:model(?:_version)?:[a-z_]+:\w+|model:info\b|(?:ml|nv|bentoml_service|model_infer|rest_server)_\w+|vllm:\w+|DCGM_\w+)/;

/** Metrics are named in models/; preview/ imitates servers and may name what they publish. */
export const metricNames: Rule = (tree) =>
  sourceFiles(tree)
    .filter(([path]) => !['models', 'preview'].includes(roomOf(path)))
    .flatMap(([path, text]) =>
      textsOf(path, text).flatMap((fact) => {
        const name = metricName.exec(fact.text)?.[0];
        return name === undefined
          ? []
          : [`${path}:${fact.line}: names the metric ${name}; names belong in models/`];
      }),
    );

const version = /^v?\d+\.\d+\.\d+(?:-[\w.]+)?$|^(?:~>|>=|<=|\^|~) ?\d+(?:\.\d+)+$/;

/** Versions of what is deployed are in one place. A runtime says which versions of a server its pages are from. */
export const versions: Rule = (tree) =>
  sourceFiles(tree)
    .filter(([path]) => path !== 'models/versions.ts' && !path.startsWith('models/runtimes/'))
    .filter(([path]) => !['scripts', 'preview'].includes(roomOf(path)))
    .flatMap(([path, text]) =>
      textsOf(path, text)
        .filter((fact) => version.test(fact.text))
        .map((fact) => `${path}:${fact.line}: says ${fact.text}; versions belong in models/versions.ts`),
    );

/** Every alert has a runbook page, and every page an alert. */
export function runbooks(tree: Tree, alerts: readonly string[]): Violations {
  const pages = filesWith(tree, '.md')
    .filter(([path]) => roomOf(path) === 'runbooks' && path !== 'runbooks/README.md')
    .map(([path]) => path.replace(/^runbooks\/|\.md$/g, ''));
  return [
    ...alerts.filter((alert) => !pages.includes(alert)).map((alert) => `${alert}: has no page in runbooks/`),
    ...pages
      .filter((page) => !alerts.includes(page))
      .map((page) => `runbooks/${page}.md: there is no such alert`),
  ];
}

/** What the design names, with its companions; any other dependency needs a decision. */
const named =
  /^(?:cdktf|cdktf-cli|@cdktf\/.+|constructs|js-yaml|zod|jest|ts-jest|typescript|typescript-eslint|eslint|@eslint\/js|prettier|@types\/.+)$/;

/** Every dependency that the design does not name is explained in a decision. */
export const dependencies: Rule = (tree) => {
  const { dependencies: own = {}, devDependencies: dev = {} } = JSON.parse(
    tree.get('package.json') ?? '{}',
  ) as {
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly devDependencies?: Readonly<Record<string, string>>;
  };
  const decisions = filesWith(tree, '.md')
    .filter(([path]) => path.startsWith('docs/decisions/'))
    .map(([, text]) => text)
    .join('\n');
  return Object.keys({ ...own, ...dev })
    .filter((name) => !named.test(name) && !decisions.includes(name))
    .map((name) => `package.json: the dependency ${name} is explained in no docs/decisions/*.md`);
};

/** Written in pieces, because this file is committed too. */
const hosts = [
  ['registry', 'npmjs'],
  ['registry', 'yarnpkg'],
  ['npm', 'pkg', 'github'],
  ['proxy', 'golang'],
  ['sum', 'golang'],
  ['pypi', 'org'],
  ['files', 'pythonhosted'],
].map((parts) => parts.join('.'));
const machinePath = new RegExp(
  `(?:^|[\\s"'\`(=:,[])/(?:${['work', 'root', 'home', 'Users'].join('|')})/[\\w.]`,
  'm',
);

/** A committed file names no place from which packages come, and no path of one machine. */
export const leaks: Rule = (tree) =>
  [...tree].flatMap(([path, text]) => [
    ...hosts.filter((host) => text.includes(host)).map((host) => `${path}: names the package host ${host}`),
    ...(machinePath.test(text)
      ? [`${path}: has the path of one machine: ${machinePath.exec(text)?.[0].trim()}…`]
      : []),
  ]);
