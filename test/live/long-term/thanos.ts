import { join } from 'node:path';
import { binaryOf } from '../../../scripts/tool-binaries';
import { freePorts } from '../control-plane/free-port';
import type { Run } from '../control-plane/run';

/** A far store: where Prometheus writes, and where Grafana would read. */
export interface FarStore {
  readonly write: string;
  readonly query: string;
}

/** A real Thanos that receives, and one that answers. */
export async function startThanos(run: Run): Promise<FarStore> {
  const [grpc = 0, http = 0, write = 0, queryGrpc = 0, queryHttp = 0] = await freePorts(5);
  const at = (port: number): string => `127.0.0.1:${port}`;
  await run.start({
    name: 'thanos receive',
    binary: binaryOf('thanos'),
    args: [
      'receive',
      `--tsdb.path=${join(run.folder, 'receive')}`,
      `--grpc-address=${at(grpc)}`,
      `--http-address=${at(http)}`,
      `--remote-write.address=${at(write)}`,
      '--label=receive="here"',
    ],
    listens: /address=127\.0\.0\.1:(\d+)/,
  });
  await run.start({
    name: 'thanos query',
    binary: binaryOf('thanos'),
    args: [
      'query',
      `--endpoint=${at(grpc)}`,
      `--grpc-address=${at(queryGrpc)}`,
      `--http-address=${at(queryHttp)}`,
      '--query.replica-label=prometheus_replica',
    ],
    listens: /address=127\.0\.0\.1:(\d+)/,
  });
  return { write: `http://${at(write)}/api/v1/receive`, query: `http://${at(queryHttp)}` };
}
