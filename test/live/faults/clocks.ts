import { randomBytes } from 'node:crypto';
import { load } from 'js-yaml';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startSink, watchdog, type Sink } from '../../../preview/alertmanager-sink';
import { startAlertmanager } from '../../../preview/programs';
import type { AlertmanagerConfiguration } from '../../../rules';
import type { WrittenConfiguration } from '../configuration/written';
import type { Run } from '../control-plane/run';

/** An Alertmanager of its own with what the operator wrote, and a Prometheus by another clock that tells it something. */
export interface OtherClock {
  readonly sink: Sink;
  /**
   * Tells that an alert about a model fires, or has ended, and that the watchdog fires, as Prometheus does whose clock is so
   * many milliseconds ahead.
   */
  readonly tell: (model: string, clock: number, hasEnded?: boolean) => Promise<void>;
}

export async function startOtherClock(
  run: Run,
  written: WrittenConfiguration,
  pace: number,
): Promise<OtherClock> {
  const sink = await startSink(randomBytes(16).toString('hex'));
  run.atEnd(sink.stop);
  const folder = join(run.folder, 'other-clock');
  mkdirSync(folder);
  const configuration = load(written.alertmanager) as AlertmanagerConfiguration;
  const { port } = await startAlertmanager({ folder, start: run.start }, configuration, sink.urlOf);
  /** How long Prometheus says that an alert lasts beyond the last time that it told of it: four times a minute. */
  const lasts = 240_000 / pace;
  const began = Date.now();
  return {
    sink,
    async tell(model, clock, hasEnded = false) {
      const now = Date.now() + clock;
      const time = (at: number): string => new Date(at).toISOString();
      const startsAt = time(Math.min(began + clock, now - 1));
      const common = { startsAt, endsAt: time(now + lasts) };
      const labels = { alertname: 'ModelAbsent', severity: 'warning', scope: 'model', team: 'risk' };
      const alerts = [
        { ...common, labels: { alertname: watchdog, severity: 'none' } },
        {
          ...common,
          ...(hasEnded ? { endsAt: time(now) } : {}),
          labels: { ...labels, namespace: 'serving', model_name: model },
        },
      ];
      const { status } = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      if (status !== 200) throw new Error(`Alertmanager answers ${status}`);
    },
  };
}
