import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Model } from '../../../models/model';
import { lineRate, type Conduct } from '../../fleet/conduct';
import { noise } from '../../fleet/noise';
import { servingPod } from '../../fleet/pods';
import { writtenLine } from '../../fleet/written-line';

/** How often lines are written. Unit: milliseconds. */
const every = 1_000;
/** Of a busy model a sample is written: a laptop has other things to do. Unit: lines per second. */
const most = 3;
/** Then the file begins anew, as the kubelet does it. Unit: bytes. */
const largest = 8 * 1024 * 1024;
/** How long a request took, from and to. Unit: milliseconds. */
const took = { least: 8, most: 120 } as const;

/** Name of the log of a pod's container, as the kubelet links it; the last part is the container's id. */
export const logFileOf = (model: Model): string => {
  const { name, namespace, container } = servingPod(model);
  return `${name}_${namespace}_${container}-${Buffer.from(name).toString('hex').padEnd(64, '0').slice(0, 64)}.log`;
};

/** One line as a container runtime writes it. The last digits of its time tell lines of one millisecond apart. */
export const containerLine = (at: Date, nth: number, line: string): string =>
  `${at.toISOString().slice(0, -1)}${String(nth % 1_000_000).padStart(6, '0')}Z stdout F ${line}\n`;

/** Has models write their logs into a folder, for as long as nobody stops it. */
export function startLogs(
  models: readonly Model[],
  conductOf: (model: string) => Conduct | undefined,
  folder: string,
): () => void {
  const random = noise('logs');
  const owed = new Map<string, number>();
  let count = 0;
  const writing = models.filter(({ signals }) => signals.includes('logLines'));
  const timer = setInterval(() => {
    const at = new Date();
    for (const model of writing) {
      const conduct = conductOf(model.name);
      if (conduct === undefined) continue;
      const due = (owed.get(model.name) ?? 0) + (Math.min(most, lineRate(conduct)) * every) / 1_000;
      owed.set(model.name, due % 1);
      const lines = Array.from({ length: Math.floor(due) }, () => {
        count += 1;
        const failed = random() < conduct.errorRatio;
        const told = random() < conduct.personalShare;
        const event = {
          at,
          failed,
          requestId: `r-${at.getTime().toString(36)}-${count}`,
          took: Math.round(took.least + random() * (took.most - took.least)),
          ...(told ? { person: 'jo.doe@example.org' } : {}),
        };
        return containerLine(at, count, writtenLine(model.logs.format, event));
      });
      if (lines.length > 0) append(join(folder, logFileOf(model)), lines.join(''));
    }
  }, every);
  return () => {
    clearInterval(timer);
  };
}

function append(file: string, text: string): void {
  if (existsSync(file) && statSync(file).size > largest) renameSync(file, `${file}.1`);
  appendFileSync(file, text);
}
