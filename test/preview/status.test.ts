import { createServer } from 'node:http';
import { anyPort, listen, type Listening } from '../../preview/listen';
import type { Observatory } from '../../preview/observatory';
import { statusOf } from '../../preview/status';
import { dev } from './dev';

const alert = (name: string, state = 'firing') => ({
  labels: { alertname: name, namespace: 'serving', model_name: 'sentiment', severity: 'warning' },
  annotations: { summary: `${name} of sentiment` },
  state,
  activeAt: '2026-11-28T12:00:00Z',
});

/** As Prometheus hands it over: with the external labels of the operator's configuration. */
const routed = (name: string, inhibitedBy: readonly string[]) => ({
  labels: {
    ...alert(name).labels,
    env: 'dev',
    cluster: 'dev-eu-1',
    prometheus: 'monitoring/kube-prometheus-stack-prometheus',
  },
  receivers: [{ name: 'commerce-ticket' }],
  status: { state: 'active', inhibitedBy },
});

const answers: Readonly<Record<string, unknown>> = {
  '/api/v1/query': { data: { result: [] } },
  '/api/v1/alerts': { data: { alerts: [alert('A'), alert('B'), alert('C', 'pending')] } },
  '/api/v2/alerts': [routed('A', []), routed('B', ['a'])],
};

describe('what the page shows of alerts', () => {
  let server: Listening;
  beforeAll(async () => {
    const both = createServer((request, response) => {
      response.end(JSON.stringify(answers[(request.url ?? '').split('?')[0] ?? '']));
    });
    server = await listen(both, anyPort);
  });
  afterAll(() => server.stop());

  it('is whom Alertmanager tells and what it keeps quiet, whatever Prometheus adds on the way', async () => {
    const url = `http://${server.address}`;
    const observatory: Observatory = {
      environment: dev,
      pace: 60,
      startedAt: 0,
      prometheus: url,
      alertmanager: url,
      sink: {
        urlOf: () => '',
        notifications: [],
        heartbeat: () => undefined,
        stop: () => Promise.resolve(),
      },
      activeFaults: () => [],
      setFault: () => undefined,
      stop: () => Promise.resolve(),
    };
    const { alerts } = await statusOf(observatory);
    expect(alerts.map(({ name, state, receivers }) => [name, state, receivers])).toEqual([
      ['A', 'firing', ['commerce-ticket']],
      ['B', 'inhibited', ['commerce-ticket']],
      ['C', 'pending', []],
    ]);
  });
});
