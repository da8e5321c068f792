import type { Command } from './command';

/** Commands about who owns what. */
export const governanceCommands: readonly Command[] = [
  {
    name: 'ownership',
    forms: [
      '[ENV] [--check] [--json] [--environments DIR]',
      'ENV --prometheus URL [--window TIME] [--token-file FILE] [--ca-file FILE] [--check] [--json] [--environments DIR]',
    ],
    does: 'models without owners, alerts that reach nobody, old entries, alerts that never or always fire',
    about: `
Who owns what, as Markdown: models that nobody reviews or is paged for, alerts that reach nobody or a fallback only, teams without
models, entries unchanged for a year (by the history of git), exceptions past their end, and who wrote which rule file.
A Prometheus of the environment is asked as well where it is given: alerts that it does not evaluate, that never fired, and that nearly
always fire, in the last 30d or in TIME (1h to 365d). --token-file holds a bearer token, --ca-file authorities beside those of the
machine.`,
    exits: {
      0: 'printed, whatever was found',
      1: 'problems in the files, or Prometheus gave no answer',
      3: 'with --check, something was found, alerts that never fired left out',
    },
  },
  {
    name: 'codeowners',
    forms: ['[--check] [--out FILE] [--environments DIR]'],
    does: 'writes who reviews which environment and entry into CODEOWNERS',
    about: `
Writes into .github/CODEOWNERS of the repository (or FILE) who reviews which environment and entry, from codeowners of the teams
in environment.yaml. What else stands in the file stays. With --check nothing is written.`,
    exits: {
      0: 'written, or as it should be',
      1: 'problems found, or with --check a file that is out of date',
    },
  },
];
