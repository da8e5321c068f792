import { binaryOf } from '../../../scripts/tool-binaries';
import { queryArguments } from '../../../stacks/shards/thanos-query';
import { freePorts } from '../control-plane/free-port';
import type { Run } from '../control-plane/run';

const at = (port: number): string => `127.0.0.1:${port}`;

/** A Prometheus that runs, and where it stores what it scrapes. */
export interface Asked {
  readonly name: string;
  /** Without a slash at the end. */
  readonly url: string;
  readonly data: string;
}

/**
 * A real Thanos beside each Prometheus, and one that asks them as it does in a cluster.
 *
 * @returns the address of the one, without a slash at the end
 */
export async function startQueryOver(run: Run, asked: readonly Asked[]): Promise<string> {
  const start = async (name: string, args: (addresses: readonly string[]) => readonly string[]) => {
    const [grpc = 0, http = 0] = await freePorts(2);
    const addresses = [`--grpc-address=${at(grpc)}`, `--http-address=${at(http)}`];
    await run.start({
      name,
      binary: binaryOf('thanos'),
      args: [...args(addresses)],
      listens: /address=127\.0\.0\.1:(\d+)/,
    });
    return { grpc: at(grpc), http: at(http) };
  };
  const endpoints: string[] = [];
  for (const { name, url, data } of asked) {
    const { grpc } = await start(`thanos beside ${name}`, (addresses) => [
      'sidecar',
      `--prometheus.url=${url}`,
      `--tsdb.path=${data}`,
      ...addresses,
    ]);
    endpoints.push(grpc);
  }
  const { http } = await start('thanos query', (addresses) => [...queryArguments(endpoints), ...addresses]);
  return `http://${http}`;
}
