import type { Command } from './command';

/** Commands that make what is deployed, deploy it and look at what became of it. */
export const deploymentCommands: readonly Command[] = [
  {
    name: 'synth',
    forms: ['[ENV] [--environments DIR]'],
    does: 'writes cdktf.out/, the same files as cdktf synth',
    about: `
Writes cdktf.out/ with the Terraform configuration of all environments, or of one: the same files as \`cdktf synth\`,
without the start of its command line.`,
    exits: { 0: 'written', 1: 'problems found and nothing written' },
  },
  {
    name: 'render',
    forms: ['ENV --out DIR [--environments DIR]'],
    does: 'writes rule files, monitors, alertmanager.yaml, dashboards and log pipelines',
    about: `
Writes the native artefacts of one environment: rule files, monitors, alertmanager.yaml, dashboards, log pipelines and
templates; of an environment with several clusters also the values of the charts that differ between them, below
clusters/. DIR must be empty or absent.`,
    exits: { 0: 'written', 1: 'problems found and nothing written' },
  },
  {
    name: 'plan',
    forms: ['ENV [--out FILE] [--report FILE] [--no-lock] [--detailed-exitcode] [--environments DIR]'],
    does: 'has Terraform plan every stack, without values; keeps the plans encrypted',
    about: `
Synthesises an environment and has Terraform plan each of its stacks. Prints which resources are created, changed, replaced or
destroyed, with names of attributes and no values; --report writes the same as Markdown. --out keeps the plans of all stacks
for \`npm run apply\`, encrypted with PLAN_KEY, as plans hold secrets. --no-lock leaves states unlocked, for roles that only read.
Terraform is the program that TERRAFORM_BINARY_NAME names.`,
    exits: {
      0: 'planned',
      1: 'problems in the files or a plan that failed, and then no plan is kept',
      3: 'with --detailed-exitcode, something differs',
    },
  },
  {
    name: 'apply',
    forms: ['ENV --plans FILE [--environments DIR]'],
    does: 'applies exactly these plans, stack by stack in their order',
    about: `
Applies what \`npm run plan -- ENV --out FILE\` has planned, stack by stack in their order, and nothing else: Terraform refuses a
plan whose state has moved since. The files must be at the commit of the plan, and PLAN_KEY must be the same. What comes after a
stack that failed is left out; to go on, plan again.`,
    exits: {
      0: 'applied, or nothing to do',
      1: 'problems in the files, plans that cannot be applied, or a stack that failed',
    },
  },
  {
    name: 'drift',
    forms: ['ENV [--json] [--environments DIR]'],
    does: 'what was changed by hand in its clusters since it was deployed, and by whom',
    about: `
Looks for what was changed by hand: compares each object that Helm deployed to the clusters of an environment with what
is there now, and names who changed it. Reads only, through kubectl, by the contexts of environment.yaml.
What Terraform deployed without Helm is compared by \`terraform plan\`.`,
    exits: {
      0: 'nothing differs',
      1: 'problems in the files or a cluster that cannot be read',
      3: 'something differs',
    },
  },
  {
    name: 'record',
    forms: ['ENV [--since COMMIT] [--by NAME] [--run ID] [--dry-run] [--environments DIR]'],
    does: 'writes to the audit stream who deployed what, after a deployment',
    about: `
Appends to the audit stream that an environment was deployed: by whom, from which commit, with which models, settings and
versions, and, with --since, what differs from an earlier commit. Run it after \`cdktf deploy\`.
Who and which run come from the variables of GitHub, GitLab, Buildkite or Jenkins, else from git and the clock. A run that is recorded
twice is one record. Where and as whom: elastic.url or ELASTICSEARCH_ENDPOINTS; ELASTICSEARCH_API_KEY, or
ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD, of a user with the role mlobs_deployer. --dry-run prints the record.`,
    exits: { 0: 'recorded', 1: 'problems in the files or not recorded' },
  },
];
