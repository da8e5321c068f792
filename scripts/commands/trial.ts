import type { Command } from './command';

/** Commands to begin with: a repository of one's own, and the product on this machine. */
export const trialCommands: readonly Command[] = [
  {
    name: 'init',
    forms: ['DIR [--team T] [--ci github|gitlab] [--package SPEC]'],
    does: 'writes a repository of entries that depends on this package, with workflows, and tests that pass',
    about: `
Writes a repository for the entries of a company: environments dev, staging and prod with one model to begin with, package.json
that depends on this version of the package, cdktf.json, workflows for GitHub or GitLab, CODEOWNERS, .gitignore and a README. After
\`npm install\` in it, its tests pass. DIR must be empty or absent; it is there as a whole or not at all.

  --team T        your first team, which owns the model (default data-science)
  --ci RUNNER     who runs its workflows: github (the default) or gitlab
  --package SPEC  where npm installs the package from, such as file:../model-observatory.tgz or a git address (default its version)
`,
    exits: { 0: 'written', 1: 'nothing written' },
  },
  {
    name: 'start',
    npm: 'npm start',
    forms: ['[--env ENV] [--environments DIR] [--pace N] [--port N] [--check]'],
    does: 'runs the generated configuration on this machine',
    about: `
Synthesises one environment, then runs its generated rules, scrape configuration and routes for real on this machine,
against a simulated fleet, with a page on 127.0.0.1. Ctrl-C ends everything.

  --env ENV           environment to run (default dev)
  --environments DIR  folder of the environments (default environments)
  --pace N            how many times faster than real time, 1 to 60 (default 60)
  --port N            port of the page (default: a free one)
  --check             without a page to look at: injects every fault, waits for its alert at the right receiver, exits
`,
    exits: { 0: 'ended, or all faults found', 1: 'problems found, or a fault that nobody was told of' },
  },
  {
    name: 'preview',
    forms: [
      '--screenshots DIR [--env ENV] [--environments DIR] [--boards UID,...] [--faults MODEL:FAULT,...] [--after TIME] [--height PIXELS] [--vision KIND]',
    ],
    does: 'the same, and a picture of every dashboard, light and dark, for a pull request',
    about: `
Runs one environment as \`npm start\` does, and writes a picture of every board, light and dark, at 1280 and 1920 pixels:
DIR/mlo-overview-dark-1280.png and so on. Panels that have no data are named. Takes Chromium (CHROMIUM_BIN, or on PATH).

  --screenshots DIR   where the pictures go; empty or absent
  --env ENV           environment to run (default dev)
  --environments DIR  folder of the environments (default environments)
  --boards UID,...    only these boards
  --faults M:F,...    faults that models have meanwhile, as in churn-classifier:errors; :gpu is that of the GPU node
  --after TIME        how long the fleet runs before (default 2m)
  --height PIXELS     only the upper part of boards that are taller
  --vision KIND       as somebody sees it with deuteranopia, protanopia, tritanopia or achromatopsia
`,
    exits: { 0: 'written', 1: 'problems found or no Chromium' },
  },
  {
    name: 'tools',
    forms: ['[--live]'],
    does: 'builds the real binaries that tests and preview use; with --live those of live tests',
    about: `
Builds the real programs that tests and preview use, once, with Go: outside the clone, one folder for each pin. With --live those
of the live tests as well.`,
    exits: { 0: 'all are there', 1: 'one could not be built' },
  },
];
