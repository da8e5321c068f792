import { readArguments, runCommand } from './command';
import { synthesise } from './synthesise';

const usage = `
npm run synth [-- ENV] [-- --environments DIR]

Writes cdktf.out/ with the Terraform configuration of all environments, or of one: the same files as \`cdktf synth\`,
without the start of its command line.
Exit status: 0 written, 1 problems found and nothing written, 2 wrong usage.
`;

void runCommand(usage, () => {
  const { values, positionals } = readArguments();
  if (!synthesise(values.environments, positionals[0])) process.exitCode = 1;
});
