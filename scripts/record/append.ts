import type { DeploymentRecord } from '../../logs/deployment-record';

/** A record that did not arrive, with what to do about it. */
export class NotRecorded extends Error {}

/** The variables that say where Elasticsearch is and as whom to write, as for the Elastic provider. */
export type Credentials = Readonly<Record<string, string | undefined>>;

const longest = 30_000;

/**
 * Appends a record to its data stream, once: a repeat finds that it is there.
 *
 * @throws NotRecorded where there is no answer, or another one than that it is there
 */
export async function append(
  record: DeploymentRecord,
  address: string,
  credentials: Credentials,
): Promise<'recorded' | 'was recorded already'> {
  const [endpoint = address] = (credentials['ELASTICSEARCH_ENDPOINTS'] ?? address).split(',');
  // Without its stream, which `-elastic` makes, the record would become an index of its own.
  const place = `${record.stream}/_create/${record.id}?require_data_stream=true`;
  const url = `${endpoint.trim().replace(/\/$/, '')}/${place}`;
  const response = await fetch(url, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', authorization: authorization(credentials) },
    body: JSON.stringify(record.document),
    redirect: 'error',
    signal: AbortSignal.timeout(longest),
  }).catch((error: unknown) => {
    const { message, cause } = error as Error;
    throw new NotRecorded(
      `no answer from ${endpoint}: ${cause instanceof Error ? cause.message : message}. The deployment is not recorded; repeat the command.`,
    );
  });
  if (response.status === 201) return 'recorded';
  if (response.status === 409) return 'was recorded already';
  const text = (await response.text()).slice(0, 500);
  throw new NotRecorded(
    `${endpoint} answered ${response.status} to a record for ${record.stream}${hints[response.status] ?? ''}: ${text}`,
  );
}

const hints: Readonly<Record<number, string>> = {
  400: ' (deploy <env>-elastic first: its mapping must be that of this version)',
  401: ' (ELASTICSEARCH_API_KEY, or user and password, are not known there)',
  403: ' (the user needs the role mlobs_deployer)',
  404: ' (there is no such stream; deploy <env>-elastic first)',
};

function authorization(credentials: Credentials): string {
  const key = credentials['ELASTICSEARCH_API_KEY'];
  if (key !== undefined && key !== '') return `ApiKey ${key}`;
  const [user, password] = [credentials['ELASTICSEARCH_USERNAME'], credentials['ELASTICSEARCH_PASSWORD']];
  if (user === undefined || password === undefined) {
    throw new NotRecorded(
      'nobody to write as: set ELASTICSEARCH_API_KEY, or ELASTICSEARCH_USERNAME and ELASTICSEARCH_PASSWORD. The deployment is not recorded.',
    );
  }
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
