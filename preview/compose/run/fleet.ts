import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../environments/environment';
import { startSink } from '../../alertmanager-sink';
import { faultControl } from '../../fault-control';
import { startFleet } from '../../fleet/fleet';
import { containerPort } from '../../listen';
import { startPageServer } from '../../server';
import { addressOf, ports, published, sinkPath } from '../addresses';
import { fleetPorts } from '../fleet-addresses';
import { pace } from '../local-environment';
import { environmentFile, logFolder, programFolder } from '../mounts';
import { startLogs } from './log-writer';
import { startPushes } from './pushes';

/**
 * The simulated fleet, what stands in for receivers, and the page, in one container: faults are injected where the fleet
 * is. Prometheus and Alertmanager are asked where they run.
 */
async function main(): Promise<void> {
  const environment = JSON.parse(readFileSync(join(programFolder, environmentFile), 'utf8')) as Environment;
  const portOf = fleetPorts(environment);
  const fleet = await startFleet(environment, (_port, server) => containerPort(portOf(server)));
  const sink = await startSink(sinkPath, containerPort(ports.sink));
  const stopLogs = startLogs(environment.models, fleet.conductOf, logFolder);
  const stopPushes = startPushes(
    `http://${addressOf('pushgateway')}`,
    environment.models.flatMap(({ sources }) =>
      sources
        .filter(({ gateway }) => gateway)
        .map((source) => ({
          page: `http://127.0.0.1:${portOf(source.name)}${source.path}`,
          job: source.name,
          model: source.served ?? source.name,
        })),
    ),
  );
  const stop = async (): Promise<void> => {
    stopLogs();
    stopPushes();
    await page.stop();
    await sink.stop();
    await fleet.stop();
  };
  const page = await startPageServer(
    {
      environment,
      pace,
      startedAt: Date.now(),
      prometheus: `http://${addressOf('prometheus')}`,
      alertmanager: `http://${addressOf('alertmanager')}`,
      sink,
      ...faultControl(environment, pace, fleet),
      stop,
    },
    // The page answers to its own address only, so its port is the same within and without.
    containerPort(Number(process.env[published.page.variable] ?? ports.page)),
  );
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
  process.stdout.write(`${environment.models.length} models\n`);
}

if (require.main === module)
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exitCode = 1;
  });
