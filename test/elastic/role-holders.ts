import { randomBytes } from 'node:crypto';
import { userWith, type Asker, type ElasticsearchNode } from './node/elasticsearch';
import { fits } from './patterns';
import type { ProviderRequest } from './provider-requests';

/** Somebody who has one role and no other. */
export interface Holder {
  readonly role: string;
  readonly asker: Asker;
  /** Whether it sees some documents of its streams only. */
  readonly limited: boolean;
  /** Whether its text says that the role has one of these privileges on a stream. */
  readonly has: (stream: string, ...privileges: readonly string[]) => boolean;
}

interface RoleBody {
  readonly indices?: readonly {
    readonly names: readonly string[];
    readonly privileges: readonly string[];
    readonly query?: string;
    readonly field_security?: object;
  }[];
}

const start = '/_security/role/';

/** Makes every role of an environment, through the API that the provider uses, and a user of each. */
export async function holdersOf(
  { ask, told }: ElasticsearchNode,
  requests: readonly ProviderRequest[],
): Promise<readonly Holder[]> {
  const holders: Holder[] = [];
  for (const { method, path, body } of requests.filter((request) => request.path.startsWith(start))) {
    const { indices = [] } = body as RoleBody;
    const limited = indices.some((entry) => entry.query !== undefined || entry.field_security !== undefined);
    // Only environments with a licence may have such a role, and only a node with one takes it.
    if (limited) await ask('POST', '/_license/start_trial?acknowledge=true');
    await told(method, path, body);
    const role = decodeURIComponent(path.slice(start.length));
    const password = randomBytes(16).toString('hex');
    await told('PUT', `/_security/user/${role}`, { password, roles: [role] });
    holders.push({
      role,
      limited,
      asker: userWith(role, password),
      has: (stream, ...privileges) =>
        indices.some(
          (entry) =>
            entry.names.some((pattern) => fits(pattern, stream)) &&
            entry.privileges.some((privilege) => privileges.includes(privilege)),
        ),
    });
  }
  return holders;
}
