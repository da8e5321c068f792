import { commands } from '../commands';
import { platformTeam } from './environments';
import { ownersPlace, type Runner } from './workflows';

/** The package that a repository depends on, and what its manifest needs of it. */
export interface Dependency {
  readonly name: string;
  /** A version, or whatever else npm installs from, such as `file:../model-observatory.tgz`. */
  readonly spec: string;
  readonly node: string;
  readonly cdktfCli: string;
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** package.json: a script for each command, so that workflows and pages of the project hold here as well. */
export const manifestText = (name: string, { name: dependency, spec, node, cdktfCli }: Dependency): string =>
  json({
    name,
    private: true,
    engines: { node },
    scripts: Object.fromEntries(
      commands
        .filter((one) => one.needsClone === undefined && one.name !== 'init')
        .map((one) => [one.name, `observatory ${one.name}`]),
    ),
    dependencies: { [dependency]: spec },
    devDependencies: { 'cdktf-cli': cdktfCli },
  });

/** cdktf.json: the app is that of the package. */
export const cdktfText = (name: string, dependency: string): string =>
  json({
    language: 'typescript',
    app: `node node_modules/${dependency}/dist/stacks/main.js`,
    projectId: name,
    sendCrashReports: 'false',
    context: { environments: 'environments' },
  });

export const ignoredText = `node_modules/
cdktf.out/
/render/
/state/
*.sealed
terraform.*.tfstate*
`;

/** CODEOWNERS as both read it: the last line that fits decides. */
export const ownersText = (
  team: string,
  runner: Runner,
): string => `# Who must agree to a change; put the teams of your organisation here. The last line that fits decides.
* @your-org/${platformTeam}
/environments/*/models/ @your-org/${team} @your-org/${platformTeam}
# Who answers for what runs there.
/environments/prod/ @your-org/${platformTeam}
/environments/prod/models/ @your-org/${team} @your-org/${platformTeam}
${runner === 'github' ? '/.github/' : '/.gitlab/'} @your-org/${platformTeam}
`;

/** How a later version is found, and where what it changes is told. */
const upgrades: Readonly<Record<Runner, string>> = {
  github: `A later version of the package is one line in \`package.json\`, which Dependabot proposes; the comment on its pull request says what it changes in
what runs.`,
  gitlab: `A later version of the package is one line in \`package.json\`; the report of its merge request says what it changes in what runs.`,
};

/** README.md: what to do first, and where to read on. */
export const readmeText = (
  name: string,
  dependency: string,
  model: string,
  runner: Runner,
): string => `# ${name}

What is monitored of our models, and how: one YAML file per model and environment, from which
[Model Observatory](node_modules/${dependency}/README.md) makes scrape configs, rules, dashboards and log pipelines.

\`\`\`sh
npm install                          # then commit package-lock.json
npm test                             # proves the entries
npm start                            # runs dev on this machine, with simulated models
npm run explain -- ${model} dev
\`\`\`

\`npx observatory --help\` lists all commands. Pages named below lie in \`node_modules/${dependency}/docs/\`.

## First

1. \`environments/*/environment.yaml\`: clusters, where Terraform keeps its states, who is told. Every field is in \`reference/environment.md\`.
2. \`environments/dev/models/${model}.yaml\` is there to be replaced: \`npm run new-model -- NAME --runtime R --team T\`, then
   \`npm run promote -- NAME dev staging\`. Every field is in \`reference/entry.md\`.
3. \`${ownersPlace[runner]}\`: the teams of your organisation. \`workflows.md\` says what the workflows need: environments, roles, variables.
4. \`deploying.md\`: the first deployment, which is made by hand.

## Upgrades

${upgrades[runner]} \`upgrading.md\` says more.
`;
