import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf } from '../addresses';
import type { Request } from '../elastic-requests';
import { programFolder, requestFile, setupSecrets } from '../mounts';
import { adminUser, kibanaUser, users } from '../users';
import { send, type Recipient } from './send';

/** What was rendered for Elasticsearch and for Kibana. */
export interface RenderedRequests {
  readonly elasticsearch: readonly Request[];
  readonly kibana: readonly Request[];
}

/** Users come last: whoever writes must find templates and roles. */
export const userRequests = (passwordOf: (file: string) => string): readonly Request[] => [
  {
    method: 'POST',
    path: `/_security/user/${kibanaUser}/_password`,
    body: { password: passwordOf('kibana') },
  },
  ...users.map(({ name, password, roles }): Request => ({
    method: 'PUT',
    path: `/_security/user/${name}`,
    body: { password: passwordOf(password), roles },
  })),
];

async function main([what]: readonly string[]): Promise<void> {
  const secret = (name: string): string => readFileSync(join(setupSecrets, name), 'utf8');
  const { elasticsearch, kibana } = JSON.parse(
    readFileSync(join(programFolder, requestFile), 'utf8'),
  ) as RenderedRequests;
  const admin: Pick<Recipient, 'user' | 'password'> = { user: adminUser, password: secret('elastic') };
  if (what === 'elasticsearch')
    await send({ ...admin, url: `https://${addressOf('elasticsearch')}` }, [
      ...elasticsearch,
      ...userRequests(secret),
    ]);
  else if (what === 'kibana') await send({ ...admin, url: `http://${addressOf('kibana')}` }, kibana);
  else throw new Error(`there is nothing to set up for "${what ?? ''}"`);
  process.stdout.write(`${what} is set up\n`);
}

if (require.main === module)
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exitCode = 1;
  });
