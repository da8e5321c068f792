import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArguments, runCommand } from './command';
import { usageOf } from './commands';
import { projectRoot } from './project-root';
import { referenceFiles } from './reference/pages';

void runCommand(usageOf('reference'), () => {
  readArguments();
  for (const [path, text] of Object.entries(referenceFiles())) writeFileSync(join(projectRoot, path), text);
});
