import { loadEnvironments } from '../environments';
import { anyPort } from './listen';
import { startObservatory, type Observatory } from './observatory';
import { startPageServer } from './server';

export interface PreviewOptions {
  /** Folder of the environments. */
  readonly environments: string;
  readonly env: string;
  /** How many times faster than real time. */
  readonly pace: number;
  /** Port of the page; a free one where it is 0 or absent. */
  readonly port?: number;
  /** Called once when Prometheus or Alertmanager ends by itself. */
  readonly onDeath?: (error: Error) => void;
}

export interface Preview {
  readonly url: string;
  readonly observatory: Observatory;
  readonly stop: () => Promise<void>;
}

/**
 * Runs one environment's generated configuration on this machine, with a page on 127.0.0.1.
 *
 * @throws InvalidConfig for entries that are wrong, Error where a program cannot be run
 */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const [environment] = loadEnvironments(options.environments, options.env);
  if (environment === undefined) throw new Error(`there is no environment ${options.env}`);
  let died: Error | undefined;
  const observatory = await startObservatory({
    environment,
    pace: options.pace,
    onDeath(error) {
      if (died === undefined) options.onDeath?.(error);
      died = error;
    },
  });
  try {
    const server = await startPageServer(observatory, { ...anyPort, port: options.port ?? 0 });
    return {
      url: server.url,
      observatory,
      async stop() {
        await server.stop();
        await observatory.stop();
      },
    };
  } catch (error) {
    await observatory.stop();
    throw error;
  }
}
