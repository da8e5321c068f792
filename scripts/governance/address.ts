import { readFileSync } from 'node:fs';
import { UsageError } from '../command';
import type { Address } from './prometheus';

/** Options as they were given. */
type Given = Readonly<Partial<Record<'prometheus' | 'window' | 'token-file' | 'ca-file', string>>>;

/**
 * The Prometheus that options name; `undefined` where they name none.
 *
 * @throws UsageError
 */
export function addressIn(values: Given): Address | undefined {
  const { prometheus, 'token-file': tokenFile, 'ca-file': caFile } = values;
  if (prometheus === undefined) {
    const idle = (['window', 'token-file', 'ca-file'] as const).find(
      (option) => values[option] !== undefined,
    );
    if (idle !== undefined) throw new UsageError(`--${idle} is about a Prometheus; give --prometheus URL`);
    return undefined;
  }
  const url = URL.canParse(prometheus) ? new URL(prometheus) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(
      `--prometheus ${prometheus}: give an address such as https://prometheus.example.com`,
    );
  if (url.username !== '' || url.password !== '')
    throw new UsageError('--prometheus: no password in the address; use --token-file');
  if (
    tokenFile !== undefined &&
    url.protocol === 'http:' &&
    !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  )
    throw new UsageError(
      '--token-file: everybody on the way could read the token; give an address with https',
    );
  return {
    url,
    ...(tokenFile === undefined ? {} : { token: read('token-file', tokenFile).trim() }),
    ...(caFile === undefined ? {} : { authorities: read('ca-file', caFile) }),
  };
}

function read(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--${option}: ${(error as Error).message}`);
  }
}
