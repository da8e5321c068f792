/**
 * How it is known that a command of the documentation works. The first that fits a command holds. Beside it, arguments of
 * the project's commands are read by their own parsers (npm-command.ts), and what commands say of a cluster is compared
 * with what is deployed (cluster-commands.test.ts).
 */
export type Proof =
  | { readonly kind: 'runs'; readonly command: RegExp }
  | {
      readonly kind: 'tested';
      readonly command: RegExp;
      /** The test that calls the same with the same options, or the script of continuous integration that has it in a line. */
      readonly by: string;
    }
  | { readonly kind: 'elsewhere'; readonly command: RegExp; readonly why: string };

const runs = (command: RegExp): Proof => ({ kind: 'runs', command });
const tested = (command: RegExp, by: string): Proof => ({ kind: 'tested', command, by });
const elsewhere = (command: RegExp, why: string): Proof => ({ kind: 'elsewhere', command, why });

export const proofs: readonly Proof[] = [
  runs(/^npm run (?:validate|explain|new-model|delta|environments|synth)\b/),
  runs(/^npm run (?:rename|retire|diff) .*/),
  runs(/^npm run (?:tools$|render -- dev --target compose\b)/),
  runs(/^cp -r environments\/\w+ environments\/\w+$/),
  runs(/^sed -i '[^']+' environments\/\w+\/environment\.yaml$/),

  tested(/^npm ci$/, '.ci/run'),
  tested(/^npm (?:ci && npm )?test$/, '.ci/run'),
  tested(/^(?:npm ci && )?npm start(?: -- --check)?$/, 'test/preview/check.test.ts'),
  tested(/^npm run promote\b/, 'test/scripts/promotion/promote.test.ts'),
  tested(/^npm run docs$/, 'test/docs/site.test.ts'),
  tested(/^npx --package model-observatory observatory init\b/, 'test/live/installed-package.test.ts'),
  tested(/^npm install --save-exact\b/, 'test/live/installed-package.test.ts'),
  tested(/^npm run drift\b/, 'test/live/drift.test.ts'),
  tested(/^helm rollback\b/, 'test/live/drift.test.ts'),

  elsewhere(/^npm start -- --env prod$/, 'runs until it is stopped, as it does with dev, which is tested'),
  elsewhere(/^npm run charts$/, 'takes repositories of charts; what it makes of their answers is tested'),
  elsewhere(/^npm run tools -- --live$/, 'builds for half an hour what the live tests then use'),
  elsewhere(/^npm run record\b/, 'takes an Elasticsearch; what it writes is tested'),
  elsewhere(/^(?:UPDATE_GOLDEN=1 )?npx jest test\/stacks\/rendered/, 'takes charts from their repositories'),
  elsewhere(/^npx jest -c test\/live\/jest\.config\.mjs/, 'takes charts from their repositories'),
  elsewhere(/^(?:OBS_ENV=\w+ )?npx cdktf (?:deploy|destroy)\b/, 'takes a cluster and a state in a cloud'),
  elsewhere(/^cd observatory && git init && npm install$/, 'takes a registry that has the package'),
  elsewhere(/^cd local-stack$/, 'enters the folder of the command before'),
  elsewhere(/^\(until sops\b/, 'takes a cluster and Secrets'),
  elsewhere(/^\(?(?:cd cdktf\.out\/|terraform )/, 'takes the state of an environment'),
  elsewhere(/^(?:kubectl|amtool|curl|helm pull)\b/, 'takes a cluster, or the network'),
  elsewhere(/^[A-Za-z_]+="?\$\(kubectl\b/, 'takes a cluster'),
  elsewhere(/^(?:docker|sops)\b/, 'takes a program that is not part of this project, and Secrets'),
  elsewhere(/^export [A-Z]+/, 'sets what the next commands read'),
  elsewhere(/^echo '\{ tls_config:/, 'writes what amtool reads, which cluster-commands.test.ts has it do'),
];
