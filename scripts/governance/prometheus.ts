import { request as plain } from 'node:http';
import { request as encrypted } from 'node:https';
import { z } from 'zod';

/** Where a Prometheus is asked, and as whom. */
export interface Address {
  readonly url: URL;
  readonly token?: string;
  /** Certificates of authorities beside those of the machine, PEM. */
  readonly authorities?: string;
}

/** No bug: it was asked, and gave no answer that can be used. */
export class NoAnswer extends Error {}

const patience = 30_000;
/** More is no answer to what is asked here. */
const most = 64 * 1024 * 1024;

const answer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown() }),
  z.object({ status: z.literal('error'), error: z.string() }),
]);

const vector = z.object({
  resultType: z.literal('vector'),
  result: z.array(
    z.object({
      metric: z.record(z.string(), z.string()),
      value: z.tuple([z.number(), z.string()]).transform(([, text]) => Number(text)),
    }),
  ),
});
export type Sample = z.infer<typeof vector>['result'][number];

const loaded = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          type: z.string(),
          name: z.string(),
          labels: z.record(z.string(), z.string()).default({}),
        }),
      ),
    }),
  ),
});

/** An alert that a Prometheus evaluates, with the labels that its rule gives it. */
export interface LoadedAlert {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What an expression is now.
 *
 * @throws NoAnswer
 */
export async function query(address: Address, expression: string): Promise<readonly Sample[]> {
  const data = await ask(address, 'api/v1/query', new URLSearchParams({ query: expression }).toString());
  return understood(address, vector, data).result;
}

/**
 * Every alerting rule that is evaluated.
 *
 * @throws NoAnswer
 */
export async function loadedAlerts(address: Address): Promise<readonly LoadedAlert[]> {
  const { groups } = understood(address, loaded, await ask(address, 'api/v1/rules?type=alert'));
  return groups.flatMap(({ rules }) =>
    rules.flatMap(({ type, name, labels }) => (type === 'alerting' ? [{ name, labels }] : [])),
  );
}

const noAnswer = ({ url }: Address, why: string): NoAnswer =>
  new NoAnswer(`Prometheus at ${url.origin}: ${why}`);

function understood<T>(address: Address, schema: z.ZodType<T>, data: unknown): T {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw noAnswer(address, 'the answer is none of Prometheus; is the address right?');
  return parsed.data;
}

async function ask(address: Address, path: string, form?: string): Promise<unknown> {
  const { status, text } = await textOf(address, path, form);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw noAnswer(
      address,
      `${hint(status)}, and no JSON came (${text.trim().slice(0, 80) || 'nothing at all'})`,
    );
  }
  const parsed = answer.safeParse(json);
  if (!parsed.success) throw noAnswer(address, `${hint(status)}; the answer is none of Prometheus`);
  if (parsed.data.status === 'error') throw noAnswer(address, parsed.data.error);
  return parsed.data.data;
}

function hint(status: number): string {
  if (status === 401 || status === 403) return `it answered ${status}; --token-file names who asks`;
  if (status >= 300 && status < 400)
    return `it answered ${status}, which leads elsewhere; give the address that it leads to`;
  return `it answered ${status}`;
}

function textOf(
  address: Address,
  path: string,
  form: string | undefined,
): Promise<{ readonly status: number; readonly text: string }> {
  const { url, token, authorities } = address;
  const base = url.href.endsWith('/') ? url.href : `${url.href}/`;
  const request = url.protocol === 'https:' ? encrypted : plain;
  return new Promise((resolve, reject) => {
    const failed = (why: string): void => reject(noAnswer(address, why));
    const asked = request(
      new URL(path, base),
      {
        method: form === undefined ? 'GET' : 'POST',
        ...(authorities === undefined ? {} : { ca: authorities }),
        signal: AbortSignal.timeout(patience),
        headers: {
          accept: 'application/json',
          ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        let size = 0;
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > most) response.destroy(new Error('the answer is larger than 64 MiB'));
          else parts.push(part);
        });
        response.on('error', (error) => failed(error.message));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        );
      },
    );
    asked.on('error', (error) =>
      failed(
        error.name === 'AbortError' || error.name === 'TimeoutError'
          ? `no answer within ${patience / 1_000} s`
          : error.message.trim(),
      ),
    );
    asked.end(form);
  });
}
