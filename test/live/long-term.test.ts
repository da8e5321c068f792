import { setTimeout as passed } from 'node:timers/promises';
import { query, type VectorSample } from '../../preview/api';
import type { Environment } from '../../environments';
import { homeOf } from '../../environments/cluster';
import { summarySeries } from '../../models/summary-series';
import { federation } from '../../stacks/long-term/embedded';
import { remoteWrite } from '../../stacks/long-term/remote-write';
import { committed } from '../stacks/synthesised';
import { eventually } from './control-plane/eventually';
import { newRun, type Run } from './control-plane/run';
import { startPrometheus, startReplica, startService } from './long-term/replicas';
import { startThanos } from './long-term/thanos';

const dev = committed('dev');
const kept = summarySeries.slice(0, 20);
/** Recorded as well, but not to be kept. */
const buckets = 'model:latency_bucket:rate5m';
const records = [...kept, buckets];

/** All that there is, but what a Prometheus tells of its scrapes. */
const all = '{__name__=~"model.*|platform.*|node.*|logging.*"}';

/** The labels of every series of a model, without its name: one set for each series. */
const identities = (found: readonly VectorSample[]): readonly string[] =>
  [
    ...new Set(
      found.map(({ metric: { __name__: _, ...labels } }) => JSON.stringify(Object.entries(labels).sort())),
    ),
  ].sort();

const identity = (labels: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(labels).sort());

const ofModel = (model_name: string) => ({ env: 'live', cluster: 'here', namespace: 'serving', model_name });

describe('what is kept for long', () => {
  let run: Run;
  beforeEach(() => {
    run = newRun();
  });
  afterEach(async () => {
    await run.stop();
    expect(run.deaths).toEqual([]);
  });

  const isComplete = async (address: string, expected: number): Promise<string | undefined> => {
    const found = await query(address, all);
    return found.length >= expected ? undefined : `${found.length} series of ${expected}`;
  };

  test('is fetched by a second Prometheus from a pair as one, whichever replica answers', async () => {
    const replicas = [
      await startReplica(run, { number: 0, records }),
      await startReplica(run, { number: 1, records }),
    ];
    const service = await startService(
      run,
      replicas.map(({ port }) => port),
    );
    const job = { ...federation(dev), scrape_interval: '1s', scrape_timeout: '1s' };
    const second = await startPrometheus(run, 'second', {
      global: { external_labels: { env: dev.name, cluster: homeOf(dev).name } },
      scrape_configs: [{ ...job, static_configs: [{ targets: [service.address] }] }],
    });
    const address = `http://127.0.0.1:${second.port}`;
    await eventually('it has all', 30_000, () => isComplete(address, 2 * kept.length));
    await passed(8_000);
    expect(Math.min(...service.calls)).toBeGreaterThan(2);

    const found = await query(address, all);
    expect(new Set(found.map(({ metric }) => metric['__name__']))).toEqual(new Set(kept));
    expect(found).toHaveLength(2 * kept.length);
    expect(identities(found)).toEqual([identity(ofModel('churn')), identity(ofModel('fraud'))]);
    // A sample of every fetch is there: none was refused because the other replica's was younger.
    const fetches = Number((await query(address, 'count_over_time(up[6s])'))[0]?.value[1]);
    const samples = await query(address, `count_over_time(${kept[0] ?? ''}[6s])`);
    expect(fetches).toBeGreaterThan(3);
    for (const { value } of samples) expect(Math.abs(Number(value[1]) - fetches)).toBeLessThanOrEqual(1);
  });

  test('comes back from a real Thanos with its identity, as one of a pair, and nothing else does', async () => {
    const far = await startThanos(run);
    const to: Environment = {
      ...dev,
      longTerm: {
        also: [],
        remote: {
          engine: 'thanos-receive',
          url: far.write,
          query: far.query,
          tenant: 'team-a',
          series: 'summaries',
        },
      },
    };
    const more = { remote_write: remoteWrite(to).map(asPrometheusWants) };
    for (const number of [0, 1]) await startReplica(run, { number, records, more });
    await eventually('all is there', 60_000, () => isComplete(far.query, 2 * kept.length));
    await passed(3_000);

    const found = await query(far.query, all);
    expect(new Set(found.map(({ metric }) => metric['__name__']))).toEqual(new Set(kept));
    const own = { prometheus: 'monitoring/first', receive: 'here', tenant_id: 'team-a' };
    expect(identities(found)).toEqual([
      identity({ ...ofModel('churn'), ...own }),
      identity({ ...ofModel('fraud'), ...own }),
    ]);
    expect(found).toHaveLength(2 * kept.length);
    expect(await query(far.query, 'count(up)')).toEqual([]);
  });
});

/** The operator's spelling of remote write as that of Prometheus, for what is set without a Secret. */
function asPrometheusWants(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(asPrometheusWants);
  if (typeof given !== 'object' || given === null) return given;
  const entries = Object.entries(given as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (key === 'messageVersion') return ['protobuf_message', 'prometheus.WriteRequest'];
      if (key === 'headers') return [key, value];
      if (key === 'writeRelabelConfigs') return ['write_relabel_configs', asPrometheusWants(value)];
      if (key === 'retryOnRateLimit') return ['retry_on_http_429', value];
      return [key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), asPrometheusWants(value)];
    }),
  );
}
