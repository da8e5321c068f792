import type { Request } from '../elastic-requests';

/** Where requests go, and as whom. */
export interface Recipient {
  /** Without a slash at the end. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** What answers a request may be on its way up. */
const patience = { tries: 60, pause: 2_000 } as const;
const notReady: readonly number[] = [429, 502, 503, 504];

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Makes the requests one after the other, and each again while nobody is there to answer.
 *
 * @throws Error with what was answered to a request that was refused
 */
export async function send(
  to: Recipient,
  requests: readonly Request[],
  pause: number = patience.pause,
): Promise<void> {
  for (const request of requests) {
    for (let attempt = 1; ; attempt += 1) {
      const { status, text } = await ask(to, request);
      if (isDone(request, status, text)) break;
      if (!notReady.includes(status) || attempt === patience.tries)
        throw new Error(`${request.method} ${request.path} was answered with ${status}: ${text}`);
      await sleep(pause);
    }
  }
}

/** An answer; 503 where there is none, with why. */
async function ask(
  { url, user, password }: Recipient,
  { method, path, body, file }: Request,
): Promise<{ readonly status: number; readonly text: string }> {
  const form = new FormData();
  if (file !== undefined) form.set('file', new Blob([file]), 'objects.ndjson');
  try {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
        // Kibana wants to see that no page of another site asks.
        'kbn-xsrf': 'model-observatory',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(file === undefined ? {} : { body: form }),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const { message, cause } = error as Error;
    return { status: 503, text: `${message}: ${String(cause)}` };
  }
}

/** An import is answered with success whatever became of its objects. */
function isDone({ file, already = [] }: Request, status: number, text: string): boolean {
  if (already.includes(status)) return true;
  if (status < 200 || status > 299) return false;
  return file === undefined || (JSON.parse(text) as { readonly success?: boolean }).success === true;
}
