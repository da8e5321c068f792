import type { Command } from './command';

/** Commands that say what differs: by a change, between environments, from what runs, from what could run. */
export const changeCommands: readonly Command[] = [
  {
    name: 'diff',
    forms: ['--base COMMIT [ENV] [--out FILE] [--json] [--environments DIR]'],
    does: 'what a change does to what runs, as Markdown for a pull request',
    about: `
What the working tree changes in what runs, beside a commit, as Markdown for a pull request: models, thresholds, alerts, who
is told, dashboards, logs, the platform, and every resource that is created, changed, replaced or destroyed. Both sides are
synthesised; nothing is read from clusters. Compared is with where HEAD left COMMIT, such as origin/main. Where the report is too
long for a comment, parts are folded into their counts; --out writes the whole to a file as well. --json prints all as data.`,
    exits: { 0: 'reported, whatever differs', 1: 'problems in the files of either side' },
  },
  {
    name: 'delta',
    forms: ['ENV ENV [--check] [--json] [--environments DIR]', '--check [--json] [--environments DIR]'],
    does: 'what differs between two environments, why, and where to edit it; --check by policy',
    about: `
What differs between two environments, as Markdown: models, settings, and what follows for alerts and for who is told, each
with why and the line to edit. With --check, differences that \`promotion\` of environment.yaml does not allow are a failure;
without environments, each is checked against the one that it is promoted from.`,
    exits: { 0: 'printed', 1: 'problems found or, with --check, differences that are not allowed' },
  },
  {
    name: 'environments',
    forms: ['[--json] [--environments DIR]'],
    does: 'environments in the order in which models are promoted',
    about: `
Prints the environments in the order in which models are promoted, with where they come from: for the jobs of continuous
integration, which so need no list of their own.`,
    exits: { 0: 'printed', 1: 'problems in the files' },
  },
  {
    name: 'charts',
    forms: ['[--out FILE]'],
    does: 'of which charts there are later releases than those that are deployed',
    about: `
Asks the repositories of the charts in models/versions.ts for later releases than those that are deployed, as Markdown; new major
versions come first and are marked, as they may break. How one is taken is in docs/versions.md and docs/upgrading.md. Needs the
network; --out writes the answer to a file as well.`,
    exits: { 0: 'all are the newest', 1: 'a repository that cannot be read', 3: 'something is newer' },
  },
];
