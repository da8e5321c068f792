import type { Command } from './command';

/** Commands about entries: to write, to check and to understand them, and to bring them on. */
export const entryCommands: readonly Command[] = [
  {
    name: 'validate',
    forms: ['[ENV] [--environments DIR]'],
    does: 'checks all entries and rule files, reports every problem with its place and the fix',
    about: `
Checks every entry and rule file of every environment, or of one, and reports all problems at once. Notes, such as
maintenance that has passed, are no problems.`,
    exits: { 0: 'all valid', 1: 'problems found' },
  },
  {
    name: 'explain',
    forms: [
      'MODEL ENV [--json] [--environments DIR]',
      '--sizes ENV [--environments DIR]',
      '--evidence ENV [--environments DIR]',
    ],
    does: 'where each value of a model comes from, which alerts can fire and why not, who is told',
    about: `
Prints what follows from the entry of one model: each value and where it comes from, what is scraped, what can be
observed, which alerts can fire and which cannot, who is told, and where dashboard, logs and runbooks are. With --sizes
what Prometheus, Elasticsearch and Logstash need for all models of an environment: series, lines, memory and disk.
With --evidence, as Markdown, what is kept of logs, where, how long, and who can read it, for auditors.`,
    exits: { 0: 'printed', 1: 'problems found or no such model' },
  },
  {
    name: 'new-model',
    forms: ['NAME --runtime R --team T [--env ENV] [--environments DIR]'],
    does: 'writes a valid entry, with comments that say what to change',
    about: `
Writes a valid entry for a new model, with comments that say what to change.

  --runtime R         what serves it; without one, the command lists all that are known
  --team T            who owns it: a team that environment.yaml declares
  --env ENV           environment that it is written into (default dev)
  --environments DIR  folder of the environments (default environments)
`,
    exits: { 0: 'written', 1: 'problems found and nothing written' },
  },
  {
    name: 'promote',
    forms: [
      'MODEL FROM TO [--dry-run] [--environments DIR]',
      '--all FROM TO [--dry-run] [--environments DIR]',
    ],
    does: 'copies an entry to the next environment, when it and its alerts are right there',
    about: `
Copies the entry of a model, or with --all every entry that TO lacks or has otherwise, byte for byte; fields that \`promotion\`
of TO lets differ keep the value that is there. First the entries are checked as if they lay in TO, where their pages must
reach somebody; then that every alert of the models is proved, and that their rules do in Prometheus' own engine what they
should.
Prints what differs between FROM and TO afterwards. Nothing is written where anything is wrong, or with --dry-run.`,
    exits: { 0: 'promoted or nothing to do', 1: 'problems found and nothing written' },
  },
  {
    name: 'rename',
    forms: [
      'MODEL NEW-NAME ENV [--team T] [--dry-run] [--environments DIR]',
      'MODEL ENV --team T [--dry-run] [--environments DIR]',
    ],
    does: 'another name or team, and what of history, links and silences follows',
    about: `
Gives a model of an environment another name, another team, or both: moves its entry, changes what else names it in that
environment, and says what of history, links and silences follows, and what does not.`,
    exits: { 0: 'renamed', 1: 'problems found and nothing written' },
  },
  {
    name: 'retire',
    forms: ['MODEL ENV [--yes] [--environments DIR]'],
    does: 'what disappears with a model and what stays; with --yes removes its entry',
    about: `
Says what disappears when a model leaves an environment, and what stays. With --yes its entry is removed; the rest goes with
the next deployment.`,
    exits: { 0: 'said or removed', 1: 'problems found and nothing removed' },
  },
  {
    name: 'test',
    npm: 'npm run test:entries',
    forms: ['[ENV] [--environments DIR]'],
    does: 'proves the entries: their rules in Prometheus, their alerts, what is deployed, the policy of promotion',
    about: `
The tests of a repository of entries. In each environment, or in one: entries and rule files are valid; promtool has nothing
against the rules; every alert of every model is proved; in Prometheus' own engine no alert fires while a model is well, and
the right team is told when it is gone; all stacks can be synthesised. Differences between environments are those that
\`promotion\` allows. All of it is checked, so that one run shows everything that is wrong.
Prometheus' programs are built once (\`npm run tools\`), or are named in PROMTOOL_BIN and PROMETHEUS_BIN.`,
    exits: { 0: 'all is proved', 1: 'problems found' },
  },
];
