import type { Command } from './command';

const tests = 'its tests are not in the package';

/** Commands of those who work on the project itself. */
export const developmentCommands: readonly Command[] = [
  {
    name: 'test-project',
    npm: 'npm test',
    forms: ['[PATH ...]'],
    does: 'every check of the project, or the tests of one folder',
    about: `
Every check of the project that needs no cluster: formatting, lint, types, all tests. Arguments go to jest, and with any the other
checks are left out.`,
    exits: { 0: 'all pass', 1: 'something fails' },
    needsClone: tests,
  },
  {
    name: 'test-live',
    npm: 'npm run test:live',
    forms: ['[NAME ...]'],
    does: 'what is deployed, on a real API server with the real operators, built once',
    about: `
What is deployed, on a real control plane, which is built once and started on the loopback. With KUBECONFIG set, what can be shown
in somebody's cluster is shown there. Arguments go to jest.`,
    exits: { 0: 'all pass', 1: 'something fails' },
    needsClone: tests,
  },
  {
    name: 'test-logstash',
    npm: 'npm run test:logstash',
    forms: ['[NAME ...]'],
    does: 'the log pipelines in a real Logstash (LOGSTASH_HOME, docker or podman)',
    about: `
The pipelines that are generated, in the Logstash that is deployed. It is asked for where there is one, so none is a failure.
Arguments go to jest.`,
    exits: { 0: 'all pass', 1: 'something fails, or there is no Logstash' },
    needsClone: tests,
  },
  {
    name: 'test-elastic',
    npm: 'npm run test:elastic',
    forms: ['[NAME ...]'],
    does: 'what is told to Elasticsearch, on real nodes, put together once from their jars',
    about: `
What is told to Elasticsearch, on real nodes on this machine, which are put together once from their jars. Arguments go to jest.`,
    exits: { 0: 'all pass', 1: 'something fails' },
    needsClone: tests,
  },
  {
    name: 'bench',
    forms: ['[processes | diffs | boards | rules]'],
    does: 'times of validation, synthesis, diffs, boards and rule evaluation, as ratios',
    about: `
  rules       what a real Prometheus needs for the rules of 10, 100 and 1,000 models, shared by all of them and with
              every alert written out for each: evaluation time per interval, and memory
  boards      what every board costs a real Prometheus with 10, 100 and 1,000 models: queries, samples that they read and
              time; and how long Chromium, where there is one, takes to draw the overview in the preview
  processes   validation and synthesis as whole processes
  diffs       what a change to 20 models shows beside a commit, in environments of 20, 100 and 500

All where none is named; half an hour. Times on one machine mean little on another, so what counts are the ratios:
against rules per model, against a process that only loads cdktf and writes one resource, and per model as the number of
models grows. Everything that is started listens on 127.0.0.1 only and is ended by the command.`,
    exits: { 0: 'within the limits', 1: 'beyond one of them' },
    needsClone: 'it measures the project itself and holds it against its limits',
  },
  {
    name: 'mutate',
    forms: ['[<AlertName> ...] [--jobs <count>] [--sample <count>] [--quiet]'],
    does: 'makes mistakes in rules, and says which of them no scenario notices',
    about: `
Makes mistakes in the rules of alerts and in what these read, one at a time: a comparison the other way round, another
number, a matcher or a guard that is missing, another window and so on. Prometheus' own rule engine then runs the
scenarios of test/rules/cases/; a mistake to which none of them objects survives, and says what the scenarios leave
unproved.

  <AlertName> ...   these alerts only; all of the catalogue otherwise
  --jobs <count>    so many alerts side by side; as many as there are processors otherwise
  --sample <count>  at most so many mistakes of each alert, evenly spread
  --quiet           the table only, without the survivors
`,
    exits: {
      0: 'every mistake in an alert that may page is objected to, and nine of ten in each other',
      1: 'more survive',
    },
    needsClone: 'it questions the scenarios of the project, which are changed in a clone',
  },
  {
    name: 'reference',
    forms: [''],
    does: 'writes schemas/ for editors and the generated pages of docs/reference/',
    about: `
Writes the JSON Schemas and the reference pages that are made from them and from runtimes.`,
    exits: { 0: 'written' },
    needsClone: 'it writes pages of the project; the package has the schemas in schemas/',
  },
  {
    name: 'docs',
    forms: ['[--out DIR]'],
    does: 'builds the documentation as a static site with a search',
    about: `
Builds the documentation as a static site with a search, for any web server: docs/, runbooks/, README, CONTRIBUTING and CHANGELOG.
Its navigation is docs/README.md. Nothing is fetched, neither here nor by those who read it. A link that leads nowhere ends it.
To read it on this machine: npx vitepress preview docs

  --out DIR           where the site goes (default docs/.vitepress/dist); what is there is replaced`,
    exits: { 0: 'built', 1: 'a page that cannot be built or a link that leads nowhere' },
    needsClone: 'it builds the pages of the project; the package has them in docs/',
  },
];
