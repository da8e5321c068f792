import { writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';
import { anyPort, listen, type Listening } from '../../../preview/listen';
import type { RunningProcess } from '../../../preview/processes';
import { binaryOf } from '../../../scripts/tool-binaries';
import type { Run } from '../control-plane/run';

/** Records, one for each name, of two models: the value tells them apart. */
const groupsOf = (names: readonly string[]): object => ({
  groups: [
    {
      name: 'recorded',
      interval: '1s',
      rules: names.flatMap((record) =>
        ['churn', 'fraud'].map((model, index) => ({
          record,
          expr: `vector(${index + 1})`,
          labels: { namespace: 'serving', model_name: model },
        })),
      ),
    },
  ],
});

interface Replica {
  readonly number: number;
  /** Recorded series. */
  readonly records: readonly string[];
  /** What else its configuration says. */
  readonly more?: object;
}

/** A Prometheus as the operator would make it of one replica of a pair: with labels of its own on all that leaves it. */
export function startReplica(run: Run, { number, records, more = {} }: Replica): Promise<RunningProcess> {
  const file = (name: string): string => join(run.folder, `${name}-${number}.yml`);
  writeFileSync(file('rules'), JSON.stringify(groupsOf(records)));
  const labels = {
    ...{ env: 'live', cluster: 'here' },
    ...{ prometheus: 'monitoring/first', prometheus_replica: `prometheus-first-${number}` },
  };
  return startPrometheus(run, `first-${number}`, {
    global: { scrape_interval: '1s', evaluation_interval: '1s', external_labels: labels },
    rule_files: [file('rules')],
    ...more,
  });
}

/** A Prometheus with a folder of its own. */
export function startPrometheus(run: Run, name: string, configuration: object): Promise<RunningProcess> {
  const file = join(run.folder, `${name}.yml`);
  writeFileSync(file, JSON.stringify(configuration));
  return run.start({
    name,
    binary: binaryOf('prometheus'),
    args: [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(run.folder, name)}`,
      '--web.listen-address=127.0.0.1:0',
    ],
  });
}

/** What a Service does at its worst: every call reaches another replica than the last one. `calls` counts them by replica. */
export async function startService(
  run: Run,
  ports: readonly number[],
): Promise<Listening & { readonly calls: readonly number[] }> {
  const calls = ports.map(() => 0);
  let next = 0;
  const server = createServer((asked, answer) => {
    const index = next++ % ports.length;
    calls[index] = (calls[index] ?? 0) + 1;
    const onward = request(
      { host: '127.0.0.1', port: ports[index], path: asked.url, headers: asked.headers },
      (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      },
    );
    onward.on('error', () => answer.writeHead(502).end()).end();
  });
  const listening = await listen(server, anyPort);
  run.atEnd(listening.stop);
  return { ...listening, calls };
}
