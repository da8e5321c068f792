/** How it is known that a command of the documentation works. The first that fits a command holds. */
export type Proof =
  | { readonly kind: 'runs'; readonly command: RegExp }
  | {
      readonly kind: 'tested';
      readonly command: RegExp;
      /** The test that runs it, or the script of continuous integration that does. */
      readonly by: string;
      /** What shows there that it does. */
      readonly says: string;
    }
  | { readonly kind: 'elsewhere'; readonly command: RegExp; readonly why: string };

const runs = (command: RegExp): Proof => ({ kind: 'runs', command });
const tested = (command: RegExp, by: string, says: string): Proof => ({ kind: 'tested', command, by, says });
const elsewhere = (command: RegExp, why: string): Proof => ({ kind: 'elsewhere', command, why });

export const proofs: readonly Proof[] = [
  runs(/^npm run (?:validate|explain|new-model|delta|environments)\b/),
  runs(/^npm run (?:rename|retire) .*/),
  runs(/^cp -r environments\/\w+ environments\/\w+$/),
  runs(/^sed -i '[^']+' environments\/\w+\/environment\.yaml$/),

  tested(/^npm ci$/, '.ci/run', 'npm ci'),
  tested(/^npm ci && npm test$/, '.ci/run', 'npm test'),
  tested(/^(?:npm ci && )?npm start(?: -- --check)?$/, 'test/preview/check.test.ts', "'start', '--check'"),
  tested(/^npm start -- --env prod$/, 'test/scripts/commands.test.ts', "'start', '--env', 'prod'"),
  tested(/^npm run tools\b/, 'test/scripts/tool-binaries.test.ts', 'tool-binaries'),
  tested(/^npm run docs$/, 'test/docs/site.test.ts', "'docs', '--out'"),
  tested(
    /^npm run render -- dev --target compose\b/,
    'test/scripts/commands.test.ts',
    "'--target', 'compose'",
  ),
  tested(/^npx --package model-observatory observatory init\b/, 'test/scripts/package.test.ts', "'init'"),
  tested(/^npm test$/, 'test/scripts/package.test.ts', "observatory('test')"),
  tested(/^npm run synth\b/, 'test/stacks/cli.test.ts', "'synth'"),
  tested(/^npm run diff -- --base\b/, 'test/scripts/diff/command.test.ts', "'--base'"),
  tested(/^npm run promote\b/, 'test/scripts/promotion/promote.test.ts', "'promote'"),
  tested(/^npm run charts$/, 'test/scripts/charts.test.ts', 'newerCharts'),
  tested(/^npm run drift\b/, 'test/live/drift.test.ts', "'drift'"),
  tested(/^npm run record\b/, 'test/scripts/record/append.test.ts', '../../../scripts/record'),
  tested(/^(?:UPDATE_GOLDEN=1 )?npx jest test\/stacks\/rendered/, 'test/stacks/rendered.test.ts', 'CHARTS'),
  tested(/^npx jest -c test\/live\/jest\.config\.mjs/, 'test/live/real-charts.test.ts', 'charts'),
  tested(/^helm rollback\b/, 'test/live/drift.test.ts', 'rollback'),

  elsewhere(/^(?:OBS_ENV=\w+ )?npx cdktf (?:deploy|destroy)\b/, 'takes a cluster and a state in a cloud'),
  elsewhere(
    /^npm install\b|^cd observatory && git init && npm install$/,
    'takes a registry that has the package',
  ),
  elsewhere(/^cd local-stack$/, 'enters the folder of the command before'),
  elsewhere(/^\(until sops\b/, 'takes a cluster and Secrets'),
  elsewhere(/^\(?(?:cd cdktf\.out\/|terraform )/, 'takes the state of an environment'),
  elsewhere(/^(?:kubectl|amtool|curl|helm pull)\b/, 'takes a cluster, or the network'),
  elsewhere(/^[A-Za-z_]+="?\$\(kubectl\b/, 'takes a cluster'),
  elsewhere(/^(?:docker|sops)\b/, 'takes a program that is not part of this project, and Secrets'),
  elsewhere(/^export [A-Z]+/, 'sets what the next commands read'),
  elsewhere(/^echo '\{ tls_config:/, 'writes a file that the next command reads'),
];
