import { chownSync } from 'node:fs';
import { logWriter, secretsFolder, logFolder } from '../mounts';
import { authorityIn, loginsIn, prepareSecrets } from './prepared-secrets';

/** What runs first, as root and without a network: makes the secrets, or shows those that people need. */
async function main([wanted]: readonly string[]): Promise<void> {
  if (wanted === 'logins') process.stdout.write(loginsIn(secretsFolder));
  else if (wanted === 'authority') process.stdout.write(authorityIn(secretsFolder));
  else if (wanted === undefined) {
    await prepareSecrets(secretsFolder, new Date(), (path, owner) => {
      chownSync(path, owner, owner);
    });
    chownSync(logFolder, logWriter, logWriter);
    process.stdout.write('secrets are ready\n');
  } else throw new Error(`there is nothing to do for "${wanted}": say logins, authority, or nothing`);
}

if (require.main === module)
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
