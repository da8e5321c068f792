import { createServer, type Server } from 'node:http';
import { secondsPer, selects, suffixed } from '../../models/feed';
import type { Model, Source } from '../../models/model';
import { runtimes } from '../../models/runtimes';
import { healthyConduct, type Conduct } from './conduct';
import { boundOf, driversOf } from './drivers';
import { healthyMedian, meanOf, medianOf } from './latency';
import { noise } from './noise';
import { pagePrinter, samplesOf, type Page } from './page';
import { listen } from '../listen';
import { isOwn } from './source-page';

/** The metrics page of a source over time, without a clock of its own. */
export interface LivingPage {
  /** How the source behaves while nothing is wrong. */
  readonly healthy: Conduct;
  /** Lets `seconds` pass, at the end of which it is `now` (Unix seconds). */
  readonly advance: (seconds: number, now: number, conduct: Conduct) => void;
  readonly print: () => string;
}

/** How much traffic and latency differ from one look to the next. */
const traffic = { wobble: 0.08, tide: 0.15, tideSeconds: 90 } as const;

export function livingPage(page: Page, model: Model, source: Source): LivingPage {
  const values = Float64Array.from(samplesOf(page), ({ value }) => value);
  const drivers = driversOf(page, model, source);
  const print = pagePrinter(page);
  const random = noise(source.name);
  const phase = random() * 2 * Math.PI;
  const answers = source.signals.includes('requests');
  return {
    healthy: healthyConduct(model, usualMedian(page, model, source)),
    advance(seconds, now, conduct) {
      const jitter = 2 * random() - 1;
      const tide = 1 + traffic.tide * Math.sin((now / traffic.tideSeconds) * 2 * Math.PI + phase);
      const requests = answers
        ? conduct.requests * conduct.load * tide * (1 + traffic.wobble * jitter) * seconds
        : 0;
      const median = (conduct.median ?? 1) * conduct.slowdown * (1 + traffic.wobble * (2 * random() - 1));
      const step = { conduct, requests, errors: requests * conduct.errorRatio, median, now, jitter };
      for (const drive of drivers) drive(values, step);
    },
    print: () => print(values),
  };
}

/** Median latency of the fixture in seconds, or less where that would break the model's objective. */
function usualMedian(page: Page, model: Model, source: Source): number | undefined {
  const { latency, latencyMean } = runtimes[source.runtime].feeds;
  const own = samplesOf(page).filter((sample) => isOwn(sample, model, source));
  const total = (selector: Parameters<typeof selects>[0]): number =>
    own.reduce((sum, { name, labels, value }) => sum + (selects(selector, name, labels) ? value : 0), 0);
  const shown = ((): number | undefined => {
    if (latency?.kind === 'histogram') {
      const counts = new Map<number, number>();
      for (const sample of own) {
        if (!selects(suffixed(latency.of, '_bucket'), sample.name, sample.labels)) continue;
        const bound = boundOf(sample) * secondsPer[latency.unit];
        counts.set(bound, (counts.get(bound) ?? 0) + sample.value);
      }
      return medianOf([...counts].map(([bound, count]) => ({ bound, count })));
    }
    if (latencyMean?.kind !== 'mean') return undefined;
    return ((total(latencyMean.sum) / total(latencyMean.count)) * secondsPer[latencyMean.unit]) / meanOf(1);
  })();
  if (shown === undefined || model.latency === undefined) return shown;
  const { kind, seconds } = model.latency;
  return Math.min(shown, kind === 'mean' ? (0.5 * seconds) / meanOf(1) : healthyMedian(seconds));
}

export interface SimulatedServer {
  /** `host:port`, as a target of a scrape. */
  readonly address: string;
  readonly conduct: () => Conduct;
  readonly behave: (conduct: Conduct) => void;
  readonly healthy: Conduct;
  readonly stop: () => Promise<void>;
}

/** Serves a living page on a free loopback port. A server that is down drops every connection, and so keeps its port. */
export async function startSimulatedServer(page: LivingPage, path: string): Promise<SimulatedServer> {
  let conduct = page.healthy;
  let looked = Date.now();
  const server: Server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== path) {
      response.writeHead(404).end();
      return;
    }
    const now = Date.now();
    page.advance((now - looked) / 1_000, now / 1_000, conduct);
    looked = now;
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(page.print());
  });
  server.on('connection', (socket) => {
    if (conduct.down) socket.destroy();
  });
  const running = await listen(server, 0);
  return {
    address: `127.0.0.1:${running.port}`,
    conduct: () => conduct,
    behave(next) {
      // A server that was down has not worked in the meantime.
      if (conduct.down && !next.down) looked = Date.now();
      conduct = next;
      if (next.down) server.closeAllConnections();
    },
    healthy: page.healthy,
    stop: running.stop,
  };
}
