import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localConfiguration, startSink } from '../../preview/alertmanager-sink';
import { alertmanagerConfiguration } from '../../rules';
import { binaryOf } from '../../scripts/tool-binaries';
import { environmentOf } from './dev';

const urlOf = (receiver: string): string => `http://127.0.0.1:9/${receiver}`;
const message = (status: string, labels: object): string =>
  JSON.stringify({ alerts: [{ status, labels, annotations: { summary: 'so it is' } }] });

describe.each(['dev', 'prod'])('the local Alertmanager configuration of %s', (name) => {
  const generated = alertmanagerConfiguration(environmentOf(name), 60);
  const local = localConfiguration(generated, urlOf) as unknown as typeof generated;

  it('keeps routes, inhibition and the names of receivers', () => {
    expect(local.route).toEqual(generated.route);
    expect(local.inhibit_rules).toEqual(generated.inhibit_rules);
    expect(local.receivers.map((receiver) => receiver.name)).toEqual(
      generated.receivers.map((receiver) => receiver.name),
    );
    expect(local.time_intervals.map((interval) => interval.name)).toEqual(
      generated.time_intervals.map((interval) => interval.name),
    );
  });

  it('sends nothing off this machine, and to nobody who was to be told nothing', () => {
    expect(local.receivers.filter(({ name: receiver }) => receiver !== 'nobody')).toEqual(
      generated.receivers
        .filter(({ name: receiver }) => receiver !== 'nobody')
        .map(({ name: receiver }) => ({
          name: receiver,
          webhook_configs: [{ url: urlOf(receiver), send_resolved: true }],
        })),
    );
    expect(local.receivers).toContainEqual({ name: 'nobody' });
  });

  it('is accepted by amtool', () => {
    const folder = mkdtempSync(join(tmpdir(), 'preview-test-'));
    try {
      const file = join(folder, 'alertmanager.yaml');
      writeFileSync(file, JSON.stringify(local));
      const { status, stdout, stderr } = spawnSync(binaryOf('amtool'), ['check-config', file], {
        encoding: 'utf8',
      });
      expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('what stands in for receivers', () => {
  const post = (url: string, body: string): Promise<Response> => fetch(url, { method: 'POST', body });

  it('notes who was told what, and the heartbeat apart', async () => {
    const sink = await startSink('secret');
    try {
      const labels = { alertname: 'ModelAbsent', severity: 'warning', model_name: 'churn' };
      await post(sink.urlOf('risk-ticket'), message('firing', labels));
      await post(sink.urlOf('heartbeat'), message('firing', { alertname: 'Watchdog', severity: 'none' }));
      expect(sink.notifications).toEqual([
        {
          at: expect.any(Number) as number,
          receiver: 'risk-ticket',
          status: 'firing',
          alert: 'ModelAbsent',
          severity: 'warning',
          model: 'churn',
          summary: 'so it is',
        },
      ]);
      expect(sink.heartbeat()).toBeGreaterThan(0);
    } finally {
      await sink.stop();
    }
  });

  it('believes nobody who does not know the address', async () => {
    const sink = await startSink('secret');
    try {
      const url = sink.urlOf('risk-ticket').replace('secret', 'guess');
      const { status } = await post(url, message('firing', { alertname: 'ModelAbsent' }));
      expect([status, sink.notifications]).toEqual([404, []]);
    } finally {
      await sink.stop();
    }
  });

  it('survives a message that is none', async () => {
    const sink = await startSink('secret');
    try {
      const { status } = await post(sink.urlOf('risk-ticket'), 'nonsense');
      expect([status, sink.notifications]).toEqual([400, []]);
    } finally {
      await sink.stop();
    }
  });
});
